"""Checks of lesson 8, homomorphic.

Statistical limits are about six standard errors wide: a right answer passes with any seed. TenSEAL draws its own
randomness, from the operating system; limits on CKKS are many times its error.
"""

import math
from functools import cache

import numpy as np
import pytest

from autograder import expect
from privatepixels import ckks, primes

points = pytest.mark.points
hidden = pytest.mark.hidden

TOLERANCE = 0.02  # of a score; the error is about 0.001
PIXEL_TOLERANCE = 0.003  # less than one grey level, 1 / 255; the error is below 0.0015


def toy_primes(rng, bits=31):
    """Draw two different primes of one length."""
    p, q = (primes.random_prime(bits, rng) for _ in range(2))
    return (p, q) if p != q else toy_primes(rng, bits)


@pytest.fixture
def toy_key(rng):
    """Draw a toy key (n, lam, mu)."""
    return key_of(*toy_primes(rng))


def key_of(p, q):
    """Return Paillier's key of two primes."""
    n, lam = p * q, math.lcm(p - 1, q - 1)
    return n, lam, pow(lam, -1, n)


def encrypted(m, n, rng):
    """Encrypt by Paillier."""
    while math.gcd(r := int(rng.integers(1, n)), n) > 1:
        pass
    return (1 + m * n) * pow(r, n, n * n) % (n * n)


def decrypted(c, n, lam, mu):
    """Decrypt by Paillier, to a number of either sign."""
    m = (pow(int(c), lam, n * n) - 1) // n * mu % n
    return m - n if m > n // 2 else m


def drawn(c, n, lam):
    """Return the r that a ciphertext was made with: c is r^n modulo n, and n has an inverse modulo lam."""
    return pow(int(c) % n, pow(n, -1, lam), n)


def integer(value, low, high, what):
    """Expect one whole number in a range, and return it as an int."""
    whole = isinstance(value, (int, np.integer)) and not isinstance(value, bool)
    expect.that(whole, f"{what}: {value!r:.60}; expected one whole number (int)")
    expect.that(low <= value <= high, f"{what}: {value}; expected from {low} to {high}")
    return int(value)


def ciphertext(value, n):
    """Expect a Paillier ciphertext of this key."""
    c = integer(value, 1, n * n - 1, "ciphertext")
    expect.that(math.gcd(c, n) == 1, "the ciphertext has a factor in common with n: nobody can decrypt it")
    return c


