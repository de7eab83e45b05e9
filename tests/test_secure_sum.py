import numpy as np
import pytest

from privatepixels import secure_sum

SEED = bytes(range(32))


def test_a_seed_gives_the_same_mask_again_and_another_one_in_another_round():
    mask = secure_sum.expand_seed(SEED, 3, 1000)
    assert mask.dtype == np.uint64
    np.testing.assert_array_equal(mask, secure_sum.expand_seed(SEED, 3, 1000))
    np.testing.assert_array_equal(mask[:10], secure_sum.expand_seed(SEED, 3, 10))
    for other in (secure_sum.expand_seed(SEED, 4, 1000), secure_sum.expand_seed(bytes(32), 3, 1000)):
        assert not np.any(mask == other)


def test_a_mask_is_uniform():
    mask = secure_sum.expand_seed(SEED, 0, 100_000)
    assert abs(np.unpackbits(mask.view(np.uint8)).mean() - 0.5) < 6 * 0.5 / (64 * mask.size) ** 0.5
    assert abs((mask / 2**64).mean() - 0.5) < 6 * (12 * mask.size) ** -0.5


def test_a_mask_is_the_key_stream_that_its_docstring_describes():
    import hashlib
    import hmac

    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    prk = hmac.digest(bytes(32), SEED, hashlib.sha256)
    info = b"private pixels, mask of round " + (7).to_bytes(8, "big")
    key = hmac.digest(prk, info + b"\1", hashlib.sha256)
    stream = Cipher(algorithms.AES(key), modes.CTR(bytes(16))).encryptor().update(bytes(16))
    expected = [int.from_bytes(stream[:8], "little"), int.from_bytes(stream[8:], "little")]
    assert secure_sum.expand_seed(SEED, 7, 2).tolist() == expected


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((b"short", 0, 1), "seed: expected 32 bytes, got 5 bytes"),
        (("text", 0, 1), "seed: expected 32 bytes"),
        ((SEED, -1, 1), "round_number: expected an integer >= 0"),
        ((SEED, 2**64, 1), "round_number: expected an integer >= 0"),
        ((SEED, 0, 0), "size: expected an integer >= 1"),
    ],
)
def test_a_bad_seed_round_or_size_is_refused(arguments, message):
    with pytest.raises(ValueError, match=f"^{message}"):
        secure_sum.expand_seed(*arguments)


def test_the_upper_half_of_the_integers_is_negative():
    total = np.array([0, 1, 3, 2**64 - 1, 2**63], np.uint64)
    np.testing.assert_array_equal(secure_sum.decode_sum(total, 1), [0, 0.5, 1.5, -0.5, -(2.0**62)])
    with pytest.raises(ValueError, match=r"^total: expected "):
        secure_sum.decode_sum(total.astype(np.int64), 1)
    with pytest.raises(ValueError, match=r"^fraction_bits: expected "):
        secure_sum.decode_sum(total, 63)


@pytest.mark.parametrize(("clients", "size", "published"), [(2**10, 2**20, 1.73), (2**14, 2**24, 1.98)])
def test_the_papers_expansion_is_that_of_its_abstract(clients, size, published):
    assert round(secure_sum.paper_expansion(clients, size, 16), 2) == published


def test_the_prime_is_the_first_above_two_to_the_256():
    def is_prime(number):  # by Fermat's test to a few bases, which is enough for numbers that nobody chose to deceive
        return all(pow(base, number - 1, number) == 1 for base in (2, 3, 5, 7, 11))

    assert is_prime(secure_sum.PRIME)
    assert not any(is_prime(number) for number in range(2**256 + 1, secure_sum.PRIME))


@pytest.mark.parametrize(
    "bad",
    [
        None,
        {},
        {0: np.zeros(3)},
        {0: np.zeros(3, np.uint64), 1: np.zeros(4, np.uint64)},
        {0: np.zeros((1, 3), np.uint64)},
        {"0": np.zeros(3, np.uint64)},
        {-1: np.zeros(3, np.uint64)},
    ],
)
def test_what_are_no_messages_is_refused(bad):
    with pytest.raises(ValueError, match=r"^masked: expected a dict from client numbers to uint64 arrays"):
        secure_sum.require_messages("masked", bad)


@pytest.mark.parametrize("bad", [None, {0: b"short"}, {0: "x" * 32}, {True: SEED}, [SEED]])
def test_what_are_no_secrets_is_refused_and_never_shown(bad):
    with pytest.raises(ValueError, match=r"^keys: expected a dict from client numbers to 32 bytes each, got a|None"):
        secure_sum.require_secrets("keys", bad)


@pytest.mark.parametrize("bad", [None, (1,), (0, 5), (1, -1), (1, secure_sum.PRIME), (1.0, 2), (True, 2), [1, 2]])
def test_what_is_no_share_is_refused(bad):
    with pytest.raises(ValueError, match=r"^share: expected shares \(x, y\) of two integers"):
        secure_sum.require_share("share", bad)


@pytest.mark.parametrize("bad", [None, (1, 2), {1: 2}, [1.0], [-1], [True], ["1"]])
def test_what_is_no_list_of_clients_is_refused(bad):
    with pytest.raises(ValueError, match=r"^gone: expected a list of client numbers"):
        secure_sum.require_clients("gone", bad)
