"""Right answers of lesson 8, each written in another way."""

import functools
import math
import operator

import numpy as np

from privatepixels import ckks, primes

ts = ckks.library()

# paillier_keys


def paillier_keys__by_the_greatest_common_divisor(p, q):
    """Divide the product by the greatest common divisor, and refuse case by case."""
    if not primes.is_prime(p) or not primes.is_prime(q):
        raise ValueError("p, q: expected primes")
    if p == q:
        raise ValueError("p, q: expected two different primes")
    lam = (p - 1) * (q - 1) // math.gcd(p - 1, q - 1)
    if math.gcd(p * q, lam) != 1:
        raise ValueError("p, q: expected primes of equal length")
    return p * q, lam, pow(lam, -1, p * q)


def paillier_keys__paillier_s_own_mu(p, q):
    """Calculate mu as Paillier does, from g^lam with g = n + 1; no inverse means that the primes don't fit."""
    if p == q or not all(map(primes.is_prime, (p, q))):
        raise ValueError("expected two different primes")
    n = p * q
    lam = math.lcm(p - 1, q - 1)
    u = pow(n + 1, lam, n * n)
    return [n, lam, pow((u - 1) // n, -1, n)]


def paillier_keys__trial_division(p, q):
    """Test the primes by trial division where they are small; let `pow` refuse what has no inverse."""
    for number in (p, q):
        if number < 2**24 and any(number % d == 0 for d in range(2, math.isqrt(number) + 1)):
            raise ValueError(f"{number} isn't prime")
    if p == q:
        raise ValueError("the same prime twice")
    a, b = p - 1, q - 1
    while b:
        a, b = b, a % b
    lam = (p - 1) // a * (q - 1)
    return p * q, lam, pow(lam % (p * q), -1, p * q)


# paillier_encrypt


def paillier_encrypt__with_g(m, n, rng):
    """Take the power of g = n + 1, with m modulo n, as the original paper does."""
    square = n**2
    while True:
        r = int(rng.integers(low=1, high=n))
        if math.gcd(r, n) == 1:
            break
    return pow(n + 1, m % n, square) * pow(r, n, square) % square


def paillier_encrypt__endpoint_included(m, n, rng):
    """Draw with the endpoint included; multiply factor by factor."""
    r = 0
    while math.gcd(r, n) != 1:
        r = rng.integers(1, n - 1, endpoint=True).item()
    c = m % n * n + 1
    c *= pow(r, n, n * n)
    return c % (n * n)


def paillier_encrypt__from_random_bytes(m, n, rng):
    """Draw bytes, and draw again where they give too large a number."""
    length = (n.bit_length() + 7) // 8
    mask = 2 ** n.bit_length() - 1
    r = n
    while not (1 <= r < n and math.gcd(n, r) == 1):
        r = int.from_bytes(rng.bytes(length), "big") & mask
    return (pow(r, n, n**2) * (1 + n * m)) % n**2


# paillier_decrypt


def _check(c, n):
    if not 0 < c < n * n or math.gcd(c, n) > 1:
        raise ValueError("c: expected a ciphertext of this key")


def paillier_decrypt__shifted(c, n, lam, mu):
    """Shift by half of n before the rest is taken, and back after it."""
    _check(c, n)
    u = pow(c, lam, n**2)
    half = n // 2
    return ((u - 1) // n * mu + half) % n - half


def paillier_decrypt__exactly_divided(c, n, lam, mu):
    """Divide with rest, and expect that there is none."""
    _check(c, n)
    quotient, rest = divmod(pow(c, lam, n * n) - 1, n)
    assert rest == 0
    m = quotient * mu % n
    if 2 * m > n:
        m -= n
    return m


def paillier_decrypt__exponent_with_mu(c, n, lam, mu):
    """Multiply lam by mu first: the power is then 1 + m n."""
    _check(c, n)
    m = (pow(c, lam * mu, n * n) - 1) // n
    return min(m, m - n, key=abs)


# paillier_score


def _encrypted(m, n, rng):
    r = n
    while math.gcd(r, n) != 1:
        r = int(rng.integers(1, n))
    return (1 + m * n) * pow(r, n, n * n) % (n * n)


def paillier_score__weights_modulo_n(ciphertexts, weights, bias, n, rng):
    """Take negative weights modulo n, and multiply everything at the end."""
    if len(ciphertexts) != len(weights):
        raise ValueError("weights: expected one for each ciphertext")
    powers = [pow(c, w % n, n**2) for c, w in zip(ciphertexts, weights, strict=True)]
    return math.prod([*powers, _encrypted(bias, n, rng)]) % n**2


def paillier_score__reduced(ciphertexts, weights, bias, n, rng):
    """Reduce by a function of two ciphertexts, and add the bias last."""
    square = n * n
    scaled = (pow(c, w, square) for c, w in zip(ciphertexts, weights, strict=True))
    total = functools.reduce(lambda a, b: operator.mul(a, b) % square, scaled)
    return total * _encrypted(bias, n, rng) % square


def paillier_score__fresh_zero(ciphertexts, weights, bias, n, rng):
    """Add the bias in clear, as 1 + b n, and then a fresh encryption of 0."""
    if len(weights) != len(ciphertexts):
        raise ValueError(f"weights: expected {len(ciphertexts)}, got {len(weights)}")
    score = 1 + bias * n
    for index in range(len(weights)):
        base = ciphertexts[index] if weights[index] >= 0 else pow(ciphertexts[index], -1, n * n)
        score = score * pow(base, abs(weights[index]), n * n) % (n * n)
    return score * pow(_encrypted(0, n, rng), 1, n * n) % (n * n)


# score_encrypted


def score_encrypted__multiply_and_sum(context, picture, weights, bias):
    """Multiply slot by slot, and add up the slots."""
    server = ckks.open_context("context", context)
    vector = ckks.open_vector("picture", server, picture)
    answer = []
    for k in range(weights.shape[1]):
        score = (vector * weights[:, k].tolist()).sum()
        score += ts.ckks_vector(server, [float(bias[k])]) * [1.0]
        answer.append(score.serialize())
    return answer


def score_encrypted__bias_times_an_encrypted_one(context, picture, weights, bias):
    """Treat the bias as the weight of an encrypted 1, and add a fresh 0; read with TenSEAL alone."""
    server = ts.context_from(context)
    vector = ts.ckks_vector_from(server, picture)
    if vector.size() != weights.shape[0]:
        raise ValueError("weights: expected a row for each pixel")
    scores = [vector.dot(weights[:, k]) for k in range(weights.shape[1])]
    for k, score in enumerate(scores):
        score.add_(ts.ckks_vector(server, [1.0]).mul(float(bias[k])))
        score.add_(ts.ckks_vector(server, [0.0]).mul(1.0))
    return [score.serialize() for score in scores]


def score_encrypted__bias_spread_over_the_pixels(context, picture, weights, bias):
    """Add an equal part of the bias to each product, encrypted, before the slots are summed."""
    server = ckks.open_context("context", context)
    vector = ckks.open_vector("picture", server, picture)
    size, classes = weights.shape
    scores = []
    for k in range(classes):
        part = ts.ckks_vector(server, np.full(size, bias[k] / size))
        scores.append((vector.mul(weights[:, k]) + part.mul(np.ones(size))).sum())
    return tuple(score.serialize() for score in scores)


# pack_pictures


def pack_pictures__pixel_by_pixel(keys, pictures):
    """Go through rows and columns."""
    if len(pictures) > 2048:
        raise ValueError(f"pictures: expected at most 2048, got {len(pictures)}")
    context = ts.context_from(keys)
    _, height, width = pictures.shape
    packed = []
    for y in range(height):
        for x in range(width):
            packed.append(ts.ckks_vector(context, (pictures[:, y, x] / 255.0).tolist()).serialize())
    return context.serialize(), packed


def pack_pictures__context_made_public(keys, pictures):
    """Take a copy of the context, and drop the secret key from it."""
    client = ckks.open_context("keys", keys)
    if not 0 < pictures.shape[0] <= ckks.SLOTS:
        raise ValueError("pictures: too many")
    public = client.copy()
    public.make_context_public()
    columns = np.moveaxis(pictures, 0, -1).reshape(-1, len(pictures)).astype(np.float64)
    encrypted = [ts.ckks_vector(client, ts.plain_tensor((column / 255).tolist())) for column in columns]
    return public.serialize(), [vector.serialize() for vector in encrypted]


def pack_pictures__encrypted_with_the_public_key(keys, pictures):
    """Make the public context first, and encrypt with it: that takes no secret."""
    count = len(pictures)
    if count > ckks.SLOTS:
        raise ValueError(f"pictures: expected at most {ckks.SLOTS}")
    sent = ckks.open_context("keys", keys).serialize(save_secret_key=False)
    public = ckks.open_context("keys", sent)
    pixels = np.divide(pictures, 255).reshape(count, -1).transpose()
    return [sent, [ts.ckks_vector(public, pixel).serialize() for pixel in pixels]]


# homomorphic_recap


def homomorphic_recap__as_a_text():
    """Give the letters as one text."""
    return "cbda"


def homomorphic_recap__as_a_list():
    """Give capital letters in a list."""
    return ["C", "B", "D", "A"]


def homomorphic_recap__by_question():
    """Give the letters by the number of their question."""
    answers = {1: "c", 2: "b", 3: "d", 4: "a"}
    return tuple(answers[number] for number in sorted(answers))
