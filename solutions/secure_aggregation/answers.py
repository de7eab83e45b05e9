"""Reference answers of lesson 7, secure aggregation."""

import secrets

import numpy as np
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from privatepixels import require, secure_sum
from privatepixels.secure_sum import PRIME, expand_seed


def leak_from_gradient(weight_gradient: np.ndarray, bias_gradient: np.ndarray) -> tuple[int, np.ndarray]:
    """Read label and input of a dense softmax layer from its gradient for one picture.

    The layer gives p = softmax(x W + b), and the loss is the cross-entropy with the picture's label. Then the gradient
    with respect to b is p - e, where e is 1 at the label and 0 elsewhere, and that with respect to W is the outer
    product of x and p - e.

    Args:
        weight_gradient: float, D x C, the gradient with respect to W, for one picture.
        bias_gradient: float, C values, C >= 2, the gradient with respect to b.

    Returns:
        (label, x): an int from 0 to C - 1, and the layer's input, float, D values.

    Raises:
        ValueError: where an argument isn't as described, holds NaN or infinity, or is the gradient of no label.
    """
    require.array("bias_gradient", bias_gradient, ndim=1, dtype=float)
    require.array("weight_gradient", weight_gradient, shape=(None, len(bias_gradient)), dtype=float)
    require.that(np.isfinite(weight_gradient).all(), "weight_gradient", weight_gradient, "finite numbers")
    require.that(len(bias_gradient) >= 2, "bias_gradient", bias_gradient, "at least 2 numbers")
    require.that(np.isfinite(bias_gradient).all(), "bias_gradient", bias_gradient, "finite numbers")
    require.that(bias_gradient.min() < 0, "bias_gradient", bias_gradient, "a number below 0, at the label")
    label = int(bias_gradient.argmin())
    return label, weight_gradient[:, label] / bias_gradient[label]


def encode_update(update: np.ndarray, fraction_bits: int, clients: int) -> np.ndarray:
    """Write real numbers as integers modulo 2^64, so that sums of them are exact and masks can hide them.

    A number v becomes the whole number nearest to v 2^fraction_bits, modulo 2^64: a negative one -k becomes 2^64 - k.

    Args:
        update: float, n values. It isn't changed.
        fraction_bits: int from 0 to 52, how many binary digits after the point are kept.
        clients: int >= 1, how many such updates may be added up.

    Returns:
        uint64, n values.

    Raises:
        ValueError: where an argument isn't as described; where a value is NaN, infinite, or so large that the sum of
            `clients` values as large as it might reach 2^63, from where on sums would be read as negative.
    """
    require.array("update", update, ndim=1, dtype=float)
    require.number("fraction_bits", fraction_bits, low=0, high=52, integer=True)
    require.number("clients", clients, low=1, integer=True)
    scaled = np.rint(update.astype(np.float64) * 2.0**fraction_bits)
    fits = (np.abs(scaled) < 2**63 / clients).all()  # False for NaN and infinity, too
    require.that(fits, "update", update, f"finite numbers, the sum of {clients} of them below 2^{63 - fraction_bits}")
    return scaled.astype(np.int64).view(np.uint64)


