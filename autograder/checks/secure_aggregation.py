"""Checks of lesson 7, secure aggregation."""

from itertools import combinations

import numpy as np
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from autograder import expect
from privatepixels.secure_sum import PRIME, decode_sum, expand_seed

points = pytest.mark.points
hidden = pytest.mark.hidden

CLIENTS = (3, 5, 8, 11, 12, 30)  # numbers need not be 0, 1, 2, ..., and don't come in order
ROUND = 4
SIZE = 50


# leak_from_gradient


def gradient_of(rng, label, classes=12, size=60, sharpness=1.0):
    """Return a softmax layer's gradient with respect to weights and biases for one input, and that input."""
    picture = rng.uniform(0, 1, size)
    logits = sharpness * rng.normal(size=classes)
    error = np.exp(logits) / np.exp(logits).sum()
    error[label] = 0
    error[label] = -error.sum()  # p - 1, and not rounded to 0 where the network is sure
    return np.outer(picture, error), error, picture


@points(1)
def test_the_label_leaks(leak_from_gradient, rng):
    """In p - e exactly one value is below 0: p at the label is less than 1, and all others are probabilities. The label
    comes back as an int, first in the tuple.
    """
    for label in (0, 4, 11):
        weights, biases, _ = gradient_of(rng, label)
        found, _ = expect_leak(leak_from_gradient(weights, biases), 60)
        expect.that(found == label, f"label {found}; the gradient is that of label {label}")


@points(2)
def test_the_input_leaks(leak_from_gradient, rng):
    """Each column of the weights' gradient is the input times one number, and the biases' gradient holds that number.
    Divide by the right one: what comes back is the picture, to twelve digits.
    """
    for label, classes, size in ((2, 12, 60), (1, 2, 33), (39, 40, 20)):
        weights, biases, picture = gradient_of(rng, label, classes, size)
        _, found = expect_leak(leak_from_gradient(weights, biases), size)
        expect.input_unchanged(leak_from_gradient)
        expect.close(found, picture, 1e-9, "input")


@points(1)
def test_a_sure_network_leaks_too(leak_from_gradient, rng):
    """The network was nearly sure, right or wrong, so that most numbers of the gradient are tiny. Their ratio still is
    the picture: divide by a number that isn't tiny, and add no small constant to it.
    """
    for label in (1, 7):
        weights, biases, picture = gradient_of(rng, label, sharpness=12.0)
        scale = 1e-6 / np.abs(biases).max()
        found_label, found = expect_leak(leak_from_gradient(weights * scale, biases * scale), 60)
        expect.that(found_label == label, f"label {found_label}; the gradient is that of label {label}")
        expect.close(found, picture, 1e-6, "input")


def expect_leak(result, size):
    """Expect a label and an input of some size."""
    expect.that(
        isinstance(result, tuple | list) and len(result) == 2, "expected two things: the label, and the layer's input"
    )
    label, found = result
    expect.number(label)
    expect.that(isinstance(label, int | np.integer), f"label {label!r}; expected an int")
    expect.array(found, shape=(size,))
    return label, found


# encode_update


@points(1)
def test_an_encoded_update_is_unsigned_integers(encode_update, rng):
    """The result is a new uint64 array, as long as the update, from float64 as from float32. Go from floats to int64
    first: a negative float can't be turned into an unsigned integer.
    """
    for kind in (np.float64, np.float32):
        update = rng.normal(size=40).astype(kind)
        encoded = encode_update(update, 20, 10)
        expect.input_unchanged(encode_update)
        expect.array(encoded, shape=(40,), dtype=np.uint64)


@points(1)
def test_an_encoded_update_can_be_read_again(encode_update, rng):
    """Encoded with 8, 24 or 40 binary digits after the point and decoded again, each value is as before to half a unit
    of the last digit, above and below zero: multiply by 2^fraction_bits, and round to the *nearest* whole number.
    """
    for bits in (8, 24, 40):
        update = rng.normal(size=200)
        encoded = encode_update(update, bits, 10)
        expect.array(encoded, shape=(200,), dtype=np.uint64)
        expect.close(decode_sum(encoded, bits), update, 0.501 * 2.0**-bits, f"decoded, with {bits} digits")


