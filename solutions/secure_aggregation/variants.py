"""Right answers of lesson 7, each written in another way."""

import math
import secrets
from fractions import Fraction
from functools import reduce

import numpy as np
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from privatepixels.secure_sum import PRIME, expand_seed

# leak_from_gradient


def leak_from_gradient__least_squares(weight_gradient, bias_gradient):
    """Use all columns: project the weights' gradient on the biases'."""
    label = next(place for place, value in enumerate(bias_gradient) if value < 0)
    return label, weight_gradient @ bias_gradient / (bias_gradient @ bias_gradient)


def leak_from_gradient__by_signs(weight_gradient, bias_gradient):
    """Take the label from the signs, as iDLG does, and the picture from the largest of the numbers."""
    label = int(np.flatnonzero(np.sign(bias_gradient) == -1)[0])
    best = np.abs(bias_gradient).argmax()
    return label, np.divide(weight_gradient[:, best], bias_gradient[best])


def leak_from_gradient__singular_vector(weight_gradient, bias_gradient):
    """Take the leading singular vector of the outer product."""
    left, values, right = np.linalg.svd(weight_gradient, full_matrices=False)
    scale = values[0] * (right[0] @ bias_gradient) / (bias_gradient**2).sum()
    return np.argmin(bias_gradient), left[:, 0] * scale


# encode_update


def _refuse(update, fraction_bits, clients):
    largest = np.abs(update).max()
    if not largest < math.inf or Fraction(float(largest)) * 2**fraction_bits * clients >= 2**63:
        raise ValueError("update: a value is too large, or none")


def encode_update__python_integers(update, fraction_bits, clients):
    """Go number by number, with Python's integers and their modulus."""
    _refuse(update, fraction_bits, clients)
    return np.array([round(float(value) * 2**fraction_bits) % 2**64 for value in update], dtype=np.uint64)


def encode_update__cast(update, fraction_bits, clients):
    """Scale by ldexp, round half up, and cast twice."""
    _refuse(update, fraction_bits, clients)
    return np.floor(np.ldexp(update.astype(float), fraction_bits) + 0.5).astype("int64").astype("uint64")


def encode_update__negative_apart(update, fraction_bits, clients):
    """Encode magnitudes, and then subtract the negative ones from 0."""
    _refuse(update, fraction_bits, clients)
    size = np.rint(np.abs(update).astype(np.float64) * (1 << fraction_bits)).astype(np.uint64)
    size[update < 0] = np.uint64(0) - size[update < 0]
    return size


# mask_update


def _agree(private_key, public_key):
    public = X25519PublicKey.from_public_bytes(public_key)
    return X25519PrivateKey.from_private_bytes(private_key).exchange(public)


def mask_update__list_of_masks(update, client, private_key, public_keys, own_seed, round_number):
    """Collect the masks with their signs, and add up once."""
    size = update.size
    masks = [update, expand_seed(own_seed, round_number, size)]
    for other in sorted(public_keys.keys() - {client}):
        mask = expand_seed(_agree(private_key, public_keys[other]), round_number, size)
        masks.append(mask if other > client else -mask)
    return np.sum(masks, axis=0, dtype=np.uint64)


def mask_update__in_place(update, client, private_key, public_keys, own_seed, round_number):
    """Work in place, on a copy."""
    masked = update.copy()
    masked += expand_seed(own_seed, round_number, masked.size)
    for other, public_key in public_keys.items():
        if other == client:
            continue
        mask = expand_seed(_agree(private_key, public_key), round_number, masked.size)
        if other > client:
            masked += mask
        else:
            masked -= mask
    return masked


def mask_update__signed_integers(update, client, private_key, public_keys, own_seed, round_number):
    """Compute in int64, which wraps round as well."""

    def signed(seed):
        return expand_seed(seed, round_number, len(update)).view(np.int64)

    others = {other: _agree(private_key, key) for other, key in public_keys.items() if other != client}
    start = update.view(np.int64) + signed(own_seed)
    return reduce(lambda total, other: total + np.sign(other - client) * signed(others[other]), others, start).view(
        np.uint64
    )


