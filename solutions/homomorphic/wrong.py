"""Plausible wrong answers of lesson 8: one misconception each, and the check that must catch it."""

import math

import numpy as np

from privatepixels import ckks, primes

ts = ckks.library()


def _fit(p, q):
    if p == q or not primes.is_prime(p) or not primes.is_prime(q) or math.gcd(p * q, (p - 1) * (q - 1)) > 1:
        raise ValueError("unfit primes")


def _draw(n, rng):
    r = n
    while math.gcd(r, n) > 1:
        r = int(rng.integers(1, n))
    return r


def _encrypt(m, n, rng):
    return (1 + m * n) * pow(_draw(n, rng), n, n * n) % (n * n)


def _same_length(ciphertexts, weights):
    if len(ciphertexts) != len(weights):
        raise ValueError("other lengths")


# paillier_keys


def paillier_keys__euler_s_phi(p, q):
    """Takes the product (p - 1)(q - 1) for the least common multiple.
    Fails: test_lam_is_the_least_common_multiple
    """
    _fit(p, q)
    n, lam = p * q, (p - 1) * (q - 1)
    return n, lam, pow(lam, -1, n)


def paillier_keys__inverse_modulo_lam(p, q):
    """Inverts n modulo lam, as RSA does with its exponent.
    Fails: test_mu_undoes_lam
    """
    _fit(p, q)
    n, lam = p * q, math.lcm(p - 1, q - 1)
    return n, lam, pow(n, -1, lam)


def paillier_keys__inverse_modulo_n_squared(p, q):
    """Inverts modulo n^2, where the ciphertexts live: mu is far too large.
    Fails: test_mu_undoes_lam
    """
    _fit(p, q)
    n, lam = p * q, math.lcm(p - 1, q - 1)
    return n, lam, pow(lam, -1, n * n)


def paillier_keys__fraction(p, q):
    """Divides 1 by lam: a fraction, not an inverse modulo n.
    Fails: test_mu_undoes_lam
    """
    _fit(p, q)
    lam = math.lcm(p - 1, q - 1)
    return p * q, lam, 1 / lam


def paillier_keys__lcm_of_the_primes(p, q):
    """Forgets to subtract 1: the least common multiple of two primes is n itself.
    Fails: test_lam_is_the_least_common_multiple
    """
    _fit(p, q)
    n, lam = p * q, math.lcm(p, q)
    return n, lam, pow(lam - 1, -1, n)


def paillier_keys__greatest_common_divisor(p, q):
    """Takes the greatest common divisor for the least common multiple.
    Fails: test_lam_is_the_least_common_multiple
    """
    _fit(p, q)
    n, lam = p * q, math.gcd(p - 1, q - 1)
    return n, lam, pow(lam, -1, n)


def paillier_keys__takes_any_numbers(p, q):
    """Doesn't look at the primes: with 91, or with the same prime twice, decryption gives nonsense.
    Fails: test_unfit_primes_are_refused
    """
    n, lam = p * q, math.lcm(p - 1, q - 1)
    return n, lam, pow(lam, -1, n)


def paillier_keys__same_prime_twice(p, q):
    """Tests both numbers, but lets the same prime come twice: n = p^2 is factored by a square root.
    Fails: test_unfit_primes_are_refused
    """
    if not primes.is_prime(p) or not primes.is_prime(q):
        raise ValueError("not prime")
    n, lam = p * q, math.lcm(p - 1, q - 1)
    return n, lam, pow(lam, -1, n)


def paillier_keys__without_n(p, q):
    """Returns the secret key alone.
    Fails: test_public_key_is_the_product
    """
    _fit(p, q)
    lam = math.lcm(p - 1, q - 1)
    return lam, pow(lam, -1, p * q)


def paillier_keys__the_sum(p, q):
    """Adds the primes.
    Fails: test_public_key_is_the_product
    """
    _fit(p, q)
    n, lam = p + q, math.lcm(p - 1, q - 1)
    return n, lam, pow(lam, -1, p * q)


