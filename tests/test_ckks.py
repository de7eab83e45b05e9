"""Keys, contexts and encrypted vectors from bytes, and the polynomials inside of them."""

import subprocess
import sys

import numpy as np
import pytest

from privatepixels import ckks, ckks_parts

ts = ckks.library()
NUMBERS = np.linspace(-2, 2, 100)


@pytest.fixture(scope="module")
def keys():
    return ckks.new_keys(rotations=False)


@pytest.fixture(scope="module")
def client(keys):
    return ckks.open_context("keys", keys)


@pytest.fixture(scope="module")
def server(client):
    return ckks.open_context("public", client.serialize())


@pytest.fixture(scope="module")
def encrypted(client):
    return ts.ckks_vector(client, NUMBERS).serialize()


def test_numbers_come_back(client, encrypted):
    np.testing.assert_allclose(ckks.decrypt("it", client, [encrypted, encrypted]), [NUMBERS, NUMBERS], atol=0.002)


def test_keys_hold_the_secret_and_what_is_asked_for(client):
    assert client.has_secret_key()
    assert not client.has_galois_keys()
    assert ckks.open_context("keys", ckks.new_keys()).has_galois_keys()


def test_a_public_context_can_not_decrypt(server, encrypted):
    assert not server.has_secret_key()
    with pytest.raises(ValueError, match=r"^context: expected a context with the secret key"):
        ckks.decrypt("it", server, [encrypted])


def test_another_key_is_noticed_when_numbers_are_decrypted(encrypted):
    other = ckks.open_context("keys", ckks.new_keys(rotations=False))
    with pytest.raises(ValueError, match=r"^it: expected numbers up to 1000, got .+: another key"):
        ckks.decrypt("it", other, [encrypted])