# share_secret


def share_secret__powers(secret, threshold, count):
    """Add up powers."""
    polynomial = [int.from_bytes(secret, "big")] + [secrets.randbelow(PRIME) for _ in range(1, threshold)]
    return [(x, sum(a * pow(x, k, PRIME) for k, a in enumerate(polynomial)) % PRIME) for x in range(1, count + 1)]


def share_secret__system_random(secret, threshold, count):
    """Draw by `SystemRandom`, and read the secret from its digits."""
    draw = secrets.SystemRandom()
    values = dict.fromkeys(range(1, count + 1), int(secret.hex(), 16))
    for power in range(1, threshold):
        coefficient = draw.randrange(PRIME)
        for x in values:
            values[x] += coefficient * x**power
    return [(x, value % PRIME) for x, value in values.items()]


def share_secret__horner_by_recursion(secret, threshold, count):
    """Let a function call itself for the rest of the polynomial."""
    drawn = tuple(secrets.randbelow(PRIME) for _ in range(threshold - 1))

    def at(x, coefficients):
        return (coefficients[0] + x * at(x, coefficients[1:])) % PRIME if coefficients else 0

    return [(x, at(x, (int.from_bytes(secret), *drawn))) for x in range(1, count + 1)]


# recover_secret


def _refuse_shares(shares, threshold):
    if len({x for x, _ in shares}) < len(shares):
        raise ValueError("shares: one x comes twice")
    if len(shares) < threshold:
        raise ValueError("shares: too few")


def recover_secret__numerator_and_denominator(shares, threshold):
    """Multiply numerators and denominators apart, and divide once for each share."""
    _refuse_shares(shares, threshold)
    chosen = shares[-threshold:]
    total = 0
    for i, (x, y) in enumerate(chosen):
        others = [other for j, (other, _) in enumerate(chosen) if j != i]
        above = math.prod(others)
        below = math.prod(other - x for other in others)
        total += y * above * pow(below, -1, PRIME)
    return (total % PRIME).to_bytes(32, "big")


def recover_secret__neville(shares, threshold):
    """Combine neighbouring polynomials step by step (Neville), with all shares there are."""
    _refuse_shares(shares, threshold)
    places, values = [x for x, _ in shares], [y for _, y in shares]
    for width in range(1, len(shares)):
        for i in range(len(shares) - width):
            low, high = places[i], places[i + width]
            values[i] = (high * values[i] - low * values[i + 1]) * pow(high - low, -1, PRIME) % PRIME
    return values[0].to_bytes(32, "big")


def recover_secret__fermat(shares, threshold):
    """Divide by Fermat's little theorem, going through a sorted dict."""
    _refuse_shares(shares, threshold)
    points = dict(sorted(shares)[:threshold])
    secret = 0
    for x, y in points.items():
        weight = 1
        for other in points:
            weight = weight * (other * pow(other - x, PRIME - 2, PRIME) if other != x else 1) % PRIME
        secret += weight * y
    return int.to_bytes(secret % PRIME, 32, "big")


# unmask_sum


def _fits(private_key, public_key):
    return X25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw() == public_key


def unmask_sum__all_masks_first(masked, public_keys, own_seeds, gone_keys, round_number):
    """Add up all that is left first, then subtract it once."""
    if not all(_fits(key, public_keys[gone]) for gone, key in gone_keys.items()):
        raise ValueError("a private key isn't that of its client")
    size = len(next(iter(masked.values())))
    left = [expand_seed(seed, round_number, size) for seed in own_seeds.values()]
    for gone, key in gone_keys.items():
        for client in masked:
            mask = expand_seed(_agree(key, public_keys[client]), round_number, size)
            left.append(mask if client < gone else -mask)
    return np.sum(list(masked.values()), axis=0, dtype=np.uint64) - np.sum(left, axis=0, dtype=np.uint64)