def paillier_keys__refuses_everything(p, q):
    """Refuses primes whose lam shares any factor with n - 1, which is all of them.
    Fails: test_unfit_primes_are_refused
    """
    n, lam = p * q, math.lcm(p - 1, q - 1)
    if math.gcd(n - 1, lam) > 1:
        raise ValueError("unfit primes")
    return n, lam, pow(lam, -1, n)


# paillier_encrypt


def paillier_encrypt__without_r(m, n, rng):
    """Leaves r out: c = 1 + m n, and (c - 1) / n gives the number to anybody.
    Fails: test_r_is_drawn_anew_from_all_numbers
    """
    return (1 + m * n) % (n * n)


def paillier_encrypt__fixed_r(m, n, rng):
    """Takes one r for all calls: equal numbers have equal ciphertexts.
    Fails: test_r_is_drawn_anew_from_all_numbers, test_r_comes_from_the_generator
    """
    return (1 + m * n) * pow(2, n, n * n) % (n * n)


def paillier_encrypt__small_r(m, n, rng):
    """Draws r from 1 to 255 as if it were a grey level: all of them can be tried.
    Fails: test_r_is_drawn_anew_from_all_numbers
    """
    r = n
    while math.gcd(r, n) > 1:
        r = int(rng.integers(1, min(n, 256)))
    return (1 + m * n) * pow(r, n, n * n) % (n * n)


def paillier_encrypt__r_of_sixteen_bits(m, n, rng):
    """Draws r from 16 bits.
    Fails: test_r_is_drawn_anew_from_all_numbers
    """
    r = n
    while math.gcd(r, n) > 1:
        r = int(rng.integers(1, min(n, 2**16)))
    return (1 + m * n) * pow(r, n, n * n) % (n * n)


def paillier_encrypt__r_from_the_message(m, n, rng):
    """Makes r from the message, to be repeatable: the same number gives the same ciphertext.
    Fails: test_r_is_drawn_anew_from_all_numbers
    """
    r = m * m % n + 1
    while math.gcd(r, n) > 1:
        r += 1
    return (1 + m * n) * pow(r, n, n * n) % (n * n)


def paillier_encrypt__own_generator(m, n, rng):
    """Draws from a generator of its own, without a seed: nobody can repeat the page.
    Fails: test_r_comes_from_the_generator
    """
    return _encrypt(m, n, np.random.default_rng())


def paillier_encrypt__seeds_again(m, n, rng):
    """Makes a generator with a fixed seed in each call: r is the same each time.
    Fails: test_r_is_drawn_anew_from_all_numbers
    """
    return _encrypt(m, n, np.random.default_rng(0))


def paillier_encrypt__modulo_n(m, n, rng):
    """Takes everything modulo n: the number is gone.
    Fails: test_encrypted_numbers_can_be_decrypted
    """
    return (1 + m * n) * pow(_draw(n, rng), n, n) % n


def paillier_encrypt__not_reduced(m, n, rng):
    """Forgets the modulus after the last product.
    Fails: test_encryption_gives_a_number_below_n_squared
    """
    return (1 + m % n * n) * pow(_draw(n, rng), n, n * n)


def paillier_encrypt__r_not_to_the_power(m, n, rng):
    """Multiplies by r itself, not by r^n.
    Fails: test_encrypted_numbers_can_be_decrypted
    """
    return (1 + m * n) * _draw(n, rng) % (n * n)


def paillier_encrypt__power_of_n_squared(m, n, rng):
    """Takes r to the power n^2: numbers come back, but only few values of r^n are left in use.
    Fails: test_r_is_drawn_anew_from_all_numbers
    """
    return (1 + m * n) * pow(int(rng.integers(1, 30)), n * n, n * n) % (n * n)


def paillier_encrypt__loses_the_sign(m, n, rng):
    """Encrypts the size of a negative number.
    Fails: test_negative_numbers_can_be_encrypted
    """
    return _encrypt(abs(m), n, rng)