def whole_number(rng, n):
    """Draw a number that n can hold, of either sign."""
    return int(rng.integers(-(n // 2), n // 2 + 1))


# paillier_keys


def three_integers(keys):
    """Expect a tuple or list of three whole numbers."""
    good = isinstance(keys, (tuple, list)) and len(keys) == 3
    expect.that(good, f"came back: {keys!r:.60}; expected a tuple of three: n, lam, mu")
    return [integer(value, 1, math.inf, name) for name, value in zip(("n", "lam", "mu"), keys, strict=True)]


@points(1)
def test_public_key_is_the_product(paillier_keys, rng):
    """Three whole numbers come back, n first: the product of the primes, as an int."""
    for bits in (8, 31, 40):
        p, q = toy_primes(rng, bits)
        n, _, _ = three_integers(paillier_keys(p, q))
        expect.that(n == p * q, f"n = {n} for p = {p} and q = {q}; expected {p * q}")


@points(1)
def test_lam_is_the_least_common_multiple(paillier_keys, rng):
    """The second number, lam, is the least that both p - 1 and q - 1 divide. Their product is never the least, since
    both are even. `math` has a function for it.
    """
    for p, q in ((11, 13), (7, 13), toy_primes(rng)):
        _, lam, _ = three_integers(paillier_keys(p, q))
        expected = math.lcm(p - 1, q - 1)
        expect.that(lam == expected, f"lam = {lam} for p = {p} and q = {q}; expected {expected}")


@points(1)
def test_mu_undoes_lam(paillier_keys, rng):
    """The product of lam and mu leaves the rest 1 when divided by n, and mu is less than n. `pow` takes an exponent of
    -1; modulo which number?
    """
    for bits in (8, 31, 40):
        n, lam, mu = three_integers(paillier_keys(*toy_primes(rng, bits)))
        expect.that(lam * mu % n == 1 and mu < n, f"lam mu mod n = {lam * mu % n}, and mu = {mu}; expected 1, and < n")


@points(1)
def test_unfit_primes_are_refused(paillier_keys, rng):
    """A number that isn't prime, the same prime twice, and 3 and 7 (n = 21 and lam = 6 share the factor 3) make no key
    that works: raise a ValueError. Do good primes come through?
    """
    three_integers(paillier_keys(*toy_primes(rng)))
    for p, q in ((91, 101), (101, 91), (101, 101), (3, 7), (7, 3)):
        with expect.raises("ValueError"):
            paillier_keys(p, q)


# paillier_encrypt


@points(1)
def test_encryption_gives_a_number_below_n_squared(paillier_encrypt, rng, toy_key):
    """The ciphertext is one int from 1 to n^2 - 1. Is everything taken modulo n^2, the product at the end too? NumPy's
    integers overflow: make an int of what the generator draws.
    """
    n, _, _ = toy_key
    for m, child in zip((0, 1, 255, n // 2), rng.spawn(4), strict=True):
        ciphertext(paillier_encrypt(m, n, child), n)


@points(1)
def test_encrypted_numbers_can_be_decrypted(paillier_encrypt, rng, toy_key):
    """Whoever has the secret key gets the number back: grey levels, and numbers as large as n allows. The formula is
    (1 + m n) r^n, with r to the power n.
    """
    for m in (0, 1, 2, 255, abs(whole_number(rng, toy_key[0]))):
        c = ciphertext(paillier_encrypt(m, toy_key[0], rng), toy_key[0])
        expect.that(decrypted(c, *toy_key) == m, f"{m} was encrypted, and {decrypted(c, *toy_key)} decrypted")


@points(1)
def test_negative_numbers_can_be_encrypted(paillier_encrypt, rng, toy_key):
    """A negative number m stands for m + n, which is the same modulo n: it comes back as it went in."""
    for m in (-1, -255, -abs(whole_number(rng, toy_key[0]))):
        c = ciphertext(paillier_encrypt(m, toy_key[0], rng), toy_key[0])
        expect.that(decrypted(c, *toy_key) == m, f"{m} was encrypted, and {decrypted(c, *toy_key)} decrypted")


@points(1)
def test_r_is_drawn_anew_from_all_numbers(paillier_encrypt, rng, toy_key):
    """The same number, encrypted forty times, gives forty different ciphertexts, with r from 1 to n - 1, small and
    large alike. Otherwise one can try all r, or keep a dictionary. Where does r come from, and how far does it go?
    """
    n, lam, _ = toy_key
    shares = [drawn(ciphertext(paillier_encrypt(7, n, child), n), n, lam) / n for child in rng.spawn(40)]
    expect.that(len(set(shares)) == 40, f"only {len(set(shares))} different r in 40 calls")
    expect.close(np.mean(shares), 0.5, 0.28, "mean of r / n")
    expect.that(np.std(shares) > 0.15, f"r / n has a standard deviation of {np.std(shares):.2g}; expected about 0.29")


@points(1)
def test_r_comes_from_the_generator(paillier_encrypt, class_seed, toy_key):
    """The same generator state gives the same ciphertext, another seed another one. Take every draw from `rng`."""
    first, again, other = (
        paillier_encrypt(5, toy_key[0], np.random.default_rng(seed))
        for seed in (class_seed, class_seed, class_seed + 1)
    )
    expect.that(first == again, "the same generator state gave two ciphertexts")
    expect.that(first != other, "two different seeds gave one ciphertext")


@points(1)
def test_r_has_no_factor_of_n(paillier_encrypt, rng):
    """With n = 15 nearly half of the numbers from 1 to 14 share a factor with n. A ciphertext made with one of them
    can't be decrypted: draw again until `math.gcd(r, n)` is 1. The others all occur.
    """
    key = key_of(3, 5)
    seen = set()
    for child in rng.spawn(150):
        m = int(rng.integers(-7, 8))
        c = ciphertext(paillier_encrypt(m, 15, child), 15)
        expect.that(decrypted(c, *key) == m, f"{m} was encrypted, and {decrypted(c, *key)} decrypted")
        seen.add(drawn(c, 15, key[1]))
    expected = {1, 2, 4, 7, 8, 11, 13, 14}
    expect.that(seen == expected, f"in 150 calls, r was one of {sorted(seen)}; expected {sorted(expected)}")


# paillier_decrypt


@points(1)
def test_decryption_gives_the_number_back(paillier_decrypt, rng, toy_key):
    """A number from 0 on is encrypted, and comes back as an int. L(u) is (u - 1) / n, a whole number: use `//`, since
    `/` gives a float with 53 bits.
    """
    for m in (0, 1, 255, abs(whole_number(rng, toy_key[0])), toy_key[0] // 2):
        found = integer(paillier_decrypt(encrypted(m, toy_key[0], rng), *toy_key), -math.inf, math.inf, "number")
        expect.that(found == m, f"{m} was encrypted, and {found} decrypted")


@points(1)
def test_decryption_gives_negative_numbers_back(paillier_decrypt, rng, toy_key):
    """Numbers modulo n know no sign. What lies above n / 2 stands for a negative number: subtract n."""
    n = toy_key[0]
    for m in (-1, -255, -abs(whole_number(rng, n)), -(n // 2)):
        found = integer(paillier_decrypt(encrypted(m, n, rng), *toy_key), -math.inf, math.inf, "number")
        expect.that(found == m, f"{m} was encrypted, and {found} decrypted")


@points(1)
def test_sums_and_multiples_are_decrypted(paillier_decrypt, rng, toy_key):
    """The product of two ciphertexts holds a sum, and a power a multiple. You decrypt them as any other: is the modulus
    n^2, and mu used?
    """
    n = toy_key[0]
    one, other = encrypted(200, n, rng), encrypted(-31, n, rng)
    for what, c, expected in (("200 - 31", one * other % n**2, 169), ("-3 x 200", pow(one, -3, n**2), -600)):
        found = integer(paillier_decrypt(c, *toy_key), -math.inf, math.inf, "number")
        expect.that(found == expected, f"{what}: {found} was decrypted; expected {expected}")


@points(1)
def test_what_is_no_ciphertext_is_refused(paillier_decrypt, rng, toy_key):
    """0, n^2 and more, negative numbers and multiples of n can't come from this key: raise a ValueError. Real
    ciphertexts come through.
    """
    n = toy_key[0]
    expect.that(paillier_decrypt(encrypted(3, n, rng), *toy_key) == 3, "a real ciphertext isn't decrypted")
    for c in (0, n * n, n * n + 1, -1, 5 * n, n * n - n):
        with expect.raises("ValueError"):
            paillier_decrypt(c, *toy_key)


# paillier_score


def numbers_and_ciphertexts(n, rng, count=12):
    """Draw grey levels, and encrypt them."""
    pixels = rng.integers(0, 256, count).tolist()
    return pixels, [encrypted(m, n, rng) for m in pixels]


def expect_score(paillier_score, key, pixels, ciphertexts, weights, bias, rng):
    """Expect an encrypted score, decrypt it, and compare it."""
    c = ciphertext(paillier_score(ciphertexts, weights, bias, key[0], rng), key[0])
    expect.input_unchanged(paillier_score)
    found = decrypted(c, *key)
    expected = bias + sum(w * m for w, m in zip(weights, pixels, strict=True))
    expect.that(found == expected, f"the score is {found} when decrypted; expected {expected}")
    return c


@points(1)
def test_score_adds_up(paillier_score, rng, toy_key):
    """With all weights 1 and bias 0 the score is the sum of the pixels. A *product* of ciphertexts, modulo n^2, holds
    the sum.
    """
    pixels, ciphertexts = numbers_and_ciphertexts(toy_key[0], rng)
    expect_score(paillier_score, toy_key, pixels, ciphertexts, [1] * 12, 0, rng)
    expect_score(paillier_score, toy_key, pixels[:1], ciphertexts[:1], [1], 0, rng)


@points(1)
def test_score_takes_weights(paillier_score, rng, toy_key):
    """Each pixel counts as often as its weight says, and not at all where it is 0. A ciphertext to the *power* w holds
    w times its number.
    """
    pixels, ciphertexts = numbers_and_ciphertexts(toy_key[0], rng)
    expect_score(paillier_score, toy_key, pixels, ciphertexts, rng.integers(0, 100, 12).tolist(), 0, rng)
    expect_score(paillier_score, toy_key, pixels, ciphertexts, [0] * 11 + [5], 0, rng)


@points(1)
def test_score_takes_negative_weights(paillier_score, rng, toy_key):
    """Weights of a classifier are negative as often as not. `pow` with three arguments takes a negative exponent too;
    or take the weight modulo n.
    """
    pixels, ciphertexts = numbers_and_ciphertexts(toy_key[0], rng)
    expect_score(paillier_score, toy_key, pixels, ciphertexts, rng.integers(-100, 0, 12).tolist(), 0, rng)
    expect_score(paillier_score, toy_key, pixels, ciphertexts, rng.integers(-100, 100, 12).tolist(), 0, rng)


@points(1)
def test_score_takes_the_bias(paillier_score, rng, toy_key):
    """The bias is added once, whatever its sign. It goes in encrypted, and isn't weighted."""
    pixels, ciphertexts = numbers_and_ciphertexts(toy_key[0], rng)
    for bias in (1, 1234, -1234):
        expect_score(paillier_score, toy_key, pixels, ciphertexts, rng.integers(-9, 9, 12).tolist(), bias, rng)


@points(1)
def test_score_is_made_new(paillier_score, rng, toy_key):
    """The same question twice gives two different ciphertexts, even where all weights are 0: else the answer tells
    which weights were used. Encrypt the bias with a fresh r, also where it is 0.
    """
    n, lam, _ = toy_key
    pixels, ciphertexts = numbers_and_ciphertexts(n, rng)
    for weights in ([0] * 12, [3] * 12):
        scores = [expect_score(paillier_score, toy_key, pixels, ciphertexts, weights, 0, one) for one in rng.spawn(8)]
        answers = {drawn(score, n, lam) for score in scores}
        expect.that(len(answers) == 8, f"only {len(answers)} different answers in 8 calls")
        expect.that(max(answers) > n // 100, "r is a small number: whoever tries all of them knows the weights")


@points(1)
def test_score_refuses_other_lengths(paillier_score, rng, toy_key):
    """A weight too few or too many is a mistake, not a picture with fewer pixels: raise a ValueError. `zip` takes
    `strict=True`.
    """
    pixels, ciphertexts = numbers_and_ciphertexts(toy_key[0], rng)
    expect_score(paillier_score, toy_key, pixels, ciphertexts, [2] * 12, 0, rng)
    for weights in ([1] * 11, [1] * 13):
        with expect.raises("ValueError"):
            paillier_score(ciphertexts, weights, 0, toy_key[0], rng)


# score_encrypted


@cache
def client():
    """Return a TenSEAL context with all keys; one for all checks, since keys take a while."""
    return ckks.open_context("keys", ckks.new_keys())


@cache
def public():
    """Return the client's context as bytes, without the secret key, as a server gets it."""
    return client().serialize(save_secret_key=False)


@pytest.fixture
def scored(rng):
    """Draw the pixels of one picture, weights and biases of a classifier, and encrypt the picture."""
    pixels, weights, bias = rng.random(8), rng.normal(0, 1, (8, 3)), rng.normal(0, 2, 3)
    return pixels, weights, bias, ckks.library().ckks_vector(client(), pixels).serialize()


def expect_ciphertexts(value, count, length, what, context):
    """Expect serialised CKKS vectors of one length, and decrypt them with a context; returns a row of numbers each."""
    expect.that(isinstance(value, (list, tuple)), f"came back: {value!r:.60}; expected a list of bytes")
    expect.that(len(value) == count, f"{len(value)} ciphertexts; expected {count}, {what}")
    for data in value:
        good = isinstance(data, bytes)
        expect.that(good, f"a ciphertext came back as {type(data).__name__}; expected bytes: call `serialize()`")
    try:
        vectors = [ckks.open_vector("ciphertext", context, data) for data in value]
    except ValueError as error:
        raise AssertionError(str(error)) from None
    sizes = {vector.size() for vector in vectors}
    expect.that(sizes == {length}, f"ciphertexts with {sorted(sizes)} numbers; expected {length}")
    return np.array([vector.decrypt() for vector in vectors])


def expect_scores(score_encrypted, picture, pixels, weights, bias):
    """Expect the right score for each class, once decrypted."""
    answer = score_encrypted(public(), picture, weights, bias)
    expect.input_unchanged(score_encrypted)
    found = expect_ciphertexts(
        answer, weights.shape[1], 1, "one for each class (column of the weights)", client()
    ).ravel()
    expect.close(found, pixels @ weights + bias, TOLERANCE, "scores, decrypted")
    return answer


@points(1)
def test_scores_come_encrypted(score_encrypted, scored):
    """A list comes back, one ciphertext for each class, as bytes, with a single number in it: the server can't decrypt,
    so it can't sort, compare or choose. A dot product is one number.
    """
    _, weights, bias, picture = scored
    answer = score_encrypted(public(), picture, weights, bias)
    expect.input_unchanged(score_encrypted)
    expect_ciphertexts(answer, 3, 1, "one for each class (column of the weights)", client())


@points(1)
def test_scores_are_dot_products(score_encrypted, scored):
    """With biases near 0, the score of class k is the dot product of the pixels with column k of the weights, and
    classes come in their order.
    """
    pixels, weights, bias, picture = scored
    expect_scores(score_encrypted, picture, pixels, weights, 1e-4 * bias)


@points(1)
def test_scores_take_the_biases(score_encrypted, scored):
    """Each class has a bias of its own, added once to the dot product, of either sign. 'scale mismatch' says that
    numbers at different scales were added: bring the encrypted bias to the scale of a product.
    """
    pixels, weights, bias, picture = scored
    expect_scores(score_encrypted, picture, pixels, weights, 5 * bias)


@points(1)
def test_scores_serve_other_sizes(score_encrypted, rng):
    """A picture may have any number of pixels, and a classifier any number of classes, one of each too."""
    for size, classes in ((49, 1), (1, 11)):
        pixels, weights, bias = rng.random(size), rng.normal(0, 0.5, (size, classes)), rng.normal(0, 1, classes)
        picture = ckks.library().ckks_vector(client(), pixels).serialize()
        expect_scores(score_encrypted, picture, pixels, weights, bias)


@points(1)
def test_scores_are_made_new(score_encrypted, scored):
    """The same question twice gives different ciphertexts: else whoever knows the question can try out what was
    calculated. What brings fresh randomness into it?
    """
    pixels, weights, bias, picture = scored
    first, second = (expect_scores(score_encrypted, picture, pixels, weights, bias) for _ in range(2))
    for k, (one, other) in enumerate(zip(first, second, strict=True)):
        expect.that(one != other, f"the ciphertext of class {k} is the same twice")


@points(1)
def test_scores_refuse_what_does_not_fit(score_encrypted, scored):
    """Bytes that are no ciphertext, a ciphertext cut short, and weights for another number of pixels: raise a
    ValueError. `ckks.open_context` and `ckks.open_vector` do so for the first two.
    """
    pixels, weights, bias, picture = scored
    expect_scores(score_encrypted, picture, pixels, weights, bias)
    for context, data, matrix in (
        (public(), b"no ciphertext", weights),
        (public(), picture[: len(picture) // 2], weights),
        (public()[:5000], picture, weights),
        (public(), picture, weights[:-1]),
    ):
        with expect.raises("ValueError"):
            score_encrypted(context, data, matrix, bias)


# pack_pictures


@cache
def client_keys():
    """Return a context as bytes, with the secret key and without those for rotations, which packing doesn't need."""
    return ckks.new_keys(rotations=False)


@cache
def packer():
    """Return the same as a TenSEAL context."""
    return ckks.open_context("keys", client_keys())


def expect_packed(pack_pictures, pictures):
    """Expect what is sent to the server; returns the context and the numbers in the ciphertexts, a row for each."""
    sent = pack_pictures(client_keys(), pictures)
    expect.input_unchanged(pack_pictures)
    good = isinstance(sent, (tuple, list)) and len(sent) == 2
    expect.that(good, "expected two things: the bytes of the public context, and a list of ciphertexts")
    context, ciphertexts = sent
    expect.that(isinstance(context, bytes), f"the context came back as {type(context).__name__}; expected bytes")
    size = pictures[0].size
    return context, expect_ciphertexts(ciphertexts, size, len(pictures), f"one for each of {size} pixels", packer())


def pictures_of(rng, count, height, width):
    """Draw pictures of 8-bit noise."""
    return rng.integers(0, 256, (count, height, width), dtype=np.uint8)


@points(2)
def test_secret_key_stays_at_home(pack_pictures, rng):
    """Whoever has the context that is sent must not be able to decrypt. `serialize` takes `save_secret_key`; the bytes
    that came in hold the secret key.
    """
    context, _ = expect_packed(pack_pictures, pictures_of(rng, 2, 2, 2))
    try:
        server = ckks.open_context("context", context)
    except ValueError as error:
        raise AssertionError(str(error)) from None
    expect.that(not server.has_secret_key(), "the context that is sent holds the secret key")


@points(1)
def test_a_ciphertext_holds_one_pixel_of_all(pack_pictures):
    """There are as many ciphertexts as pixels, each with as many numbers as pictures: the first holds the upper left
    pixel of every picture, in their order. Pixels are numbered row by row.
    """
    pictures = np.zeros((5, 2, 3), np.uint8)
    for number, place in enumerate(np.ndindex(2, 3)):
        pictures[(slice(None), *place)] = 40 * number + np.arange(5) + 1
    _, found = expect_packed(pack_pictures, pictures)
    levels = found * (255 if found.max() < 2 else 1)
    expect.close(levels, pictures.reshape(5, 6).T, 0.5, "grey level, by pixel and picture")


@points(1)
def test_pixels_are_shares_of_white(pack_pictures, rng):
    """Black is 0 and white is 1: divide by 255. Larger numbers leave less room below the modulus, and a score that
    doesn't fit comes back as nonsense.
    """
    pictures = pictures_of(rng, 6, 3, 4)
    pictures[0], pictures[1] = 0, 255
    _, found = expect_packed(pack_pictures, pictures)
    expect.close(found, pictures.reshape(6, 12).T / 255, PIXEL_TOLERANCE, "numbers in the ciphertexts")


@points(1)
def test_server_can_work_with_them(pack_pictures, rng):
    """The server multiplies the ciphertexts by numbers and adds them up, with nothing but the context that was sent;
    the client decrypts the scores of all pictures at once. Do context and ciphertexts belong to the client's keys?
    """
    pictures, weights = pictures_of(rng, 7, 2, 3), rng.normal(0, 1, 6)
    context, ciphertexts = pack_pictures(client_keys(), pictures)
    expect_ciphertexts(ciphertexts, 6, 7, "one for each of 6 pixels", packer())
    try:
        server = ckks.open_context("context", context)
        columns = [ckks.open_vector("ciphertext", server, data) for data in ciphertexts]
        total = ckks.library().ckks_vector(server, [1.0] * 7) * 1.0
        for column, weight in zip(columns, weights, strict=True):
            total = total + column * weight
        found = ckks.decrypt("scores", packer(), [total.serialize()])[0]
    except ValueError as error:
        raise AssertionError(f"the server's sum can't be decrypted: {error}") from None
    expect.close(found, pictures.reshape(7, 6) / 255 @ weights + 1, TOLERANCE, "scores of the pictures")


@points(1)
def test_equal_pixels_look_different(pack_pictures):
    """Two pixels with the same grey level in all pictures give two different ciphertexts, and the next call others:
    encrypt each of them, even where the numbers are the same.
    """
    pictures = np.full((3, 2, 2), 128, np.uint8)
    seen = []
    for _ in range(2):
        _, ciphertexts = pack_pictures(client_keys(), pictures)
        expect_ciphertexts(ciphertexts, 4, 3, "one for each of 4 pixels", packer())
        seen += ciphertexts
    expect.that(len(set(seen)) == 8, f"only {len(set(seen))} different ciphertexts for 8 pixels of one grey level")


@points(1)
def test_more_pictures_than_slots_are_refused(pack_pictures):
    """A ciphertext has 2,048 slots. TenSEAL makes two ciphertexts of more numbers, with a warning; here, raise a
    ValueError. As many as there are slots come through.
    """
    expect_packed(pack_pictures, np.full((2, 1, 1), 51, np.uint8))  # else thousands of ciphertexts might come
    _, found = expect_packed(pack_pictures, np.full((ckks.SLOTS, 1, 1), 51, np.uint8))
    expect.close(found.mean(), 0.2, PIXEL_TOLERANCE, "mean of the numbers")
    with expect.raises("ValueError"):
        pack_pictures(client_keys(), np.full((ckks.SLOTS + 1, 1, 1), 51, np.uint8))


# homomorphic_recap


def test_four_letters_came_back(homomorphic_recap):
    """Return four letters, one for each question, such as ("a", "a", "a", "a"). This check only looks at the form."""
    expect.letters(homomorphic_recap(), 4)


@hidden
@points(1)
def test_question_1_product_of_ciphertexts(homomorphic_recap, reference):
    """Question 1: multiply out (1 + a n)(1 + b n) modulo n^2. What becomes of the term with n^2, and what is left in
    front of n?
    """
    expect.same_letter(homomorphic_recap(), reference(), 0)


@hidden
@points(1)
def test_question_2_packing(homomorphic_recap, reference):
    """Question 2: an operation on a ciphertext acts on all of its slots. Which of the costs depends on how many slots
    are filled? Look again at the picture to remember.
    """
    expect.same_letter(homomorphic_recap(), reference(), 1)


@hidden
@points(1)
def test_question_3_shared_results(homomorphic_recap, reference):
    """Question 3: decryption is c0 + c1 s, and what comes out is message plus error, exactly. Who knows both sides of
    an equation? Look again at 'Results give the key away'.
    """
    expect.same_letter(homomorphic_recap(), reference(), 2)


@hidden
@points(1)
def test_question_4_what_it_does_not_hide(homomorphic_recap, reference):
    """Question 4: nobody but the client can read a score. But can anybody tell whether the server calculated what it
    was asked for?
    """
    expect.same_letter(homomorphic_recap(), reference(), 3)