@points(1)
def test_sums_of_encoded_updates_are_exact(encode_update, rng):
    """The sum of seven encoded updates, modulo 2^64, is the sum of the seven rounded ones, to the last bit. Only where
    -k is written as 2^64 - k do negative numbers add up: no offset, no sign bit.
    """
    updates = rng.normal(size=(7, 60))
    total = np.zeros(60, np.uint64)
    for update in updates:
        encoded = encode_update(update, 16, 7)
        expect.array(encoded, shape=(60,), dtype=np.uint64)
        total = total + encoded
    expect.close(decode_sum(total, 16), np.rint(updates * 2**16).sum(axis=0) / 2**16, 0, "sum of seven")


@points(1)
def test_what_does_not_fit_is_refused(encode_update):
    """NaN, infinity, and a value whose sum over all clients might reach 2^63 raise a ValueError: nobody could tell
    later that the sum has wrapped round. Where is the limit with more clients, or with more digits?
    """
    fits = [(2.0**20, 40, 4), (-(2.0**20), 40, 4), (2.0**10, 52, 1), (2.0**30, 0, 2**32)]
    for value, bits, clients in fits:
        expect.array(encode_update(np.array([0.0, value]), bits, clients), shape=(2,), dtype=np.uint64)
    too_large = [(2.0**21, 40, 4), (-(2.0**21), 40, 4), (2.0**11, 52, 1), (2.0**31, 0, 2**32)]
    for value, bits, clients in (*too_large, (np.nan, 8, 2), (np.inf, 8, 2), (-np.inf, 8, 2)):
        with expect.raises("ValueError"):
            encode_update(np.array([0.0, value]), bits, clients)


# mask_update


class Party:
    """Clients with their keys, seeds and updates, drawn from a generator; and what each of them has to send."""

    def __init__(self, rng, clients=CLIENTS, size=SIZE):
        self.size = size
        order = [int(client) for client in rng.permutation(clients)]
        self.private = {client: rng.bytes(32) for client in order}
        keys = {client: X25519PrivateKey.from_private_bytes(key) for client, key in self.private.items()}
        self.public = {client: key.public_key().public_bytes_raw() for client, key in keys.items()}
        self.pair_seeds = {
            frozenset(pair): keys[pair[0]].exchange(keys[pair[1]].public_key()) for pair in combinations(order, 2)
        }
        self.seeds = {client: rng.bytes(32) for client in order}
        self.updates = {client: rng.integers(2**64, size=size, dtype=np.uint64) for client in order}

    def pair_mask(self, one, other, round_number=ROUND):
        """Return the mask that client `one` adds on account of client `other`."""
        mask = expand_seed(self.pair_seeds[frozenset((one, other))], round_number, self.size)
        return mask if one < other else np.uint64(0) - mask

    def masks_of(self, client, round_number=ROUND):
        """Return the sum of a client's masks for its pairs, without its own mask."""
        masks = [self.pair_mask(client, other, round_number) for other in self.public if other != client]
        return np.sum(masks, axis=0, dtype=np.uint64)

    def own_mask(self, client, round_number=ROUND):
        """Return a client's own mask."""
        return expand_seed(self.seeds[client], round_number, self.size)

    def sent(self, client, round_number=ROUND):
        """Return what a client has to send."""
        return self.updates[client] + self.own_mask(client, round_number) + self.masks_of(client, round_number)

    def arguments(self, client, round_number=ROUND):
        """Return the arguments of `mask_update` for a client."""
        return self.updates[client], client, self.private[client], self.public, self.seeds[client], round_number


@pytest.fixture
def party(rng):
    """Give six clients."""
    return Party(rng)