def mask_update(
    update: np.ndarray,
    client: int,
    private_key: bytes,
    public_keys: dict[int, bytes],
    own_seed: bytes,
    round_number: int,
) -> np.ndarray:
    """Hide an encoded update under the client's own mask and one mask for each pair that the client is in.

    Each mask is `expand_seed(seed, round_number, n)`. The seed of the own mask is `own_seed`; that of a pair is the
    secret which both agree on by X25519 (RFC 7748). The client with the smaller number adds the pair's mask, the other
    one subtracts it. All sums are modulo 2^64, as NumPy's are for uint64 arrays.

    Args:
        update: uint64, n values, as `encode_update` returns them. It isn't changed.
        client: int, this client's number.
        private_key: bytes, 32 of them: this client's X25519 key.
        public_keys: dict from each client's number to its public key of 32 bytes; this client's is there as well.
        own_seed: bytes, 32 of them.
        round_number: int >= 0.

    Returns:
        uint64, n values.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.array("update", update, ndim=1, dtype=np.uint64)
    require.octets("private_key", private_key, 32)
    secure_sum.require_secrets("public_keys", public_keys)
    require.number("client", client, low=0, integer=True)
    require.that(client in public_keys, "client", client, "a client with a public key")
    require.octets("own_seed", own_seed, 32)
    require.number("round_number", round_number, low=0, integer=True)
    masked = update + expand_seed(own_seed, round_number, len(update))
    key = X25519PrivateKey.from_private_bytes(private_key)
    for other, public_key in public_keys.items():
        if other != client:
            seed = key.exchange(X25519PublicKey.from_public_bytes(public_key))
            mask = expand_seed(seed, round_number, len(update))
            masked = masked + mask if client < other else masked - mask
    return masked


def share_secret(secret: bytes, threshold: int, count: int) -> list[tuple[int, int]]:
    """Split a secret into shares, so that any `threshold` of them give it back and fewer say nothing (Shamir 1979).

    The secret is read as an integer s, the first byte being the highest. All arithmetic is modulo
    PRIME = 2^256 + 297. A polynomial f(x) = s + a_1 x + ... + a_(t-1) x^(t-1), with t the threshold, gets coefficients
    a_1, ... drawn from 0 to PRIME - 1, each by itself, by the operating system's generator. The shares are the points
    (x, f(x)) at x = 1, 2, ... count.

    Args:
        secret: bytes, 32 of them.
        threshold: int >= 1, how many shares are needed.
        count: int >= threshold, how many are made.

    Returns:
        list of `count` tuples (x, y) of two int, in the order of x.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.octets("secret", secret, 32)
    require.number("threshold", threshold, low=1, integer=True)
    require.number("count", count, low=threshold, integer=True)
    coefficients = [secrets.randbelow(PRIME) for _ in range(threshold - 1)]
    shares = []
    for x in range(1, count + 1):
        y = 0
        for coefficient in reversed([int.from_bytes(secret, "big"), *coefficients]):
            y = (y * x + coefficient) % PRIME
        shares.append((x, y))
    return shares


def recover_secret(shares: list[tuple[int, int]], threshold: int) -> bytes:
    """Give back the secret that was split into shares, from any `threshold` of them or more.

    The polynomial through the points (x_i, y_i), at 0 and modulo PRIME, is the sum over i of y_i times the product
    over all j but i of x_j / (x_j - x_i) (Lagrange). To divide modulo PRIME is to multiply by `pow(number, -1, PRIME)`.

    Args:
        shares: list of tuples (x, y) of two int, as `share_secret` returns them; any of them, in any order. Where
            there are more than `threshold`, some of them are enough.
        threshold: int >= 1, how many shares are needed.

    Returns:
        bytes, 32 of them.

    Raises:
        ValueError: where an argument isn't as described; where there are too few shares, or one x comes twice; where
            the shares give no number below 2^256, and so don't belong together.
    """
    require.number("threshold", threshold, low=1, integer=True)
    require.that(isinstance(shares, list), "shares", shares, "a list of shares")
    for share in shares:
        secure_sum.require_share("shares", share)
    places = [x for x, _ in shares]
    require.that(len(set(places)) == len(places), "shares", shares, "each share once")
    require.that(len(shares) >= threshold, "shares", shares, f"at least {threshold} shares")
    secret = 0
    for x, y in shares[:threshold]:
        for other in places[:threshold]:
            if other != x:
                y = y * other * pow(other - x, -1, PRIME) % PRIME
        secret = (secret + y) % PRIME
    require.that(secret.bit_length() <= 256, "shares", shares, "shares of one secret")
    return secret.to_bytes(32, "big")