def paillier_encrypt__negative_from_the_wrong_end(m, n, rng):
    """Counts negative numbers down from n^2 in place of n.
    Fails: test_negative_numbers_can_be_encrypted
    """
    c = _encrypt(abs(m), n, rng)
    return c if m >= 0 else n * n - c


def paillier_encrypt__any_r(m, n, rng):
    """Takes any r from 1 to n - 1: with a factor of n in it, nobody can decrypt.
    Fails: test_r_has_no_factor_of_n
    """
    return (1 + m * n) * pow(int(rng.integers(1, n)), n, n * n) % (n * n)


def paillier_encrypt__textbook_power(m, n, rng):
    """Encrypts as RSA does, by a power of the message.
    Fails: test_encrypted_numbers_can_be_decrypted
    """
    return pow(m % n + 2, n, n * n) * pow(_draw(n, rng), n, n * n) % (n * n)


# paillier_decrypt


def _mine(c, n):
    if not 0 < c < n * n or math.gcd(c, n) > 1:
        raise ValueError("not mine")


def paillier_decrypt__unsigned(c, n, lam, mu):
    """Leaves the result from 0 to n - 1: -1 comes back as a huge number.
    Fails: test_decryption_gives_negative_numbers_back
    """
    _mine(c, n)
    return (pow(c, lam, n * n) - 1) // n * mu % n


def paillier_decrypt__modulo_n(c, n, lam, mu):
    """Takes the power modulo n, which is always 1.
    Fails: test_decryption_gives_the_number_back
    """
    _mine(c, n)
    m = (pow(c, lam, n) - 1) // n * mu % n
    return m - n if m > n // 2 else m


def paillier_decrypt__without_mu(c, n, lam, mu):
    """Forgets to multiply by mu: the number comes back times lam.
    Fails: test_decryption_gives_the_number_back
    """
    _mine(c, n)
    m = (pow(c, lam, n * n) - 1) // n % n
    return m - n if m > n // 2 else m


def paillier_decrypt__float_division(c, n, lam, mu):
    """Divides with `/`: beyond 53 bits digits are lost.
    Fails: test_decryption_gives_the_number_back
    """
    _mine(c, n)
    m = int((pow(c, lam, n * n) - 1) / n) * mu % n
    return m - n if m > n // 2 else m