@points(1)
def test_a_masked_update_is_unsigned_integers(mask_update, party):
    """The result is a new uint64 array as long as the update; sums of uint64 arrays wrap round by themselves. Nothing
    that came in is changed: `update += mask` would change it.
    """
    masked = mask_update(*party.arguments(8))
    expect.input_unchanged(mask_update)
    expect.array(masked, shape=(SIZE,), dtype=np.uint64)


@points(2)
def test_masks_of_pairs_cancel(mask_update, party):
    """The sum of all six messages, less the six own masks, is the sum of the updates: of each pair one client adds the
    mask and the other subtracts it. Who adds depends on the clients' numbers, not on their place in the dict.
    """
    total = np.zeros(SIZE, np.uint64)
    for client in party.public:
        masked = mask_update(*party.arguments(client))
        expect.array(masked, shape=(SIZE,), dtype=np.uint64)
        total = total + masked - party.own_mask(client)
    expected = np.sum(list(party.updates.values()), axis=0, dtype=np.uint64)
    expect.that(np.array_equal(total, expected), "the sum of all messages, less the own masks, isn't that of updates")


@points(1)
def test_a_message_holds_its_own_mask(mask_update, party):
    """A client alone with itself has no pairs: its message is the update plus its own mask. With others there are their
    masks as well, but none for the pair of the client with itself.
    """
    for client in (3, 12):
        update, number, key, public, seed, round_number = party.arguments(client)
        alone = mask_update(update, number, key, {client: public[client]}, seed, round_number)
        expect.array(alone, shape=(SIZE,), dtype=np.uint64)
        left = alone - update
        expect.that(np.array_equal(left, party.own_mask(client)), "alone: the message isn't the update plus own mask")


@points(1)
def test_a_message_holds_a_mask_for_each_pair(mask_update, party):
    """Each message is the update, plus the own mask, plus the masks of pairs with larger numbers, less those of pairs
    with smaller ones: a server that knows them all must be able to take them off again.
    """
    for client in (3, 8, 30):
        masked = mask_update(*party.arguments(client))
        expect.array(masked, shape=(SIZE,), dtype=np.uint64)
        wrong = masked != party.sent(client)
        expect.that(not wrong.any(), f"client {client}: {wrong.sum()} of {SIZE} values aren't update plus masks")


@points(1)
def test_each_round_has_other_masks(mask_update, party):
    """In another round the masks are other ones, those of pairs and the own one: with the same masks the difference of
    two messages would be that of two updates. Hand the round's number to `expand_seed`.
    """
    first, second = (mask_update(*party.arguments(11, number)) for number in (ROUND, ROUND + 1))
    expect.array(first, shape=(SIZE,), dtype=np.uint64)
    expect.that(np.mean(first == second) < 0.1, "two rounds, one update, and the message is the same")
    same = np.array_equal(second, party.sent(11, ROUND + 1))
    expect.that(same, f"round {ROUND + 1}: the message isn't the update plus that round's masks")


# share_secret


def expect_shares(shares, count):
    """Expect a list of shares at 1, 2, ... count."""
    expect.that(isinstance(shares, list | tuple), "expected a list of tuples (x, y)")
    expect.that(len(shares) == count, f"{len(shares)} shares came back; expected {count}")
    for share in shares:
        good = isinstance(share, tuple | list) and len(share) == 2 and all(type(number) is int for number in share)
        expect.that(good, "expected each share to be a tuple of two int")
        expect.that(0 <= share[1] < PRIME, "a share has a y that isn't from 0 to PRIME - 1")
    places = [x for x, _ in shares]
    zero = " At x = 0 the polynomial is the secret itself!" if 0 in places else ""
    expect.that(places == list(range(1, count + 1)), f"shares at x = {places}; expected 1 to {count}.{zero}")
    return [tuple(share) for share in shares]


def polynomial(shares):
    """Return the coefficients, modulo PRIME, of the polynomial of least degree through some points, lowest first."""
    result = [0] * len(shares)
    for x, y in shares:
        basis, scale = [1], 1
        for other, _ in shares:
            if other != x:
                lower, higher = [0, *basis], [*basis, 0]
                basis = [(a - other * b) % PRIME for a, b in zip(lower, higher, strict=True)]
                scale = scale * (x - other) % PRIME
        factor = y * pow(scale, -1, PRIME) % PRIME
        result = [(a + factor * b) % PRIME for a, b in zip(result, basis, strict=True)]
    return result