def unmask_sum__message_by_message(masked, public_keys, own_seeds, gone_keys, round_number):
    """Clean each message of its own mask and of the masks with those who are gone, then add up."""
    total = np.uint64(0)
    strange = [gone for gone in gone_keys if not _fits(gone_keys[gone], public_keys[gone])]
    if strange:
        raise ValueError(f"the keys of {strange} don't fit")
    for client, message in masked.items():
        message = message - expand_seed(own_seeds[client], round_number, message.size)
        for gone in gone_keys:
            mask = expand_seed(_agree(gone_keys[gone], public_keys[client]), round_number, message.size)
            message = message + mask if gone < client else message - mask
        total = message + total
    return total


def unmask_sum__as_if_the_gone_had_sent_nothing_but_masks(masked, public_keys, own_seeds, gone_keys, round_number):
    """Make up for the messages of those who are gone: their masks for pairs with those who stayed."""
    size = next(iter(masked.values())).size
    total = np.zeros(size, dtype=np.uint64)
    for client in masked:
        total += masked[client]
        total -= expand_seed(own_seeds[client], round_number, size)
    for gone, key in gone_keys.items():
        if not _fits(key, public_keys[gone]):
            raise ValueError("this key was forged")
        for client, public_key in public_keys.items():
            if client not in gone_keys:
                sign = np.uint64(1 if gone < client else 2**64 - 1)
                total += sign * expand_seed(_agree(key, public_key), round_number, size)
    return total


# shares_to_reveal


def shares_to_reveal__client_by_client(seeds_wanted, keys_wanted, seed_shares, key_shares, threshold, told):
    """Go client by client, and stop at the first that may not be told."""
    if len(set(seeds_wanted)) < threshold:
        raise ValueError("too few stayed")
    answer = {"seed": {}, "key": {}}
    for kind, wanted, shares in (("seed", seeds_wanted, seed_shares), ("key", keys_wanted, key_shares)):
        for client in wanted:
            if client not in shares:
                raise ValueError(f"no share of client {client}")
            if told.get(client, kind) != kind or (kind == "key" and client in answer["seed"]):
                raise ValueError(f"client {client}: seed and key")
            answer[kind][client] = shares[client]
    return answer["seed"], answer["key"]


def shares_to_reveal__with_sets(seeds_wanted, keys_wanted, seed_shares, key_shares, threshold, told):
    """State what is allowed as one condition on sets."""
    seeds, keys = frozenset(seeds_wanted), frozenset(keys_wanted)
    known = seeds.issubset(seed_shares) and keys.issubset(key_shares)
    by_kind = {kind: {client for client in told if told[client] == kind} for kind in ("seed", "key")}
    apart = seeds.isdisjoint(keys) and seeds.isdisjoint(by_kind["key"]) and keys.isdisjoint(by_kind["seed"])
    if not (known and apart and len(seeds) >= threshold):
        raise ValueError("this request would show one client's update, or asks for what isn't there")
    return {c: seed_shares[c] for c in sorted(seeds)}, {c: key_shares[c] for c in sorted(keys)}


def shares_to_reveal__keeps_a_book(seeds_wanted, keys_wanted, seed_shares, key_shares, threshold, told):
    """Write what will have been told into a copy of the book, and look for contradictions."""
    book = dict(told)
    for client in seeds_wanted:
        if book.setdefault(client, "seed") == "key":
            raise ValueError(f"the key of client {client} is known")
    for client in keys_wanted:
        if book.setdefault(client, "key") == "seed":
            raise ValueError(f"the seed of client {client} is known")
    if len(dict.fromkeys(seeds_wanted)) < threshold:
        raise ValueError("the sum would be over too few")
    try:
        return {c: seed_shares[c] for c in seeds_wanted}, {c: key_shares[c] for c in keys_wanted}
    except KeyError as missing:
        raise ValueError(f"no share of client {missing}") from None


# secure_aggregation_recap


def secure_aggregation_recap__list():
    """Give a list."""
    return ["b", "d", "a", "c"]


def secure_aggregation_recap__text():
    """Give one text."""
    return "bdac"


def secure_aggregation_recap__capitals():
    """Give a text of capitals with commas."""
    return "B, D, A, C"
