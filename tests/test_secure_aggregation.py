"""Secure aggregation as a whole: sums to the last bit with any third gone, refusals, collusion; and bad input."""

import re
from itertools import combinations

import numpy as np
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from privatepixels.secure_sum import PRIME, decode_sum
from solutions.secure_aggregation import answers

CLIENTS = range(6)
THRESHOLD = 4


@pytest.fixture(scope="module")
def party():
    """Six clients with keys, seeds, their shares, updates of 20 numbers, and the messages of round 2."""
    rng = np.random.default_rng(1)
    private = {client: rng.bytes(32) for client in CLIENTS}
    seeds = {client: rng.bytes(32) for client in CLIENTS}
    keys = {client: X25519PrivateKey.from_private_bytes(key) for client, key in private.items()}
    public = {client: key.public_key().public_bytes_raw() for client, key in keys.items()}
    encoded = {client: answers.encode_update(rng.normal(size=20), 24, 6) for client in CLIENTS}
    masked = {
        client: answers.mask_update(encoded[client], client, private[client], public, seeds[client], 2)
        for client in CLIENTS
    }
    key_shares = {client: answers.share_secret(private[client], THRESHOLD, 6) for client in CLIENTS}
    seed_shares = {client: answers.share_secret(seeds[client], THRESHOLD, 6) for client in CLIENTS}
    return private, seeds, public, encoded, masked, key_shares, seed_shares


def sum_without(party, gone):
    """Run what is left of the protocol: only who stayed gives shares."""
    _, _, public, _, masked, key_shares, seed_shares = party
    stayed = [client for client in CLIENTS if client not in gone]

    def collect(shares):
        return answers.recover_secret([shares[client] for client in stayed], THRESHOLD)

    seeds = {client: collect(seed_shares[client]) for client in stayed}
    keys = {client: collect(key_shares[client]) for client in gone}
    return answers.unmask_sum({client: masked[client] for client in stayed}, public, seeds, keys, 2)


@pytest.mark.parametrize("gone", [pair for count in range(3) for pair in combinations(CLIENTS, count)])
def test_the_sum_is_bit_exact_with_any_third_gone(party, gone):
    encoded = party[3]
    expected = np.sum([encoded[client] for client in CLIENTS if client not in gone], axis=0, dtype=np.uint64)
    np.testing.assert_array_equal(sum_without(party, gone), expected)


@pytest.mark.parametrize("gone", [(0, 1, 2), (1, 3, 5), (0, 1, 2, 3, 4)])
def test_below_the_threshold_it_refuses(party, gone):
    with pytest.raises(ValueError, match=r"^shares: expected at least 4 shares"):
        sum_without(party, gone)


def test_friends_of_the_server_below_the_threshold_read_nothing(party):
    """Three of six put their shares together: any key fits them, and what they unmask with one is noise."""
    private, seeds, public, encoded, masked, key_shares, _ = party
    guess = (6, 12345)  # the share that they don't have
    wrong = answers.recover_secret([*key_shares[0][:3], guess], THRESHOLD)
    assert wrong != private[0]
    zeros = np.zeros(20, np.uint64)
    read = masked[0] - answers.mask_update(zeros, 0, wrong, public, seeds[0], 2)
    assert not np.any(read == encoded[0])


def test_friends_of_the_server_at_the_threshold_read_everything(party):
    _, _, public, encoded, masked, key_shares, seed_shares = party
    key, seed = (answers.recover_secret(shares[0][2:], THRESHOLD) for shares in (key_shares, seed_shares))
    read = masked[0] - answers.mask_update(np.zeros(20, np.uint64), 0, key, public, seed, 2)
    np.testing.assert_array_equal(read, encoded[0])


def test_all_others_read_the_last_one_from_the_sum(party):
    encoded = party[3]
    others = np.sum([encoded[client] for client in CLIENTS if client != 3], axis=0, dtype=np.uint64)
    np.testing.assert_array_equal(sum_without(party, ()) - others, encoded[3])


def test_the_largest_numbers_that_fit_add_up():
    largest = np.array([np.nextafter(2.0**63 / 3, 0) / 2**20])
    total = sum(answers.encode_update(sign * largest, 20, 3) for sign in (1, 1, 1))
    assert decode_sum(total, 20)[0] == pytest.approx(3 * largest[0])
    with pytest.raises(ValueError, match=r"^update: expected finite numbers, the sum of 3 of them below 2\^43, got"):
        answers.encode_update(np.array([2.0**63 / 3 / 2**20 * 1.001]), 20, 3)


@pytest.mark.parametrize("weights", [np.full((4, 3), np.nan), np.full((4, 2), 1.0), np.ones(4)])
def test_a_gradient_with_nan_or_of_another_shape_is_refused(weights):
    with pytest.raises(ValueError, match=r"^weight_gradient: expected "):
        answers.leak_from_gradient(weights, np.array([0.5, -1.0, 0.5]))


@pytest.mark.parametrize("biases", [[0.0, 0.0, 0.0], [0.5, np.nan, -0.5], [-1.0]])
def test_a_gradient_of_no_label_is_refused(biases):
    with pytest.raises(ValueError, match=r"^bias_gradient: expected "):
        answers.leak_from_gradient(np.ones((4, len(biases))), np.array(biases))


@pytest.mark.parametrize(
    ("shares", "got"),
    [
        ([(1, 5), (2, 6), (1, 5)], "each share once"),
        ([(1, 5), (2, 6), (1, 7)], "each share once"),
        ([(1, 5), (2, 6)], "at least 3 shares"),
        ([(0, 5), (2, 6), (3, 7)], "shares (x, y) of two integers"),
        ([(1, 5), (2, PRIME), (3, 7)], "shares (x, y) of two integers"),
        ([(1, 5), (2, 6.0), (3, 7)], "shares (x, y) of two integers"),
        ([(1, PRIME - 1), (2, PRIME - 1), (3, PRIME - 1)], "shares of one secret"),
    ],
)
def test_shares_that_are_no_three_are_refused(shares, got):
    with pytest.raises(ValueError, match="^shares: expected " + re.escape(got)):
        answers.recover_secret(shares, 3)


def test_a_key_of_another_client_is_noticed(party):
    private, seeds, public, _, masked, *_ = party
    stayed = {client: masked[client] for client in range(5)}
    own = {client: seeds[client] for client in range(5)}
    with pytest.raises(ValueError, match=r"^gone_keys: expected for client 5 the key of its public key"):
        answers.unmask_sum(stayed, public, own, {5: private[4]}, 2)
    with pytest.raises(ValueError, match=r"^gone_keys: expected those of \[5\]"):
        answers.unmask_sum(stayed, public, own, {}, 2)
    with pytest.raises(ValueError, match=r"^own_seeds: expected one of each client in masked"):
        answers.unmask_sum(stayed, public, seeds, {5: private[5]}, 2)


def test_messages_of_different_lengths_are_refused(party):
    _, seeds, public, _, masked, *_ = party
    with pytest.raises(ValueError, match=r"^masked: expected a dict from client numbers to uint64 arrays of one"):
        answers.unmask_sum({**masked, 0: masked[0][:5]}, public, seeds, {}, 2)


def test_an_error_never_shows_a_key():
    secret = bytes(range(65, 90))
    with pytest.raises(ValueError, match=r"^private_key: expected 32 bytes, got 25 bytes$"):
        answers.mask_update(np.zeros(2, np.uint64), 0, secret, {0: bytes(32)}, bytes(32), 0)