@points(1)
def test_shares_are_points_of_the_field(share_secret, rng):
    """As many shares as asked for: tuples (x, y) of two Python int, x from 1 to count, y from 0 to PRIME - 1. NumPy's
    integers are too short for them.
    """
    for threshold, count in ((3, 5), (1, 1), (8, 12)):
        expect_shares(share_secret(rng.bytes(32), threshold, count), count)


@points(2)
def test_as_many_shares_as_the_threshold_give_the_secret(share_secret, rng):
    """The shares lie on a polynomial of degree threshold - 1, which is the secret at x = 0, read with its highest byte
    first. Any `threshold` of them determine it. How many coefficients have you drawn, and where does the secret go?
    """
    for threshold, count in ((1, 3), (2, 4), (3, 7), (5, 5)):
        secret = bytes([rng.integers(1, 256), *rng.bytes(31)])
        shares = expect_shares(share_secret(secret, threshold, count), count)
        chosen = [shares[place] for place in rng.permutation(count)[:threshold]]
        found = polynomial(chosen)[0]
        same = found == int.from_bytes(secret, "big")
        expect.that(same, f"{threshold} of {count} shares, threshold {threshold}, don't give the secret back")
        degree = sum(1 for coefficient in polynomial(shares)[threshold:] if coefficient)
        expect.that(not degree, f"{count} shares lie on no polynomial of degree {threshold - 1}")