def unmask_sum(
    masked: dict[int, np.ndarray],
    public_keys: dict[int, bytes],
    own_seeds: dict[int, bytes],
    gone_keys: dict[int, bytes],
    round_number: int,
) -> np.ndarray:
    """Add up the masked updates that arrived, and take off all masks that are left in the sum.

    The updates were masked as `mask_update` describes it, by each client with the public keys of all. The masks of a
    pair cancel where both updates arrived. What is left are the own masks of those who stayed, and the masks between
    one who stayed and one who is gone.

    Args:
        masked: dict from the number of each client that stayed to its masked update, uint64, n values.
        public_keys: dict from the number of each client, stayed or gone, to its public key of 32 bytes.
        own_seeds: dict from the number of each client that stayed to its own seed of 32 bytes.
        gone_keys: dict from the number of each client that is gone to its private key of 32 bytes; may be empty.
        round_number: int >= 0.

    Returns:
        uint64, n values: the sum of the updates of those who stayed, modulo 2^64.

    Raises:
        ValueError: where an argument isn't as described, or a private key doesn't fit the public one.
    """
    secure_sum.require_messages("masked", masked)
    secure_sum.require_secrets("public_keys", public_keys)
    secure_sum.require_secrets("own_seeds", own_seeds)
    secure_sum.require_secrets("gone_keys", gone_keys)
    require.number("round_number", round_number, low=0, integer=True)
    require.that(masked.keys() <= public_keys.keys(), "masked", masked, "updates of clients with a public key")
    require.that(own_seeds.keys() == masked.keys(), "own_seeds", own_seeds, "one of each client in masked")
    gone = public_keys.keys() - masked.keys()
    require.that(gone_keys.keys() == gone, "gone_keys", gone_keys, f"those of {sorted(gone)}")
    total = np.sum(list(masked.values()), axis=0, dtype=np.uint64)
    for seed in own_seeds.values():
        total = total - expand_seed(seed, round_number, len(total))
    for gone_client, private_key in gone_keys.items():
        key = X25519PrivateKey.from_private_bytes(private_key)
        fits = key.public_key().public_bytes_raw() == public_keys[gone_client]
        require.that(fits, "gone_keys", gone_keys, f"for client {gone_client} the key of its public key")
        for client in masked:
            seed = key.exchange(X25519PublicKey.from_public_bytes(public_keys[client]))
            mask = expand_seed(seed, round_number, len(total))
            total = total - mask if client < gone_client else total + mask
    return total


def shares_to_reveal(
    seeds_wanted: list[int],
    keys_wanted: list[int],
    seed_shares: dict[int, tuple[int, int]],
    key_shares: dict[int, tuple[int, int]],
    threshold: int,
    told: dict[int, str],
) -> tuple[dict[int, tuple[int, int]], dict[int, tuple[int, int]]]:
    """Answer a server that asks for shares, but never so that it could unmask one client's update.

    For a client whose update arrived the server needs the own seed, for one that is gone the private key. With both
    it would read that client's update. So the request is refused, whole, where

    - it asks for seed and key of one client, or for one of them when the other was told before in this round;
    - it asks for the seeds of fewer clients than the threshold: the sum would be over too few;
    - it asks for a share that isn't there.

    To tell the same again is no harm.

    Args:
        seeds_wanted: list of int, the clients whose update arrived, as the server says.
        keys_wanted: list of int, the clients that are gone, as the server says.
        seed_shares: dict from each client's number to the share of its own seed, a tuple of two int.
        key_shares: dict from each client's number to the share of its private key, a tuple of two int.
        threshold: int >= 1, how many must have stayed, and how many shares give a secret.
        told: dict from a client's number to "seed" or "key", whichever was told of it before in this round. It isn't
            changed.

    Returns:
        (seeds, keys): two dicts from the clients wanted to their shares.

    Raises:
        ValueError: where an argument isn't as described, and where the request is refused.
    """
    secure_sum.require_clients("seeds_wanted", seeds_wanted)
    secure_sum.require_clients("keys_wanted", keys_wanted)
    require.that(isinstance(seed_shares, dict), "seed_shares", seed_shares, "a dict from client numbers to shares")
    require.that(isinstance(key_shares, dict), "key_shares", key_shares, "a dict from client numbers to shares")
    require.number("threshold", threshold, low=1, integer=True)
    good = isinstance(told, dict) and all(isinstance(kind, str) and kind in ("seed", "key") for kind in told.values())
    require.that(good, "told", told, "a dict from client numbers to 'seed' or 'key'")
    seeds, keys = set(seeds_wanted), set(keys_wanted)
    require.that(len(seeds) >= threshold, "seeds_wanted", seeds_wanted, f"at least {threshold} clients")
    require.that(seeds <= seed_shares.keys(), "seeds_wanted", seeds_wanted, "clients with a share")
    require.that(keys <= key_shares.keys(), "keys_wanted", keys_wanted, "clients with a share")
    seeds_told = seeds | {client for client, kind in told.items() if kind == "seed"}
    keys_told = keys | {client for client, kind in told.items() if kind == "key"}
    both = seeds_told & keys_told
    require.that(not both, "keys_wanted", keys_wanted, f"none whose seed is told too, as of {sorted(both)}")
    return {client: seed_shares[client] for client in seeds}, {client: key_shares[client] for client in keys}


def secure_aggregation_recap() -> tuple[str, str, str, str]:
    """Answer the four questions above.

    Returns:
        four letters, each "a", "b", "c" or "d": the answers to questions 1 to 4, such as ("a", "a", "a", "a").
    """
    return ("b", "d", "a", "c")
