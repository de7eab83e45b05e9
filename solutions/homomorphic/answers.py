"""Reference answers of lesson 8, homomorphic."""

import math

import numpy as np

from privatepixels import ckks, primes, require

ts = ckks.library()


def paillier_keys(p: int, q: int) -> tuple[int, int, int]:
    """Make a Paillier key pair from two primes (Paillier 1999, with g = n + 1).

    n = p q is the public key. The secret one is lam, the least common multiple of p - 1 and q - 1, with mu, the inverse
    of lam modulo n.

    Args:
        p: int, a prime.
        q: int, another prime, such that n and lam have no common factor; two of equal length always are.

    Returns:
        (n, lam, mu), int: the public key, and both parts of the secret one, 0 < mu < n.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.that(primes.is_prime(require.number("p", p, integer=True)), "p", p, "a prime")
    require.that(primes.is_prime(require.number("q", q, integer=True)), "q", q, "a prime")
    n, lam = p * q, math.lcm(p - 1, q - 1)
    require.that(p != q and math.gcd(n, lam) == 1, "q", q, f"a prime that goes with p = {p}")
    return n, lam, pow(lam, -1, n)


def paillier_encrypt(m: int, n: int, rng: np.random.Generator) -> int:
    """Encrypt a whole number with a Paillier public key: c = (1 + m n) r^n mod n^2.

    r is drawn anew for each call, uniformly from the numbers 1 to n - 1 that have no factor in common with n. A
    negative number m stands for m + n.

    Args:
        m: int, -n / 2 < m < n / 2.
        n: int, the public key, an odd number from 15 to 2^62.
        rng: generator that r comes from. (A toy: a real one draws from the operating system.)

    Returns:
        int, 0 < c < n^2.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.number("n", n, low=15, high=2**62, integer=True)
    require.number("m", m, low=-(n // 2), high=n // 2, integer=True)
    require.generator("rng", rng)
    draws = (int(rng.integers(1, n)) for _ in range(1000))  # The first nearly always will do.
    r = next(r for r in draws if math.gcd(r, n) == 1)
    return (1 + m * n) * pow(r, n, n * n) % (n * n)


def paillier_decrypt(c: int, n: int, lam: int, mu: int) -> int:
    """Decrypt a Paillier ciphertext: m = L(c^lam mod n^2) mu mod n, where L(u) = (u - 1) / n, a division without rest.

    A result above n / 2 stands for a negative number: n is subtracted.

    Args:
        c: int, 0 < c < n^2, without a factor in common with n. Sums and multiples of ciphertexts are of this kind.
        n: int, the public key, an odd number >= 15.
        lam: int, the first part of the secret key, > 0.
        mu: int, the second part, 0 < mu < n.

    Returns:
        int, -n / 2 < m < n / 2.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.number("n", n, low=15, integer=True)
    require.number("c", c, low=1, high=n * n - 1, integer=True)
    require.that(math.gcd(c, n) == 1, "c", c, "a ciphertext of this key, without a factor in common with n")
    require.number("lam", lam, low=1, integer=True)
    require.number("mu", mu, low=1, high=n - 1, integer=True)
    m = (pow(c, lam, n * n) - 1) // n * mu % n
    return m - n if m > n // 2 else m


def paillier_score(ciphertexts: list[int], weights: list[int], bias: int, n: int, rng: np.random.Generator) -> int:
    """Calculate bias + w_1 m_1 + w_2 m_2 + ... from encrypted numbers m_i, without decrypting any.

    The product of two ciphertexts mod n^2 holds the sum of their numbers; a ciphertext to the power w holds w times its
    number, for w < 0 too. The bias goes in as `paillier_encrypt` makes it, with a fresh r: it makes the result new even
    where everything else is the same.

    Args:
        ciphertexts: list of int, each 0 < c < n^2, without a factor in common with n.
        weights: list of int, one for each ciphertext.
        bias: int, -n / 2 < bias < n / 2.
        n: int, the public key, an odd number from 15 to 2^62.
        rng: generator that r comes from.

    Returns:
        int, 0 < c < n^2: a ciphertext of the score.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.number("n", n, low=15, high=2**62, integer=True)
    require.that(isinstance(ciphertexts, list) and len(ciphertexts) > 0, "ciphertexts", ciphertexts, "a list of int")
    require.that(
        all(isinstance(c, int) and 0 < c < n * n and math.gcd(c, n) == 1 for c in ciphertexts),
        "ciphertexts",
        ciphertexts,
        "ciphertexts of this key",
    )
    count = len(ciphertexts)
    require.that(isinstance(weights, list) and len(weights) == count, "weights", weights, f"a list of {count} int")
    require.that(all(isinstance(w, int) for w in weights), "weights", weights, "whole numbers, int")
    require.number("bias", bias, low=-(n // 2), high=n // 2, integer=True)
    score = paillier_encrypt(bias, n, rng)
    for c, w in zip(ciphertexts, weights, strict=True):
        score = score * pow(c, w, n * n) % (n * n)
    return score


def score_encrypted(context: bytes, picture: bytes, weights: np.ndarray, bias: np.ndarray) -> list[bytes]:
    """Score an encrypted picture for each class, as the server does: it has no secret key.

    The score of class k is the dot product of the picture with column k of `weights`, plus `bias[k]`. The scale of the
    dot product is the product of two scales, and only numbers at one scale can be added. So the bias is encrypted with
    the context's public key, and multiplied by 1.0. That also makes the answer new each time.

    Args:
        context: bytes of a TenSEAL context with public and Galois keys.
        picture: bytes of a CKKS vector with D numbers, the pixels of one picture.
        weights: float64, D x K, no column of which is all zeros: TenSEAL leaves the scale of such a product as it is.
        bias: float64, K values.

    Returns:
        list of K bytes, each a serialised CKKS vector with one number, the score of its class.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.array("weights", weights, ndim=2, dtype=np.float64)
    require.that(bool(np.all(np.abs(weights).max(axis=0, initial=0) > 1e-6)), "weights", weights, "no column of zeros")
    require.array("bias", bias, shape=weights.shape[1:], dtype=np.float64)
    server = ckks.open_context("context", context)
    vector = ckks.open_vector("picture", server, picture)
    require.that(vector.size() == len(weights), "weights", weights, f"an array with {vector.size()} rows")
    return [
        (vector.dot(column) + ts.ckks_vector(server, [shift]) * 1.0).serialize()
        for column, shift in zip(weights.T, bias, strict=True)
    ]


def pack_pictures(keys: bytes, pictures: np.ndarray) -> tuple[bytes, list[bytes]]:
    """Encrypt many pictures for a server, packed: ciphertext j holds pixel j of all of them.

    Pixels are numbered row by row, and divided by 255 before they are encrypted.

    Args:
        keys: bytes of a TenSEAL context with the secret key, which stays with the client.
        pictures: uint8, N x H x W, N at most the number of slots, half the degree (2,048 in this course).

    Returns:
        (context, ciphertexts): what is sent to the server. The bytes of the context without the secret key; and a list
        of H W bytes, each a serialised CKKS vector with N numbers from 0 to 1, in the order of the pictures.

    Raises:
        ValueError: where an argument isn't as described.
    """
    client = ckks.open_context("keys", keys)
    require.that(client.has_secret_key(), "keys", keys, "a context with the secret key")
    require.array("pictures", pictures, ndim=3, dtype=np.uint8)
    require.that(0 < len(pictures) <= ckks.SLOTS, "pictures", pictures, f"1 to {ckks.SLOTS} pictures")
    pixels = pictures.reshape(len(pictures), -1) / 255
    return client.serialize(save_secret_key=False), [ts.ckks_vector(client, column).serialize() for column in pixels.T]


def homomorphic_recap() -> tuple[str, str, str, str]:
    """Answer the four questions above.

    Returns:
        four letters, each "a", "b", "c" or "d": the answers to questions 1 to 4, such as ("a", "a", "a", "a").
    """
    return ("c", "b", "d", "a")