@points(1)
def test_fewer_shares_say_nothing(share_secret, rng):
    """One share too few, and another secret would fit as well. So besides the secret there are threshold - 1
    coefficients; each is drawn by itself, and can be any number from 0 to PRIME - 1, not just a small one.
    """
    found = [polynomial(expect_shares(share_secret(bytes(32), 6, 6), 6))[1:] for _ in range(8)]
    numbers = [coefficient for one in found for coefficient in one]
    expect.that(len(set(numbers)) == 40, f"of 40 coefficients in 8 polynomials {len(set(numbers))} are different")
    mean = sum(numbers) / 40 / PRIME
    expect.that(0.22 < mean < 0.78, f"mean of 40 coefficients: {mean:.3g} of PRIME; expected about half")
    high = sum(number > PRIME // 2 for number in numbers)
    expect.that(1 < high < 39, f"{high} of 40 coefficients are in the upper half of the field; expected about half")


@points(1)
def test_the_same_secret_gets_other_shares(share_secret, rng):
    """Split twice, one secret gets two sets of shares with nothing in common. Draw coefficients anew each time, with
    `secrets.randbelow`, and take nothing from the secret, from a seed, or from a generator made for simulations.
    """
    import random

    secret = rng.bytes(32)
    tries = []
    for _ in range(3):
        random.seed(1)
        np.random.seed(1)  # noqa: NPY002
        tries.append(expect_shares(share_secret(secret, 4, 6), 6))
    same = sum(len({one[place][1] for one in tries}) < 3 for place in range(6))
    expect.that(not same, f"three times the same secret: {same} of 6 shares came twice")


# recover_secret


def shares_of(rng, secret, threshold, places):
    """Split a secret, with coefficients from a generator, into shares at some places."""
    coefficients = [int.from_bytes(rng.bytes(32), "big") for _ in range(threshold - 1)]
    values = [int.from_bytes(secret, "big"), *coefficients]
    return [(x, sum(value * pow(x, power, PRIME) for power, value in enumerate(values)) % PRIME) for x in places]


@points(1)
def test_a_secret_comes_back_in_32_bytes(recover_secret, rng):
    """The secret is 32 bytes, highest first, also where the first of them are 0. Is the sum taken modulo PRIME?"""
    for secret in (rng.bytes(32), bytes(31) + b"\x07", bytes(32), b"\xff" * 32):
        found = recover_secret(shares_of(rng, secret, 3, (1, 2, 3)), 3)
        expect.input_unchanged(recover_secret)
        expect.that(isinstance(found, bytes), f"came back: a {type(found).__name__}; expected bytes")
        expect.that(len(found) == 32, f"{len(found)} bytes came back; expected 32")
        expect.that(found == secret, "three shares, threshold 3, gave another secret")


@points(2)
def test_any_shares_will_do(recover_secret, rng):
    """Any shares, in any order, as many as the threshold: the x of each share stands in its tuple and isn't its place
    in the list. Division is modulo PRIME; floating-point numbers have 53 bits, and a secret has 256.
    """
    for threshold, places in ((1, (9,)), (2, (12, 5)), (4, (7, 2, 11, 1)), (8, (3, 40, 21, 2, 9, 5, 14, 33))):
        secret = rng.bytes(32)
        found = recover_secret(shares_of(rng, secret, threshold, places), threshold)
        expect.that(found == secret, f"shares at x = {places}, threshold {threshold}, gave another secret")


@points(1)
def test_more_shares_than_needed_do_no_harm(recover_secret, rng):
    """Six shares where three are needed: the same secret comes back."""
    secret = rng.bytes(32)
    found = recover_secret(shares_of(rng, secret, 3, (6, 1, 4, 2, 9, 3)), 3)
    expect.that(found == secret, "six shares, threshold 3, gave another secret")


@points(1)
def test_too_few_shares_are_refused(recover_secret, rng):
    """One share less than the threshold: the formula would give some number, and nobody would see that it is wrong.
    Count first, and raise a ValueError.
    """
    shares = shares_of(rng, rng.bytes(32), 4, (1, 2, 3, 4))
    expect.that(isinstance(recover_secret(shares, 4), bytes), "four shares, threshold 4: expected a secret")
    for given in (shares[:3], shares[:1], []):
        with expect.raises("ValueError"):
            recover_secret(given, 4)


@points(1)
def test_a_share_twice_is_refused(recover_secret, rng):
    """A share that comes twice counts once: three different ones and a copy aren't four. And two shares at one x can't
    both be right. Raise a ValueError that says so, before you divide by x - x = 0.
    """
    shares = shares_of(rng, rng.bytes(32), 4, (1, 2, 3, 4))
    expect.that(isinstance(recover_secret(shares, 4), bytes), "four shares, threshold 4: expected a secret")
    for extra in (shares[0], (1, 5)):
        with expect.raises("ValueError", saying_why=True):
            recover_secret([*shares[:3], extra], 4)


# unmask_sum


def unmasked(unmask_sum, party, gone, round_number=ROUND, forged_keys=None):
    """Unmask the sum of a party some of whom are gone; return what came and what was expected."""
    stayed = [client for client in party.public if client not in gone]
    total = unmask_sum(
        {client: party.sent(client, round_number) for client in stayed},
        party.public,
        {client: party.seeds[client] for client in stayed},
        {client: party.private[client] for client in gone} | (forged_keys or {}),
        round_number,
    )
    expect.input_unchanged(unmask_sum)
    expect.array(total, shape=(party.size,), dtype=np.uint64)
    expected = np.sum([party.updates[client] for client in stayed], axis=0, dtype=np.uint64)
    return total, expected


@points(1)
def test_the_sum_of_all_is_unmasked(unmask_sum, party):
    """Nobody is gone: all masks of pairs have cancelled, and the own masks are left. Take these off, in uint64, and
    change nothing that came in.
    """
    total, expected = unmasked(unmask_sum, party, ())
    expect.that(np.array_equal(total, expected), "six of six stayed: the sum isn't that of the updates")


@points(2)
def test_the_sum_without_one_is_unmasked(unmask_sum, party):
    """One client is gone, whose masks the others have added or subtracted. Its private key and their public ones give
    these masks again. Is each taken off with the sign that the one who *stayed* gave it?
    """
    for gone in CLIENTS[::2]:
        total, expected = unmasked(unmask_sum, party, (gone,))
        expect.that(np.array_equal(total, expected), f"client {gone} of {CLIENTS} is gone: the sum isn't right")


@points(2)
def test_the_sum_without_several_is_unmasked(unmask_sum, party):
    """Several clients are gone. A mask between two of them is in no message that arrived, and must not be taken off."""
    for gone in ((5, 30), (3, 11), (3, 8, 12), (5, 8, 11, 12, 30)):
        total, expected = unmasked(unmask_sum, party, gone)
        expect.that(np.array_equal(total, expected), f"clients {gone} of {CLIENTS} are gone: the sum isn't right")


@points(1)
def test_each_round_is_unmasked_by_its_number(unmask_sum, party):
    """The masks depend on the round: hand its number on to `expand_seed`, for the own masks and for those of pairs."""
    for round_number in (0, ROUND + 9):
        total, expected = unmasked(unmask_sum, party, (8,), round_number)
        expect.that(np.array_equal(total, expected), f"round {round_number}: the sum isn't right")


@points(1)
def test_a_key_that_does_not_fit_is_refused(unmask_sum, party, rng):
    """One forged share, and the private key that comes out is another one: its masks would leave noise in the sum, and
    nobody would know. But a private key can be tried: its public one is known. Raise a ValueError if they don't fit.
    """
    for gone in ((8,), (3, 30)):
        total, expected = unmasked(unmask_sum, party, gone)
        expect.that(np.array_equal(total, expected), f"clients {gone} of {CLIENTS} are gone: the sum isn't right")
        for forged in (rng.bytes(32), party.private[12]):
            with expect.raises("ValueError"):
                unmasked(unmask_sum, party, gone, forged_keys={gone[-1]: forged})


# shares_to_reveal

HELD = tuple(range(1, 10))


def ask(shares_to_reveal, seeds_wanted, keys_wanted, told=None, threshold=6):
    """Ask a client that holds shares of nine others."""
    seed_shares = {client: (2, 1000 + client) for client in HELD}
    key_shares = {client: (2, 2000 + client) for client in HELD}
    return shares_to_reveal(list(seeds_wanted), list(keys_wanted), seed_shares, key_shares, threshold, told or {})


def expect_answer(shares_to_reveal, seeds_wanted, keys_wanted, told=None, threshold=6):
    """Expect that a request gets the shares it asks for."""
    result = ask(shares_to_reveal, seeds_wanted, keys_wanted, told, threshold)
    expect.input_unchanged(shares_to_reveal)
    expect.that(isinstance(result, tuple | list) and len(result) == 2, "expected two dicts: of seeds and of keys")
    for name, found, wanted, base in zip(
        ("seeds", "keys"), result, (seeds_wanted, keys_wanted), (1000, 2000), strict=True
    ):
        expect.that(isinstance(found, dict), f"{name}: expected a dict from clients to shares")
        expected = {client: (2, base + client) for client in wanted}
        shares = {client: tuple(share) for client, share in found.items()}
        expect.that(shares == expected, f"{name}: shares of {sorted(found)} came; expected those of {sorted(expected)}")


@points(1)
def test_an_honest_request_is_answered(shares_to_reveal):
    """Seven of nine stayed, or all, or just as many as the threshold: for those who stayed the share of the seed comes
    back, for those who are gone that of the key, and of nobody else. The same request with one lie in it, that all who
    stayed are gone as well, is refused.
    """
    for seeds_wanted, keys_wanted in (((9, 1, 2, 3, 4, 5, 6), (7, 8)), (HELD, ()), ((1, 2, 3, 4, 5, 6), (8,))):
        expect_answer(shares_to_reveal, seeds_wanted, keys_wanted)
        with expect.raises("ValueError"):
            ask(shares_to_reveal, seeds_wanted, seeds_wanted)
    expect_answer(shares_to_reveal, (4, 5), (1, 2, 3), threshold=2)


@points(2)
def test_nobodys_seed_and_key_are_told(shares_to_reveal):
    """The server asks for the seed and for the key of client 4, to read this client's update. Refuse it all, with a
    ValueError.
    """
    expect_answer(shares_to_reveal, (1, 2, 3, 4, 5, 6), (7,))
    for both in ((4,), (7, 4, 8), (1, 2, 3, 4, 5, 6)):
        with expect.raises("ValueError"):
            ask(shares_to_reveal, (1, 2, 3, 4, 5, 6), both)


@points(2)
def test_what_was_told_before_counts(shares_to_reveal):
    """The server asked for client 4's seed before, and now says that client 4 is gone; or the other way round. `told`
    says what was told: refuse the other secret. The same again, or more of the same kind, is no harm.
    """
    stayed, gone = dict.fromkeys((1, 2, 3, 4, 5, 6), "seed"), {7: "key"}
    expect_answer(shares_to_reveal, (1, 2, 3, 4, 5, 6), (7,), stayed | gone)
    expect_answer(shares_to_reveal, (1, 2, 3, 5, 6, 9), (7, 8), {1: "seed", **gone})
    for seeds_wanted, keys_wanted in (((1, 2, 3, 5, 6, 9), (4,)), ((1, 2, 3, 4, 5, 6, 7), ())):
        with expect.raises("ValueError"):
            ask(shares_to_reveal, seeds_wanted, keys_wanted, stayed | gone)


@points(1)
def test_a_sum_over_too_few_is_refused(shares_to_reveal):
    """The server says that all but five of nine are gone, and the threshold is six: the sum would be over too few, in
    the worst case over one. Naming a client twice doesn't make it two.
    """
    expect_answer(shares_to_reveal, (1, 2, 3, 4, 5, 6), (7, 8, 9))
    for few in ((1, 2, 3, 4, 5), (1,), (), (1, 2, 3, 4, 5, 5)):
        with expect.raises("ValueError"):
            ask(shares_to_reveal, few, (7, 8, 9))


@points(1)
def test_unknown_clients_are_refused(shares_to_reveal):
    """A client that nobody has heard of makes up the number of those who stayed. Refuse with a ValueError that says
    so; a bare KeyError says nothing.
    """
    expect_answer(shares_to_reveal, (1, 2, 3, 4, 5, 6), (7,))
    for seeds_wanted, keys_wanted in (((1, 2, 3, 4, 5, 77), (7,)), ((1, 2, 3, 4, 5, 6), (77,))):
        with expect.raises("ValueError", saying_why=True):
            ask(shares_to_reveal, seeds_wanted, keys_wanted)


# secure_aggregation_recap


def test_four_letters_came_back(secure_aggregation_recap):
    """Return four letters, one for each question, such as ("a", "a", "a", "a"). Only their form is looked at here."""
    expect.letters(secure_aggregation_recap(), 4)


@hidden
@points(1)
def test_question_1_what_the_server_learns(secure_aggregation_recap, reference):
    """Question 1: the protocol hides each update behind the sum. What did the attack on the sum of a few find?"""
    expect.same_letter(secure_aggregation_recap(), reference(), 0)


@hidden
@points(1)
def test_question_2_why_two_masks(secure_aggregation_recap, reference):
    """Question 2: the server says that a client is gone, and gets its key. A minute later the client's message arrives,
    for its line was only slow. Which masks can the server take off now?
    """
    expect.same_letter(secure_aggregation_recap(), reference(), 1)


@hidden
@points(1)
def test_question_3_why_integers(secure_aggregation_recap, reference):
    """Question 3: what becomes of a small number when a large floating-point number is added to it, and then taken off
    again? And which numbers is a uniform draw from all floats to come from?
    """
    expect.same_letter(secure_aggregation_recap(), reference(), 2)


@hidden
@points(1)
def test_question_4_threshold(secure_aggregation_recap, reference):
    """Question 4: how many may be gone so that the threshold is still reached, and how many who work with the server
    stay below it?
    """
    expect.same_letter(secure_aggregation_recap(), reference(), 3)