@pytest.mark.parametrize("spoil", [lambda b: b[: len(b) // 2], lambda b: b"", lambda b: b"x" * 99, lambda b: None])
def test_what_is_no_context_or_vector_is_refused(keys, server, encrypted, spoil):
    with pytest.raises(ValueError, match=r"^mine: expected the bytes of a CKKS context, got .+"):
        ckks.open_context("mine", spoil(keys))
    with pytest.raises(ValueError, match=r"^mine: expected the bytes of a vector .+, got .+"):
        ckks.open_vector("mine", server, spoil(encrypted))


def test_one_is_not_the_other(keys, server, encrypted):
    with pytest.raises(ValueError, match=r"^mine: expected the bytes of a CKKS context"):
        ckks.open_context("mine", encrypted)
    with pytest.raises(ValueError, match=r"^mine: expected the bytes of a vector"):
        ckks.open_vector("mine", server, keys)


def test_other_parameters_are_refused(encrypted):
    other = ckks.open_context("keys", ckks.new_keys(8192, (60, 60, 60), 2.0**20, rotations=False))
    with pytest.raises(ValueError, match=r"^mine: expected .+ with the context's parameters"):
        ckks.open_vector("mine", other, encrypted)


@pytest.mark.parametrize(
    ("degree", "moduli", "scale"), [(4096, (60, 60), 2**22), (4000, (54, 55), 2**22), (4096, (54, 55), 0)]
)
def test_bad_parameters_are_refused(degree, moduli, scale):
    with pytest.raises(ValueError, match=r"expected"):
        ckks.new_keys(degree, moduli, scale)


@pytest.mark.parametrize("bad", [[], None, b"bytes"])
def test_decryption_wants_a_list(client, bad):
    with pytest.raises(ValueError, match=r"^it: expected a list of bytes"):
        ckks.decrypt("it", client, bad)


def test_without_tenseal_a_sentence_says_how_to_get_it():
    code = (
        "import sys; sys.modules['tenseal'] = None\n"
        "from privatepixels import ckks\n"
        "try: ckks.new_keys()\n"
        "except ImportError as error: assert 'pip install' in str(error); print('said')\n"
        "assert callable(ckks.library) and repr(ckks.library())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "said"


def test_importing_does_not_load_tenseal():
    code = "import sys, privatepixels.ckks, privatepixels.ckks_parts; sys.exit('tenseal' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_polynomials_decrypt_with_the_key_that_they_were_made_with(client, server, encrypted):
    """c0 + c1 s is the message: solve for s where the message is known to the last digit, then decrypt another."""
    q = ckks_parts.modulus()
    both = [ts.ckks_vector(client, np.random.default_rng(seed).random(ckks.SLOTS)) for seed in (0, 1)]
    (a, b, u), (c, d, v) = (equation(server, vector) for vector in both)
    inverse = np.array([pow(determinant, -1, q) for determinant in (a * d - b * c) % q], object)
    key = (u * d - b * v) * inverse % q
    found = ckks_parts.decrypt_with(server, key, ckks.open_vector("it", server, encrypted))
    np.testing.assert_allclose(found, NUMBERS, atol=0.002)
    key[0] = (key[0] + 1) % q
    wrong = ckks_parts.decrypt_with(server, key, ckks.open_vector("it", server, encrypted))
    assert np.abs(wrong - NUMBERS).max() > 1


def equation(server, vector):
    c0, c1 = ckks_parts.polynomials(server, vector)
    return c1, c1[::-1], ckks_parts.encoded(server, 2 * np.array(vector.decrypt()), vector) - c0 - c0[::-1]


def test_a_polynomial_stands_for_as_many_numbers_as_there_are_slots(server, encrypted):
    with pytest.raises(ValueError, match=r"^numbers: expected an array of shape"):
        ckks_parts.encoded(server, NUMBERS, ckks.open_vector("it", server, encrypted))


@pytest.fixture
def packed(client):
    """Two pictures of three pixels, a ciphertext for each pixel."""
    pixels = np.array([[0.1, 0.9], [0.5, 0.2], [1.0, 0.0]])
    return pixels, [ts.ckks_vector(client, row).serialize() for row in pixels]


def test_packed_pictures_are_scored(client, packed):
    pixels, ciphertexts = packed
    weights, bias = np.array([[1.0, 0.0], [-2.0, 0.5], [0.25, 0.0]]), np.array([0.0, -1.5])
    answer = ckks.score_packed(client.serialize(), ciphertexts, (weights, bias))
    np.testing.assert_allclose(ckks.decrypt("it", client, answer).T, pixels.T @ weights + bias, atol=0.005)


def test_packed_pictures_go_through_a_network():
    client = ckks.open_context("keys", ckks.new_keys(8192, (60, 60, 60), 2.0**20, rotations=False))
    rng = np.random.default_rng(0)
    pixels, layers = rng.random((4, 5)), [(rng.normal(size=(4, 3)), rng.normal(size=3)) for _ in range(1)]
    layers.append((rng.normal(size=(3, 2)), rng.normal(size=2)))
    ciphertexts = [ts.ckks_vector(client, row).serialize() for row in pixels]
    answer = ckks.decrypt("it", client, ckks.score_packed(client.serialize(), ciphertexts, *layers))
    (first, shift), (second, offset) = layers
    np.testing.assert_allclose(answer.T, (pixels.T @ first + shift) ** 2 @ second + offset, atol=0.1)


def test_a_server_refuses_what_does_not_fit(client, packed):
    _, ciphertexts = packed
    public = client.serialize()
    for weights, bias in ((np.ones((4, 2)), np.ones(2)), (np.ones((3, 2)), np.ones(3)), (None, np.ones(2))):
        with pytest.raises(ValueError, match=r"^layers: expected an array"):
            ckks.score_packed(public, ciphertexts, (weights, bias))
    with pytest.raises(ValueError, match=r"^ciphertexts: expected"):
        ckks.score_packed(public, [ciphertexts[0][:100]], (np.ones((1, 2)), np.ones(2)))
    with pytest.raises(ValueError, match=r"^ciphertexts: expected a list"):
        ckks.score_packed(public, [], (np.ones((1, 2)), np.ones(2)))


def test_tensorflow_may_have_come_first():
    code = (
        "import tensorflow\n"
        "from privatepixels import ckks, ckks_parts\n"
        "context = ckks.open_context('keys', ckks.new_keys(rotations=False))\n"
        "encrypted = ckks.library().ckks_vector(context, [1.5, -2.0]).serialize()\n"
        "print(ckks.decrypt('it', context, [encrypted]).round(2).tolist())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "[[1.5, -2.0]]\n"), done.stderr