def paillier_decrypt__as_floats(c, n, lam, mu):
    """Returns a float, since it divided by one.
    Fails: test_decryption_gives_the_number_back
    """
    _mine(c, n)
    m = (pow(c, lam, n * n) - 1) // n * mu % n
    return float(m - n if m > n // 2 else m)


def paillier_decrypt__divided_by_n_squared(c, n, lam, mu):
    """Divides by n^2, the modulus, in place of n: nothing is left.
    Fails: test_decryption_gives_the_number_back
    """
    _mine(c, n)
    m = (pow(c, lam, n * n) - 1) // (n * n) * mu % n
    return m - n if m > n // 2 else m


def paillier_decrypt__grey_levels(c, n, lam, mu):
    """Clips the result to 0..255, as if it were a pixel.
    Fails: test_decryption_gives_the_number_back, test_sums_and_multiples_are_decrypted
    """
    _mine(c, n)
    return min((pow(c, lam, n * n) - 1) // n * mu % n, 255)


def paillier_decrypt__takes_anything(c, n, lam, mu):
    """Decrypts whatever comes, also what can't be of this key.
    Fails: test_what_is_no_ciphertext_is_refused
    """
    m = (pow(c, lam, n * n) - 1) // n * mu % n
    return m - n if m > n // 2 else m


def paillier_decrypt__looks_at_the_size_only(c, n, lam, mu):
    """Refuses numbers out of range, but not multiples of n.
    Fails: test_what_is_no_ciphertext_is_refused
    """
    if not 0 < c < n * n:
        raise ValueError("out of range")
    m = (pow(c, lam, n * n) - 1) // n * mu % n
    return m - n if m > n // 2 else m


def paillier_decrypt__negative_from_half_of_n_squared(c, n, lam, mu):
    """Compares with half of n^2, where ciphertexts end: no number is ever negative.
    Fails: test_decryption_gives_negative_numbers_back
    """
    _mine(c, n)
    m = (pow(c, lam, n * n) - 1) // n * mu % n
    return m - n if m > n * n // 2 else m


def paillier_decrypt__searches(c, n, lam, mu):
    """Tries all grey levels: a sum or a score is none.
    Fails: test_sums_and_multiples_are_decrypted
    """
    _mine(c, n)
    u = pow(c, lam, n * n)
    return next((m for m in range(-255, 256) if (1 + m * lam * n) % (n * n) == u), 0)


# paillier_score


def paillier_score__adds_ciphertexts(ciphertexts, weights, bias, n, rng):
    """Adds ciphertexts, and multiplies them by the weights, as if they were the numbers.
    Fails: test_score_adds_up
    """
    _same_length(ciphertexts, weights)
    total = sum(c * w for c, w in zip(ciphertexts, weights, strict=True)) + _encrypt(bias, n, rng)
    return total % (n * n)


def paillier_score__weights_as_factors(ciphertexts, weights, bias, n, rng):
    """Multiplies each ciphertext by its weight, in place of the power.
    Fails: test_score_takes_weights
    """
    _same_length(ciphertexts, weights)
    score = _encrypt(bias, n, rng)
    for c, w in zip(ciphertexts, weights, strict=True):
        score = score * c * w % (n * n)
    return score


def paillier_score__ignores_weights(ciphertexts, weights, bias, n, rng):
    """Multiplies the ciphertexts: the sum, without weights.
    Fails: test_score_takes_weights
    """
    _same_length(ciphertexts, weights)
    return math.prod(ciphertexts) * _encrypt(bias, n, rng) % (n * n)


def paillier_score__encrypts_the_weights(ciphertexts, weights, bias, n, rng):
    """Encrypts the weights and multiplies: that adds them to the pixels.
    Fails: test_score_takes_weights
    """
    _same_length(ciphertexts, weights)
    return math.prod([*ciphertexts, *(_encrypt(w, n, rng) for w in weights), _encrypt(bias, n, rng)]) % (n * n)


def paillier_score__size_of_weights(ciphertexts, weights, bias, n, rng):
    """Takes the size of a negative weight, for fear of a negative exponent.
    Fails: test_score_takes_negative_weights
    """
    _same_length(ciphertexts, weights)
    powers = [pow(c, abs(w), n * n) for c, w in zip(ciphertexts, weights, strict=True)]
    return math.prod(powers) * _encrypt(bias, n, rng) % (n * n)


def paillier_score__skips_negative_weights(ciphertexts, weights, bias, n, rng):
    """Leaves pixels with negative weights out.
    Fails: test_score_takes_negative_weights
    """
    _same_length(ciphertexts, weights)
    powers = [pow(c, max(w, 0), n * n) for c, w in zip(ciphertexts, weights, strict=True)]
    return math.prod(powers) * _encrypt(bias, n, rng) % (n * n)


def paillier_score__weights_modulo_n_squared(ciphertexts, weights, bias, n, rng):
    """Takes weights modulo n^2, whose powers don't come round there: only modulo n do the numbers.
    Fails: test_score_takes_negative_weights
    """
    _same_length(ciphertexts, weights)
    powers = [pow(c, w if w >= 0 else n * n + w - 1, n * n) for c, w in zip(ciphertexts, weights, strict=True)]
    return math.prod(powers) * _encrypt(bias, n, rng) % (n * n)


def paillier_score__modulo_n(ciphertexts, weights, bias, n, rng):
    """Takes the product modulo n: the number is gone.
    Fails: test_score_adds_up
    """
    _same_length(ciphertexts, weights)
    powers = [pow(c, w, n) for c, w in zip(ciphertexts, weights, strict=True)]
    return math.prod(powers) * _encrypt(bias, n, rng) % n


def paillier_score__without_bias(ciphertexts, weights, bias, n, rng):
    """Forgets the bias, and only makes the answer new.
    Fails: test_score_takes_the_bias
    """
    _same_length(ciphertexts, weights)
    powers = [pow(c, w, n * n) for c, w in zip(ciphertexts, weights, strict=True)]
    return math.prod(powers) * _encrypt(0, n, rng) % (n * n)


def paillier_score__bias_for_each_pixel(ciphertexts, weights, bias, n, rng):
    """Adds the bias once for each pixel.
    Fails: test_score_takes_the_bias
    """
    _same_length(ciphertexts, weights)
    powers = [pow(c, w, n * n) * _encrypt(bias, n, rng) for c, w in zip(ciphertexts, weights, strict=True)]
    return math.prod(powers) % (n * n)


def paillier_score__bias_in_clear(ciphertexts, weights, bias, n, rng):
    """Puts the bias in as 1 + b n, without a fresh r: with weights of 0 anybody can read the answer.
    Fails: test_score_is_made_new
    """
    _same_length(ciphertexts, weights)
    powers = [pow(c, w, n * n) for c, w in zip(ciphertexts, weights, strict=True)]
    return math.prod(powers) * (1 + bias * n) % (n * n)


def paillier_score__new_only_where_there_is_a_bias(ciphertexts, weights, bias, n, rng):
    """Leaves the bias out where it is 0, and the fresh r with it.
    Fails: test_score_is_made_new
    """
    _same_length(ciphertexts, weights)
    powers = [pow(c, w, n * n) for c, w in zip(ciphertexts, weights, strict=True)]
    return math.prod(powers) * (_encrypt(bias, n, rng) if bias else 1) % (n * n)


def paillier_score__shorter_of_both(ciphertexts, weights, bias, n, rng):
    """Lets `zip` stop at the shorter list.
    Fails: test_score_refuses_other_lengths
    """
    score = _encrypt(bias, n, rng)
    for c, w in zip(ciphertexts, weights, strict=False):
        score = score * pow(c, w, n * n) % (n * n)
    return score


# score_encrypted


def _open(context, picture, weights):
    server = ckks.open_context("context", context)
    vector = ckks.open_vector("picture", server, picture)
    if vector.size() != len(weights):
        raise ValueError("other sizes")
    return server, vector


def score_encrypted__not_serialised(context, picture, weights, bias):
    """Returns TenSEAL's vectors, which can't be sent.
    Fails: test_scores_come_encrypted
    """
    server, vector = _open(context, picture, weights)
    return [vector.dot(w) + ts.ckks_vector(server, [b]) * 1.0 for w, b in zip(weights.T, bias, strict=True)]


def score_encrypted__decrypts(context, picture, weights, bias):
    """Decrypts the scores on the server, which has no key for it.
    Fails: test_scores_come_encrypted
    """
    _, vector = _open(context, picture, weights)
    return [vector.dot(w).decrypt()[0] + b for w, b in zip(weights.T, bias, strict=True)]


def score_encrypted__bias_at_the_wrong_scale(context, picture, weights, bias):
    """Adds the bias as a plain number, which stands at the scale of one number, not of a product.
    Fails: test_scores_come_encrypted, test_scores_take_the_biases
    """
    _, vector = _open(context, picture, weights)
    return [(vector.dot(w) + b).serialize() for w, b in zip(weights.T, bias, strict=True)]


def score_encrypted__without_bias(context, picture, weights, bias):
    """Forgets the bias, and with it the fresh randomness.
    Fails: test_scores_take_the_biases, test_scores_are_made_new
    """
    _, vector = _open(context, picture, weights)
    return [vector.dot(w).serialize() for w in weights.T]


def score_encrypted__bias_subtracted(context, picture, weights, bias):
    """Subtracts the bias.
    Fails: test_scores_take_the_biases
    """
    server, vector = _open(context, picture, weights)
    return [
        (vector.dot(w) - ts.ckks_vector(server, [b]) * 1.0).serialize() for w, b in zip(weights.T, bias, strict=True)
    ]


def score_encrypted__bias_before_the_sum(context, picture, weights, bias):
    """Adds the bias to every pixel's product, so that it counts as often as there are pixels.
    Fails: test_scores_take_the_biases
    """
    server, vector = _open(context, picture, weights)
    ones = np.ones(len(weights))
    return [
        (vector * w + ts.ckks_vector(server, b * ones) * ones).sum().serialize()
        for w, b in zip(weights.T, bias, strict=True)
    ]


def score_encrypted__products_not_summed(context, picture, weights, bias):
    """Multiplies pixel by pixel and forgets the sum: a ciphertext holds as many numbers as pixels.
    Fails: test_scores_come_encrypted
    """
    server, vector = _open(context, picture, weights)
    ones = np.ones(len(weights))
    return [
        (vector * w + ts.ckks_vector(server, b * ones) * ones).serialize() for w, b in zip(weights.T, bias, strict=True)
    ]


def score_encrypted__rows(context, picture, weights, bias):
    """Goes through the rows of the weights, which belong to pixels, not to classes.
    Fails: test_scores_come_encrypted
    """
    server, vector = _open(context, picture, weights)
    return [(vector.dot(w) + ts.ckks_vector(server, [b]) * 1.0).serialize() for w, b in zip(weights, bias, strict=True)]


def score_encrypted__reversed_classes(context, picture, weights, bias):
    """Puts each score in front of the others: the classes come in reverse.
    Fails: test_scores_are_dot_products
    """
    server, vector = _open(context, picture, weights)
    scores = []
    for w, b in zip(weights.T, bias, strict=True):
        scores.insert(0, (vector.dot(w) + ts.ckks_vector(server, [b]) * 1.0).serialize())
    return scores


def score_encrypted__single_precision_of_weights(context, picture, weights, bias):
    """Rounds weights to whole numbers, as Paillier needs it.
    Fails: test_scores_are_dot_products
    """
    server, vector = _open(context, picture, weights)
    return [
        (vector.dot(np.rint(w)) + ts.ckks_vector(server, [b]) * 1.0).serialize()
        for w, b in zip(weights.T, bias, strict=True)
    ]


def score_encrypted__ten_classes(context, picture, weights, bias):
    """Counts on ten classes.
    Fails: test_scores_serve_other_sizes
    """
    server, vector = _open(context, picture, weights)
    return [
        (vector.dot(weights[:, k]) + ts.ckks_vector(server, [bias[k]]) * 1.0).serialize()
        for k in range(min(10, len(bias)))
    ]


def score_encrypted__one_pixel_too_few(context, picture, weights, bias):
    """Pads or cuts the weights to the picture: a mistake passes unseen.
    Fails: test_scores_refuse_what_does_not_fit
    """
    server = ckks.open_context("context", context)
    vector = ckks.open_vector("picture", server, picture)
    weights = np.resize(weights, (vector.size(), len(bias)))
    return [
        (vector.dot(w) + ts.ckks_vector(server, [b]) * 1.0).serialize() for w, b in zip(weights.T, bias, strict=True)
    ]


def score_encrypted__zero_for_what_it_cannot_read(context, picture, weights, bias):
    """Catches every error and answers with an encrypted 0.
    Fails: test_scores_refuse_what_does_not_fit
    """
    server = ts.context_from(ckks.open_context("context", context).serialize()) if len(context) > 10**6 else None
    try:
        vector = ckks.open_vector("picture", server, picture)
        return [
            (vector.dot(w) + ts.ckks_vector(server, [b]) * 1.0).serialize()
            for w, b in zip(weights.T, bias, strict=True)
        ]
    except ValueError:
        return [ts.ckks_vector(server, [0.0]).serialize() for _ in bias]


# pack_pictures


def _few(pictures):
    if len(pictures) > ckks.SLOTS:
        raise ValueError("too many pictures")


def pack_pictures__one_by_one(keys, pictures):
    """Sends the secret key, one ciphertext for each picture, and pixels from 0 to 255.
    Fails: test_secret_key_stays_at_home, test_a_ciphertext_holds_one_pixel_of_all, test_pixels_are_shares_of_white
    """
    context = ts.context_from(keys)
    pixels = pictures.reshape(len(pictures), -1)
    ciphertexts = [ts.ckks_vector(context, picture).serialize() for picture in pixels]
    return keys, ciphertexts


def pack_pictures__sends_the_secret_key(keys, pictures):
    """Packs well, and sends the bytes that came in: the secret key with them.
    Fails: test_secret_key_stays_at_home
    """
    _few(pictures)
    client = ckks.open_context("keys", keys)
    pixels = pictures.reshape(len(pictures), -1) / 255
    return keys, [ts.ckks_vector(client, column).serialize() for column in pixels.T]


def pack_pictures__saves_the_secret_key(keys, pictures):
    """Serialises the context with everything in it.
    Fails: test_secret_key_stays_at_home
    """
    _few(pictures)
    client = ckks.open_context("keys", keys)
    pixels = pictures.reshape(len(pictures), -1) / 255
    return client.serialize(save_secret_key=True), [ts.ckks_vector(client, column).serialize() for column in pixels.T]


def pack_pictures__a_ciphertext_for_each_picture(keys, pictures):
    """Packs the pixels of one picture together, not the pictures.
    Fails: test_a_ciphertext_holds_one_pixel_of_all
    """
    _few(pictures)
    client = ckks.open_context("keys", keys)
    pixels = pictures.reshape(len(pictures), -1) / 255
    return client.serialize(), [ts.ckks_vector(client, row).serialize() for row in pixels]


def pack_pictures__grey_levels(keys, pictures):
    """Leaves pixels from 0 to 255.
    Fails: test_pixels_are_shares_of_white
    """
    _few(pictures)
    client = ckks.open_context("keys", keys)
    pixels = pictures.reshape(len(pictures), -1)
    return client.serialize(), [ts.ckks_vector(client, column).serialize() for column in pixels.T]


def pack_pictures__divided_by_256(keys, pictures):
    """Divides by 256: white isn't 1.
    Fails: test_pixels_are_shares_of_white
    """
    _few(pictures)
    client = ckks.open_context("keys", keys)
    pixels = pictures.reshape(len(pictures), -1) / 256
    return client.serialize(), [ts.ckks_vector(client, column).serialize() for column in pixels.T]


def pack_pictures__whole_division(keys, pictures):
    """Divides with `//`: only white is left.
    Fails: test_pixels_are_shares_of_white
    """
    _few(pictures)
    client = ckks.open_context("keys", keys)
    pixels = (pictures // 255).reshape(len(pictures), -1)
    return client.serialize(), [ts.ckks_vector(client, column).serialize() for column in pixels.T]


def pack_pictures__column_by_column(keys, pictures):
    """Numbers the pixels column by column.
    Fails: test_a_ciphertext_holds_one_pixel_of_all
    """
    _few(pictures)
    client = ckks.open_context("keys", keys)
    pixels = pictures.transpose(0, 2, 1).reshape(len(pictures), -1) / 255
    return client.serialize(), [ts.ckks_vector(client, column).serialize() for column in pixels.T]


def pack_pictures__reshaped_instead_of_turned(keys, pictures):
    """Reshapes to pixels x pictures, which mixes the pixels of different pictures.
    Fails: test_a_ciphertext_holds_one_pixel_of_all
    """
    _few(pictures)
    client = ckks.open_context("keys", keys)
    pixels = pictures.reshape(-1, len(pictures)) / 255
    return client.serialize(), [ts.ckks_vector(client, column).serialize() for column in pixels]


def pack_pictures__keys_of_its_own(keys, pictures):
    """Makes new keys: nobody can decrypt the answer.
    Fails: test_pixels_are_shares_of_white, test_server_can_work_with_them
    """
    _few(pictures)
    client = ckks.open_context("keys", ckks.new_keys())
    pixels = pictures.reshape(len(pictures), -1) / 255
    return client.serialize(), [ts.ckks_vector(client, column).serialize() for column in pixels.T]


def pack_pictures__context_of_other_keys(keys, pictures):
    """Encrypts with the client's keys, but sends a context that belongs to others.
    Fails: test_server_can_work_with_them
    """
    _few(pictures)
    client = ckks.open_context("keys", keys)
    other = ckks.open_context("keys", ckks.new_keys())
    pixels = pictures.reshape(len(pictures), -1) / 255
    return other.serialize(), [ts.ckks_vector(client, column).serialize() for column in pixels.T]


def pack_pictures__encrypts_equal_pixels_once(keys, pictures):
    """Saves time by using one ciphertext for pixels that are alike in all pictures: the server sees where.
    Fails: test_equal_pixels_look_different
    """
    _few(pictures)
    client = ckks.open_context("keys", keys)
    made = {}
    for column in (pictures.reshape(len(pictures), -1) / 255).T:
        if column.tobytes() not in made:
            made[column.tobytes()] = ts.ckks_vector(client, column).serialize()
    columns = (pictures.reshape(len(pictures), -1) / 255).T
    return client.serialize(), [made[column.tobytes()] for column in columns]


def pack_pictures__any_number(keys, pictures):
    """Doesn't ask how many pictures fit.
    Fails: test_more_pictures_than_slots_are_refused
    """
    client = ckks.open_context("keys", keys)
    pixels = pictures.reshape(len(pictures), -1) / 255
    return client.serialize(), [ts.ckks_vector(client, column).serialize() for column in pixels.T]


def pack_pictures__drops_the_rest(keys, pictures):
    """Packs the first 2,048 pictures and drops the rest without a word.
    Fails: test_more_pictures_than_slots_are_refused
    """
    client = ckks.open_context("keys", keys)
    pixels = pictures.reshape(len(pictures), -1)[: ckks.SLOTS] / 255
    return client.serialize(), [ts.ckks_vector(client, column).serialize() for column in pixels.T]


def pack_pictures__normalised(keys, pictures):
    """Stretches what came in to 0..1 by its own lowest and highest pixel.
    Fails: test_a_ciphertext_holds_one_pixel_of_all
    """
    _few(pictures)
    client = ckks.open_context("keys", keys)
    pixels = pictures.reshape(len(pictures), -1).astype(float)
    pixels = (pixels - pixels.min()) / max(np.ptp(pixels), 1)
    return client.serialize(), [ts.ckks_vector(client, column).serialize() for column in pixels.T]


# homomorphic_recap


def homomorphic_recap__product_of_numbers():
    """Thinks that a product of ciphertexts holds the product.
    Fails: test_question_1_product_of_ciphertexts
    """
    return ("a", "b", "d", "a")


def homomorphic_recap__sum_of_ciphertexts():
    """Thinks that one can't calculate with them without a key.
    Fails: test_question_1_product_of_ciphertexts
    """
    return ("d", "b", "d", "a")


def homomorphic_recap__slower_when_packed():
    """Thinks that more pictures take more time in proportion.
    Fails: test_question_2_packing
    """
    return ("c", "a", "d", "a")


def homomorphic_recap__larger_when_packed():
    """Thinks that ciphertexts grow with each picture.
    Fails: test_question_2_packing
    """
    return ("c", "c", "d", "a")


def homomorphic_recap__results_are_harmless():
    """Thinks that whoever shares results shares nothing else.
    Fails: test_question_3_shared_results
    """
    return ("c", "b", "a", "a")


def homomorphic_recap__rounding_error_only():
    """Thinks that only the last digits of the scores are at stake.
    Fails: test_question_3_shared_results
    """
    return ("c", "b", "b", "a")


def homomorphic_recap__server_reads_the_scores():
    """Thinks that the server can read the scores.
    Fails: test_question_4_what_it_does_not_hide
    """
    return ("c", "b", "d", "b")


def homomorphic_recap__server_cannot_cheat():
    """Thinks that encryption proves what was calculated.
    Fails: test_question_4_what_it_does_not_hide
    """
    return ("c", "b", "d", "c")


def homomorphic_recap__three_letters():
    """Answers three of four questions.
    Fails: test_four_letters_came_back
    """
    return ("c", "b", "d")
