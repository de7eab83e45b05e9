"""Plausible wrong answers of lesson 7: one misconception each, and the check that must catch it."""

import hashlib
import random
import secrets

import numpy as np
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from privatepixels.secure_sum import PRIME, expand_seed

# leak_from_gradient


def leak_from_gradient__largest_is_the_label(weight_gradient, bias_gradient):
    """Takes the largest value for the label's, as one does with probabilities; but this is p - e.
    Fails: test_the_label_leaks
    """
    label = int(bias_gradient.argmax())
    return label, weight_gradient[:, label] / bias_gradient[label]


def leak_from_gradient__not_divided(weight_gradient, bias_gradient):
    """Returns the label's column as it is: a faint negative of the picture.
    Fails: test_the_input_leaks
    """
    label = int(bias_gradient.argmin())
    return label, weight_gradient[:, label]


def leak_from_gradient__sign_only(weight_gradient, bias_gradient):
    """Turns the negative round, but doesn't scale it.
    Fails: test_the_input_leaks
    """
    label = int(bias_gradient.argmin())
    return label, -weight_gradient[:, label]


def leak_from_gradient__stretched_to_unit_range(weight_gradient, bias_gradient):
    """Stretches the column to 0..1 instead of dividing it: looks right, and has another contrast.
    Fails: test_the_input_leaks
    """
    label = int(bias_gradient.argmin())
    column = -weight_gradient[:, label]
    return label, (column - column.min()) / np.ptp(column)


def leak_from_gradient__row(weight_gradient, bias_gradient):
    """Takes a row in place of a column: one pixel's gradient for all classes.
    Fails: test_the_input_leaks
    """
    label = int(bias_gradient.argmin())
    return label, weight_gradient[label] / bias_gradient[label]


def leak_from_gradient__first_column(weight_gradient, bias_gradient):
    """Divides the first column by the label's number.
    Fails: test_the_input_leaks
    """
    label = int(bias_gradient.argmin())
    return label, weight_gradient[:, 0] / bias_gradient[label]


def leak_from_gradient__mean_over_classes(weight_gradient, bias_gradient):
    """Divides the mean over all columns by that of the biases; both are 0, for the errors add up to 0.
    Fails: test_the_input_leaks
    """
    label = int(bias_gradient.argmin())
    with np.errstate(all="ignore"):
        return label, weight_gradient.mean(axis=1) / bias_gradient.mean()


def leak_from_gradient__small_constant(weight_gradient, bias_gradient):
    """Adds a small constant to the divisor, lest it is 0: too much where the gradient is small.
    Fails: test_a_sure_network_leaks_too
    """
    label = int(bias_gradient.argmin())
    return label, weight_gradient[:, label] / (bias_gradient[label] - 1e-8)


def leak_from_gradient__all_columns_averaged(weight_gradient, bias_gradient):
    """Averages the ratio over all columns, those with nothing but rounding errors included, after a threshold.
    Fails: test_a_sure_network_leaks_too
    """
    label = int(bias_gradient.argmin())
    kept = np.abs(bias_gradient) > 1e-3
    return label, (weight_gradient[:, kept] / bias_gradient[kept]).sum(axis=1) / max(kept.sum(), 1)


def leak_from_gradient__only_the_picture(weight_gradient, bias_gradient):
    """Returns the input without the label.
    Fails: test_the_label_leaks
    """
    label = int(bias_gradient.argmin())
    return weight_gradient[:, label] / bias_gradient[label]


# encode_update


def _room(update, fraction_bits, clients):
    scaled = update.astype(np.float64) * 2.0**fraction_bits
    if not (np.abs(scaled) < 2**63 / clients).all():
        raise ValueError("update: too large")
    return scaled


def encode_update__truncates(update, fraction_bits, clients):
    """Cuts the digits off instead of rounding: every value moves towards 0.
    Fails: test_an_encoded_update_can_be_read_again
    """
    return _room(update, fraction_bits, clients).astype(np.int64).view(np.uint64)


def encode_update__magnitudes(update, fraction_bits, clients):
    """Loses the sign.
    Fails: test_an_encoded_update_can_be_read_again
    """
    return np.rint(np.abs(_room(update, fraction_bits, clients))).astype(np.uint64)


def encode_update__negative_is_zero(update, fraction_bits, clients):
    """Clips negative values to 0, for unsigned integers have none.
    Fails: test_an_encoded_update_can_be_read_again
    """
    return np.rint(np.maximum(_room(update, fraction_bits, clients), 0)).astype(np.uint64)


def encode_update__offset(update, fraction_bits, clients):
    """Adds 2^63 so that nothing is negative: each client brings the offset along, and sums are off.
    Fails: test_an_encoded_update_can_be_read_again, test_sums_of_encoded_updates_are_exact
    """
    return np.rint(_room(update, fraction_bits, clients)).astype(np.int64).view(np.uint64) + np.uint64(2**63)


def encode_update__sign_bit(update, fraction_bits, clients):
    """Sets the highest bit for negative numbers, as floats do: they don't add up.
    Fails: test_sums_of_encoded_updates_are_exact
    """
    scaled = np.rint(_room(update, fraction_bits, clients))
    return np.abs(scaled).astype(np.uint64) | ((scaled < 0).astype(np.uint64) << np.uint64(63))


def encode_update__decimal_digits(update, fraction_bits, clients):
    """Takes fraction_bits for decimal digits.
    Fails: test_an_encoded_update_can_be_read_again
    """
    _room(update, fraction_bits, clients)
    return np.rint(update * 10.0 ** min(fraction_bits, 15)).astype(np.int64).view(np.uint64)


def encode_update__times_bits(update, fraction_bits, clients):
    """Multiplies by the number of digits, not by 2 to its power.
    Fails: test_an_encoded_update_can_be_read_again
    """
    _room(update, fraction_bits, clients)
    return np.rint(update * fraction_bits).astype(np.int64).view(np.uint64)


def encode_update__signed(update, fraction_bits, clients):
    """Returns int64.
    Fails: test_an_encoded_update_is_unsigned_integers
    """
    return np.rint(_room(update, fraction_bits, clients)).astype(np.int64)


def encode_update__bits_of_the_float(update, fraction_bits, clients):
    """Hands over the bits of the float: they don't add up at all.
    Fails: test_an_encoded_update_can_be_read_again
    """
    _room(update, fraction_bits, clients)
    return update.astype(np.float64).view(np.uint64)


def encode_update__in_single_precision(update, fraction_bits, clients):
    """Scales in float32, which has 24 binary digits.
    Fails: test_an_encoded_update_can_be_read_again
    """
    _room(update, fraction_bits, clients)
    return np.rint(update.astype(np.float32) * np.float32(2.0**fraction_bits)).astype(np.int64).view(np.uint64)


def encode_update__refuses_nothing(update, fraction_bits, clients):
    """Takes whatever comes: NaN becomes some integer, and sums wrap round unseen.
    Fails: test_what_does_not_fit_is_refused
    """
    with np.errstate(invalid="ignore"):
        return np.rint(update.astype(np.float64) * 2.0**fraction_bits).astype(np.int64).view(np.uint64)


def encode_update__room_for_one(update, fraction_bits, clients):
    """Leaves room for one value, but not for the sum over all clients.
    Fails: test_what_does_not_fit_is_refused
    """
    return np.rint(_room(update, fraction_bits, 1)).astype(np.int64).view(np.uint64)


def encode_update__room_of_unsigned(update, fraction_bits, clients):
    """Leaves room up to 2^64, where half of it stands for negative numbers.
    Fails: test_what_does_not_fit_is_refused
    """
    with np.errstate(invalid="ignore"):
        return np.rint(_room(update, fraction_bits, clients / 2)).astype(np.int64).view(np.uint64)


def encode_update__clips(update, fraction_bits, clients):
    """Clips what is too large, and says nothing.
    Fails: test_what_does_not_fit_is_refused
    """
    reach = 2.0**62 / clients
    scaled = np.clip(np.nan_to_num(update.astype(np.float64)) * 2.0**fraction_bits, -reach, reach)
    return np.rint(scaled).astype(np.int64).view(np.uint64)


def encode_update__refuses_half(update, fraction_bits, clients):
    """Leaves a bit more of room than is needed, and refuses what would fit.
    Fails: test_what_does_not_fit_is_refused
    """
    return np.rint(_room(update, fraction_bits, 4 * clients)).astype(np.int64).view(np.uint64)


# mask_update


def _agree(private_key, public_key):
    public = X25519PublicKey.from_public_bytes(public_key)
    return X25519PrivateKey.from_private_bytes(private_key).exchange(public)


def _pair_masks(update, client, private_key, public_keys, round_number):
    masks = np.zeros(len(update), np.uint64)
    for other, public_key in public_keys.items():
        if other != client:
            mask = expand_seed(_agree(private_key, public_key), round_number, len(update))
            masks = masks + mask if client < other else masks - mask
    return masks


def mask_update__adds_all(update, client, private_key, public_keys, own_seed, round_number):
    """Adds the mask of every pair, as the other client does: nothing cancels.
    Fails: test_masks_of_pairs_cancel
    """
    masked = update + expand_seed(own_seed, round_number, len(update))
    for other, public_key in public_keys.items():
        if other != client:
            masked = masked + expand_seed(_agree(private_key, public_key), round_number, len(update))
    return masked


def mask_update__larger_adds(update, client, private_key, public_keys, own_seed, round_number):
    """Lets the larger number add: the masks cancel, but the server takes them for the opposite.
    Fails: test_a_message_holds_a_mask_for_each_pair
    """
    own = expand_seed(own_seed, round_number, len(update))
    return update + own - _pair_masks(update, client, private_key, public_keys, round_number)


def mask_update__place_in_the_dict(update, client, private_key, public_keys, own_seed, round_number):
    """Compares places in the dict instead of the clients' numbers.
    Fails: test_a_message_holds_a_mask_for_each_pair
    """
    order = list(public_keys)
    masked = update + expand_seed(own_seed, round_number, len(update))
    for other in order:
        mask = expand_seed(_agree(private_key, public_keys[other]), round_number, len(update))
        if other != client:
            masked = masked + mask if order.index(client) < order.index(other) else masked - mask
    return masked


def mask_update__no_own_mask(update, client, private_key, public_keys, own_seed, round_number):
    """Forgets the own mask: a client that is only late is unmasked by those who think it gone.
    Fails: test_a_message_holds_its_own_mask
    """
    return update + _pair_masks(update, client, private_key, public_keys, round_number)


def mask_update__only_the_own_mask(update, client, private_key, public_keys, own_seed, round_number):
    """Uses the own mask alone.
    Fails: test_a_message_holds_a_mask_for_each_pair
    """
    return update + expand_seed(own_seed, round_number, len(update))


def mask_update__own_seed_for_pairs(update, client, private_key, public_keys, own_seed, round_number):
    """Uses its own seed for the pairs too, which the other side doesn't know.
    Fails: test_masks_of_pairs_cancel
    """
    mask = expand_seed(own_seed, round_number, len(update))
    signs = sum((1 if client < other else -1) for other in public_keys if other != client)
    return update + mask + np.uint64(signs % 2**64) * mask


def mask_update__pair_with_itself(update, client, private_key, public_keys, own_seed, round_number):
    """Treats itself as a pair: one mask too many.
    Fails: test_a_message_holds_its_own_mask
    """
    masked = update + expand_seed(own_seed, round_number, len(update))
    for other, public_key in public_keys.items():
        mask = expand_seed(_agree(private_key, public_key), round_number, len(update))
        masked = masked + mask if client <= other else masked - mask
    return masked


def mask_update__same_masks_each_round(update, client, private_key, public_keys, own_seed, round_number):
    """Ignores the round: the difference of two rounds' messages is that of the updates.
    Fails: test_each_round_has_other_masks
    """
    return update + expand_seed(own_seed, 0, len(update)) + _pair_masks(update, client, private_key, public_keys, 0)


def mask_update__same_pair_masks_each_round(update, client, private_key, public_keys, own_seed, round_number):
    """Uses the round for its own mask only.
    Fails: test_each_round_has_other_masks
    """
    own = expand_seed(own_seed, round_number, len(update))
    return update + own + _pair_masks(update, client, private_key, public_keys, 1)


def mask_update__same_own_mask_each_round(update, client, private_key, public_keys, own_seed, round_number):
    """Uses the round for the pairs only: once the seed is told, the own mask of every other round is known.
    Fails: test_each_round_has_other_masks
    """
    own = expand_seed(own_seed, 0, len(update))
    return update + own + _pair_masks(update, client, private_key, public_keys, round_number)


def mask_update__xor(update, client, private_key, public_keys, own_seed, round_number):
    """Uses XOR, as a cipher does: it hides, but doesn't cancel in a sum.
    Fails: test_masks_of_pairs_cancel
    """
    masked = update ^ expand_seed(own_seed, round_number, len(update))
    for other, public_key in public_keys.items():
        if other != client:
            masked = masked ^ expand_seed(_agree(private_key, public_key), round_number, len(update))
    return masked


def mask_update__hash_of_public_keys(update, client, private_key, public_keys, own_seed, round_number):
    """Makes a pair's seed of the two public keys: anybody can.
    Fails: test_a_message_holds_a_mask_for_each_pair
    """
    masked = update + expand_seed(own_seed, round_number, len(update))
    for other, public_key in public_keys.items():
        if other != client:
            seed = hashlib.sha256(b"".join(sorted((public_key, public_keys[client])))).digest()
            mask = expand_seed(seed, round_number, len(update))
            masked = masked + mask if client < other else masked - mask
    return masked


def mask_update__floating_point(update, client, private_key, public_keys, own_seed, round_number):
    """Adds up in floating point: digits get lost, and nothing wraps round.
    Fails: test_a_masked_update_is_unsigned_integers
    """
    return update + _pair_masks(update, client, private_key, public_keys, round_number).astype(np.float64)


def mask_update__in_place(update, client, private_key, public_keys, own_seed, round_number):
    """Masks the update that came in.
    Fails: test_a_masked_update_is_unsigned_integers
    """
    update += expand_seed(own_seed, round_number, len(update))
    update += _pair_masks(update, client, private_key, public_keys, round_number)
    return update


# share_secret


def _shares(coefficients, places):
    return [(x, sum(a * pow(x, k, PRIME) for k, a in enumerate(coefficients)) % PRIME) for x in places]


def _drawn(threshold):
    return [secrets.randbelow(PRIME) for _ in range(threshold - 1)]


def share_secret__from_zero(secret, threshold, count):
    """Counts from 0, as ranges do: the first client gets f(0), the secret itself.
    Fails: test_shares_are_points_of_the_field
    """
    return _shares([int.from_bytes(secret, "big"), *_drawn(threshold)], range(count))


def share_secret__degree_too_high(secret, threshold, count):
    """Draws as many coefficients as the threshold: one share more is needed.
    Fails: test_as_many_shares_as_the_threshold_give_the_secret
    """
    return _shares([int.from_bytes(secret, "big"), *_drawn(threshold + 1)], range(1, count + 1))


def share_secret__degree_too_low(secret, threshold, count):
    """Draws one coefficient too few: one share less is enough.
    Fails: test_fewer_shares_say_nothing
    """
    return _shares([int.from_bytes(secret, "big"), *_drawn(max(threshold - 1, 1))], range(1, count + 1))


def share_secret__secret_at_the_end(secret, threshold, count):
    """Makes the secret the highest coefficient, and f(0) a random number.
    Fails: test_as_many_shares_as_the_threshold_give_the_secret
    """
    return _shares([*_drawn(threshold), int.from_bytes(secret, "big")], range(1, count + 1))


def share_secret__little_endian(secret, threshold, count):
    """Reads the lowest byte first.
    Fails: test_as_many_shares_as_the_threshold_give_the_secret
    """
    return _shares([int.from_bytes(secret, "little"), *_drawn(threshold)], range(1, count + 1))


def share_secret__no_modulus(secret, threshold, count):
    """Forgets the modulus: the shares grow, and their size tells of the secret.
    Fails: test_shares_are_points_of_the_field
    """
    coefficients = [int.from_bytes(secret, "big"), *_drawn(threshold)]
    return [(x, sum(a * x**k for k, a in enumerate(coefficients))) for x in range(1, count + 1)]


def share_secret__small_coefficients(secret, threshold, count):
    """Draws small coefficients: the upper half of the secret stands in each share.
    Fails: test_fewer_shares_say_nothing
    """
    coefficients = [secrets.randbelow(2**128) for _ in range(threshold - 1)]
    return _shares([int.from_bytes(secret, "big"), *coefficients], range(1, count + 1))


def share_secret__one_coefficient(secret, threshold, count):
    """Draws one coefficient and uses it for every power: two shares are enough.
    Fails: test_fewer_shares_say_nothing
    """
    return _shares([int.from_bytes(secret, "big"), *(_drawn(2) * (threshold - 1))], range(1, count + 1))


def share_secret__seeded(secret, threshold, count):
    """Takes a generator with a fixed seed: whoever has the program has all coefficients.
    Fails: test_the_same_secret_gets_other_shares
    """
    draw = random.Random(7)
    coefficients = [draw.randrange(PRIME) for _ in range(threshold - 1)]
    return _shares([int.from_bytes(secret, "big"), *coefficients], range(1, count + 1))


def share_secret__simulation_generator(secret, threshold, count):
    """Draws from Python's generator for simulations, which can be seeded and predicted.
    Fails: test_the_same_secret_gets_other_shares
    """
    coefficients = [random.randrange(PRIME) for _ in range(threshold - 1)]
    return _shares([int.from_bytes(secret, "big"), *coefficients], range(1, count + 1))


def share_secret__coefficients_from_the_secret(secret, threshold, count):
    """Makes the coefficients by hashing the secret: one guess, and all can be checked.
    Fails: test_the_same_secret_gets_other_shares
    """
    coefficients = [int.from_bytes(hashlib.sha256(secret + bytes([k])).digest(), "big") for k in range(threshold - 1)]
    return _shares([int.from_bytes(secret, "big"), *coefficients], range(1, count + 1))


def share_secret__as_many_as_the_threshold(secret, threshold, count):
    """Makes as many shares as are needed, not as many as there are clients.
    Fails: test_shares_are_points_of_the_field
    """
    return _shares([int.from_bytes(secret, "big"), *_drawn(threshold)], range(1, threshold + 1))


def share_secret__values_only(secret, threshold, count):
    """Returns the y alone.
    Fails: test_shares_are_points_of_the_field
    """
    return [y for _, y in _shares([int.from_bytes(secret, "big"), *_drawn(threshold)], range(1, count + 1))]


def share_secret__random_places(secret, threshold, count):
    """Draws new coefficients for each share: the points lie on no common polynomial.
    Fails: test_as_many_shares_as_the_threshold_give_the_secret
    """
    return [
        share
        for x in range(1, count + 1)
        for share in _shares([int.from_bytes(secret, "big"), *_drawn(threshold)], [x])
    ]


# recover_secret


def _refuse(shares, threshold):
    if len(shares) < threshold:
        raise ValueError("shares: too few")
    if len({x for x, _ in shares}) < len(shares):
        raise ValueError("shares: one comes twice")


def _lagrange(shares):
    total = 0
    for x, y in shares:
        for other, _ in shares:
            if other != x:
                y = y * other * pow(other - x, -1, PRIME) % PRIME
        total += y
    return total % PRIME


def recover_secret__place_in_the_list(shares, threshold):
    """Takes a share's place in the list for its x.
    Fails: test_any_shares_will_do
    """
    _refuse(shares, threshold)
    return _lagrange([(x, y) for x, (_, y) in enumerate(shares[:threshold], 1)]).to_bytes(32, "big")


def recover_secret__signs(shares, threshold):
    """Multiplies by x_j / (x_i - x_j): the sign is wrong for an even number of shares.
    Fails: test_any_shares_will_do
    """
    _refuse(shares, threshold)
    total = 0
    for x, y in shares[:threshold]:
        for other, _ in shares[:threshold]:
            if other != x:
                y = y * other * pow(x - other, -1, PRIME) % PRIME
        total += y
    return (total % PRIME % 2**256).to_bytes(32, "big")


def recover_secret__floating_point(shares, threshold):
    """Divides floating-point numbers: 53 bits of 256.
    Fails: test_a_secret_comes_back_in_32_bytes, test_any_shares_will_do
    """
    _refuse(shares, threshold)
    total = 0.0
    for x, y in shares[:threshold]:
        for other, _ in shares[:threshold]:
            if other != x:
                y = y * other / (other - x)
        total += y
    return (int(total) % PRIME % 2**256).to_bytes(32, "big")


def recover_secret__whole_number_division(shares, threshold):
    """Divides with `//`, which drops remainders.
    Fails: test_any_shares_will_do
    """
    _refuse(shares, threshold)
    total = 0
    for x, y in shares[:threshold]:
        above = below = 1
        for other, _ in shares[:threshold]:
            if other != x:
                above, below = above * other, below * (other - x)
        total += y * above // below
    return (total % PRIME % 2**256).to_bytes(32, "big")


def recover_secret__sum_of_shares(shares, threshold):
    """Adds the shares up, as in additive sharing.
    Fails: test_a_secret_comes_back_in_32_bytes
    """
    _refuse(shares, threshold)
    return (sum(y for _, y in shares[:threshold]) % PRIME % 2**256).to_bytes(32, "big")


def recover_secret__at_one(shares, threshold):
    """Evaluates the polynomial at 1, which is a share, not the secret.
    Fails: test_any_shares_will_do
    """
    _refuse(shares, threshold)
    total = 0
    for x, y in shares[:threshold]:
        for other, _ in shares[:threshold]:
            if other != x:
                y = y * (other - 1) * pow(other - x, -1, PRIME) % PRIME
        total += y
    return (total % PRIME % 2**256).to_bytes(32, "big")


def recover_secret__little_endian(shares, threshold):
    """Writes the lowest byte first.
    Fails: test_a_secret_comes_back_in_32_bytes
    """
    _refuse(shares, threshold)
    return _lagrange(shares[:threshold]).to_bytes(32, "little")


def recover_secret__short(shares, threshold):
    """Writes as few bytes as there are: leading zeros get lost.
    Fails: test_a_secret_comes_back_in_32_bytes
    """
    _refuse(shares, threshold)
    secret = _lagrange(shares[:threshold])
    return secret.to_bytes((secret.bit_length() + 7) // 8, "big")


def recover_secret__an_integer(shares, threshold):
    """Returns the number.
    Fails: test_a_secret_comes_back_in_32_bytes
    """
    _refuse(shares, threshold)
    return _lagrange(shares[:threshold])


def recover_secret__exactly_the_threshold(shares, threshold):
    """Refuses where there are more shares than needed.
    Fails: test_more_shares_than_needed_do_no_harm
    """
    if len(shares) != threshold or len(set(shares)) < len(shares):
        raise ValueError("shares: not as many as the threshold")
    return _lagrange(shares).to_bytes(32, "big")


def recover_secret__whatever_comes(shares, threshold):
    """Never counts: too few shares give a number that looks like any other.
    Fails: test_too_few_shares_are_refused
    """
    if len({x for x, _ in shares}) < len(shares):
        raise ValueError("shares: one comes twice")
    return (_lagrange(shares[:threshold]) % 2**256).to_bytes(32, "big")


def recover_secret__copies_count(shares, threshold):
    """Counts a share that came twice as two.
    Fails: test_a_share_twice_is_refused
    """
    if len(shares) < threshold:
        raise ValueError("shares: too few")
    return (_lagrange(shares[:threshold]) % 2**256).to_bytes(32, "big")


def recover_secret__divides_by_zero(shares, threshold):
    """Divides by Fermat's theorem, which makes 1 / 0 = 0: where one x comes twice, a wrong secret comes back.
    Fails: test_a_share_twice_is_refused
    """
    if len(shares) < threshold:
        raise ValueError("shares: too few")
    total = 0
    for i, (x, y) in enumerate(shares[:threshold]):
        for j, (other, _) in enumerate(shares[:threshold]):
            if i != j:
                y = y * other * pow(other - x, PRIME - 2, PRIME) % PRIME
        total += y
    return (total % PRIME % 2**256).to_bytes(32, "big")


def recover_secret__looks_only_for_copies(shares, threshold):
    """Looks for equal shares, but not for two different ones at one x.
    Fails: test_a_share_twice_is_refused
    """
    if len(shares) < threshold or len(set(shares)) < len(shares):
        raise ValueError("shares: too few, or one of them twice")
    return (_lagrange(shares[:threshold]) % 2**256).to_bytes(32, "big")


# unmask_sum


def _total(masked):
    return np.sum(list(masked.values()), axis=0, dtype=np.uint64)


def _without_own(masked, own_seeds, round_number):
    total = _total(masked)
    for seed in own_seeds.values():
        total = total - expand_seed(seed, round_number, len(total))
    return total


def _pair(key, public_key, round_number, size):
    return expand_seed(_agree(key, public_key), round_number, size)


def unmask_sum__only_adds_up(masked, public_keys, own_seeds, gone_keys, round_number):
    """Thinks that all masks cancel.
    Fails: test_the_sum_of_all_is_unmasked
    """
    return _total(masked)


def unmask_sum__nobody_ever_goes(masked, public_keys, own_seeds, gone_keys, round_number):
    """Takes off the own masks, and leaves those of pairs with the ones who are gone.
    Fails: test_the_sum_without_one_is_unmasked
    """
    return _without_own(masked, own_seeds, round_number)


def unmask_sum__own_masks_left(masked, public_keys, own_seeds, gone_keys, round_number):
    """Leaves the own masks in.
    Fails: test_the_sum_of_all_is_unmasked
    """
    total = _total(masked)
    for gone, key in gone_keys.items():
        for client in masked:
            mask = _pair(key, public_keys[client], round_number, len(total))
            total = total - mask if client < gone else total + mask
    return total


def unmask_sum__own_masks_added(masked, public_keys, own_seeds, gone_keys, round_number):
    """Adds the own masks once more instead of taking them off.
    Fails: test_the_sum_of_all_is_unmasked
    """
    total = _total(masked)
    for seed in own_seeds.values():
        total = total + expand_seed(seed, round_number, len(total))
    return total


def unmask_sum__sign_of_the_gone(masked, public_keys, own_seeds, gone_keys, round_number):
    """Takes off what the gone client would have sent, in place of what the others have.
    Fails: test_the_sum_without_one_is_unmasked
    """
    total = _without_own(masked, own_seeds, round_number)
    for gone, key in gone_keys.items():
        for client in masked:
            mask = _pair(key, public_keys[client], round_number, len(total))
            total = total + mask if client < gone else total - mask
    return total


def unmask_sum__always_subtracts(masked, public_keys, own_seeds, gone_keys, round_number):
    """Subtracts each leftover mask, whoever had the smaller number.
    Fails: test_the_sum_without_one_is_unmasked
    """
    total = _without_own(masked, own_seeds, round_number)
    for key in gone_keys.values():
        for client in masked:
            total = total - _pair(key, public_keys[client], round_number, len(total))
    return total


def unmask_sum__pairs_of_two_gone(masked, public_keys, own_seeds, gone_keys, round_number):
    """Takes off the masks between two who are both gone, as if these messages had come: right with one gone.
    Fails: test_the_sum_without_several_is_unmasked
    """
    total = _without_own(masked, own_seeds, round_number)
    done = set()
    for gone, key in gone_keys.items():
        for client in public_keys:
            if client != gone and (client, gone) not in done:
                done |= {(gone, client)}
                mask = _pair(key, public_keys[client], round_number, len(total))
                total = total - mask if client < gone else total + mask
    return total


def unmask_sum__first_of_the_gone(masked, public_keys, own_seeds, gone_keys, round_number):
    """Treats one client that is gone, as in the author's test.
    Fails: test_the_sum_without_several_is_unmasked
    """
    total = _without_own(masked, own_seeds, round_number)
    for gone, key in list(gone_keys.items())[:1]:
        for client in masked:
            mask = _pair(key, public_keys[client], round_number, len(total))
            total = total - mask if client < gone else total + mask
    return total


def unmask_sum__masks_of_the_first_round(masked, public_keys, own_seeds, gone_keys, round_number):
    """Takes the masks of round 0 off, whatever the round.
    Fails: test_each_round_is_unmasked_by_its_number
    """
    total = _without_own(masked, own_seeds, 0)
    for gone, key in gone_keys.items():
        for client in masked:
            mask = _pair(key, public_keys[client], 0, len(total))
            total = total - mask if client < gone else total + mask
    return total


def unmask_sum__believes_every_key(masked, public_keys, own_seeds, gone_keys, round_number):
    """Takes whatever key came out of the shares: with one forged share noise is left in the sum.
    Fails: test_a_key_that_does_not_fit_is_refused
    """
    total = _without_own(masked, own_seeds, round_number)
    for gone, key in gone_keys.items():
        for client in masked:
            mask = _pair(key, public_keys[client], round_number, len(total))
            total = total - mask if client < gone else total + mask
    return total


def unmask_sum__knows_the_key_from_somewhere(masked, public_keys, own_seeds, gone_keys, round_number):
    """Looks whether the key is that of any client, not of this one.
    Fails: test_a_key_that_does_not_fit_is_refused
    """
    for key in gone_keys.values():
        if X25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw() not in public_keys.values():
            raise ValueError("gone_keys: nobody's key")
    return unmask_sum__believes_every_key(masked, public_keys, own_seeds, gone_keys, round_number)


def unmask_sum__tries_one_key(masked, public_keys, own_seeds, gone_keys, round_number):
    """Tries the first key only.
    Fails: test_a_key_that_does_not_fit_is_refused
    """
    for gone, key in list(gone_keys.items())[:1]:
        if X25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw() != public_keys[gone]:
            raise ValueError("gone_keys: another client's key")
    return unmask_sum__believes_every_key(masked, public_keys, own_seeds, gone_keys, round_number)


def unmask_sum__mean(masked, public_keys, own_seeds, gone_keys, round_number):
    """Divides by the number of clients, in a ring where nothing can be divided.
    Fails: test_the_sum_of_all_is_unmasked
    """
    return _without_own(masked, own_seeds, round_number) // np.uint64(len(masked))


def unmask_sum__floating_point(masked, public_keys, own_seeds, gone_keys, round_number):
    """Adds up in floating point.
    Fails: test_the_sum_of_all_is_unmasked
    """
    total = np.sum(list(masked.values()), axis=0, dtype=np.float64)
    for seed in own_seeds.values():
        total = total - expand_seed(seed, round_number, len(total))
    return total


def unmask_sum__in_place(masked, public_keys, own_seeds, gone_keys, round_number):
    """Adds up in the first message that came.
    Fails: test_the_sum_of_all_is_unmasked
    """
    total, *others = masked.values()
    for message in others:
        total += message
    for seed in own_seeds.values():
        total -= expand_seed(seed, round_number, len(total))
    return total


# shares_to_reveal


def _told(seeds_wanted, keys_wanted, seed_shares, key_shares):
    for client in [*seeds_wanted, *keys_wanted]:
        if client not in seed_shares or client not in key_shares:
            raise ValueError(f"no share of client {client}")
    return {client: seed_shares[client] for client in seeds_wanted}, {
        client: key_shares[client] for client in keys_wanted
    }


def shares_to_reveal__believes_the_server(seeds_wanted, keys_wanted, seed_shares, key_shares, threshold, told):
    """Answers whatever the server asks.
    Fails: test_nobodys_seed_and_key_are_told, test_what_was_told_before_counts, test_a_sum_over_too_few_is_refused
    """
    seeds = {client: seed_shares[client] for client in seeds_wanted}
    keys = {client: key_shares[client] for client in keys_wanted}
    return seeds, keys


def shares_to_reveal__counts_only(seeds_wanted, keys_wanted, seed_shares, key_shares, threshold, told):
    """Counts those who stayed, and answers the rest as asked.
    Fails: test_nobodys_seed_and_key_are_told, test_what_was_told_before_counts
    """
    if len(set(seeds_wanted)) < threshold:
        raise ValueError("seeds_wanted: too few")
    return _told(seeds_wanted, keys_wanted, seed_shares, key_shares)


def shares_to_reveal__forgets(seeds_wanted, keys_wanted, seed_shares, key_shares, threshold, told):
    """Looks at this request alone: the server asks twice.
    Fails: test_what_was_told_before_counts
    """
    if len(set(seeds_wanted)) < threshold or set(seeds_wanted) & set(keys_wanted):
        raise ValueError("refused")
    return _told(seeds_wanted, keys_wanted, seed_shares, key_shares)


def shares_to_reveal__forgets_keys(seeds_wanted, keys_wanted, seed_shares, key_shares, threshold, told):
    """Remembers whose seed was told, but not whose key.
    Fails: test_what_was_told_before_counts
    """
    seeds = set(seeds_wanted) | {client for client in told if told[client] == "seed"}
    if len(set(seeds_wanted)) < threshold or seeds & set(keys_wanted):
        raise ValueError("refused")
    return _told(seeds_wanted, keys_wanted, seed_shares, key_shares)


def shares_to_reveal__once_for_all(seeds_wanted, keys_wanted, seed_shares, key_shares, threshold, told):
    """Refuses to tell anything again of a client it has told of, the same included: a lost line ends the round.
    Fails: test_what_was_told_before_counts
    """
    wanted = [*seeds_wanted, *keys_wanted]
    if len(set(seeds_wanted)) < threshold or len(set(wanted)) < len(wanted) or told.keys() & set(wanted):
        raise ValueError("refused")
    return _told(seeds_wanted, keys_wanted, seed_shares, key_shares)


def shares_to_reveal__leaves_out(seeds_wanted, keys_wanted, seed_shares, key_shares, threshold, told):
    """Leaves a client out of the keys that is in both lists, and tells the rest: the server can ask others.
    Fails: test_nobodys_seed_and_key_are_told
    """
    if len(set(seeds_wanted)) < threshold:
        raise ValueError("refused")
    keys_wanted = [client for client in keys_wanted if client not in seeds_wanted]
    if any(told.get(client, "seed") == "key" for client in seeds_wanted):
        raise ValueError("refused")
    if any(told.get(client, "key") == "seed" for client in keys_wanted):
        raise ValueError("refused")
    return _told(seeds_wanted, keys_wanted, seed_shares, key_shares)


def _apart(seeds_wanted, keys_wanted, told):
    for client in seeds_wanted:
        if client in keys_wanted or told.get(client) == "key":
            raise ValueError("refused")
    for client in keys_wanted:
        if told.get(client) == "seed":
            raise ValueError("refused")


def shares_to_reveal__never_counts(seeds_wanted, keys_wanted, seed_shares, key_shares, threshold, told):
    """Never counts those who stayed: a sum over one is no sum.
    Fails: test_a_sum_over_too_few_is_refused
    """
    _apart(seeds_wanted, keys_wanted, told)
    return _told(seeds_wanted, keys_wanted, seed_shares, key_shares)


def shares_to_reveal__counts_copies(seeds_wanted, keys_wanted, seed_shares, key_shares, threshold, told):
    """Counts a client that is named twice as two.
    Fails: test_a_sum_over_too_few_is_refused
    """
    _apart(seeds_wanted, keys_wanted, told)
    if len(seeds_wanted) < threshold:
        raise ValueError("refused")
    return _told(seeds_wanted, keys_wanted, seed_shares, key_shares)


def shares_to_reveal__counts_all(seeds_wanted, keys_wanted, seed_shares, key_shares, threshold, told):
    """Counts stayed and gone together.
    Fails: test_a_sum_over_too_few_is_refused
    """
    _apart(seeds_wanted, keys_wanted, told)
    if len(set(seeds_wanted)) + len(set(keys_wanted)) < threshold:
        raise ValueError("refused")
    return _told(seeds_wanted, keys_wanted, seed_shares, key_shares)


def shares_to_reveal__more_than_the_threshold(seeds_wanted, keys_wanted, seed_shares, key_shares, threshold, told):
    """Asks for more than the threshold, where as many are enough.
    Fails: test_an_honest_request_is_answered
    """
    _apart(seeds_wanted, keys_wanted, told)
    if len(set(seeds_wanted)) <= threshold:
        raise ValueError("refused")
    return _told(seeds_wanted, keys_wanted, seed_shares, key_shares)


def shares_to_reveal__swapped(seeds_wanted, keys_wanted, seed_shares, key_shares, threshold, told):
    """Tells keys of those who stayed and seeds of those who are gone: all that the server must not have.
    Fails: test_an_honest_request_is_answered
    """
    _apart(seeds_wanted, keys_wanted, told)
    if len(set(seeds_wanted)) < threshold:
        raise ValueError("refused")
    return _told(keys_wanted, seeds_wanted, seed_shares, key_shares)[::-1]


def shares_to_reveal__all_it_has(seeds_wanted, keys_wanted, seed_shares, key_shares, threshold, told):
    """Hands out every seed share it has, also of those who are gone.
    Fails: test_an_honest_request_is_answered
    """
    _apart(seeds_wanted, keys_wanted, told)
    if len(set(seeds_wanted)) < threshold:
        raise ValueError("refused")
    return seed_shares, _told(seeds_wanted, keys_wanted, seed_shares, key_shares)[1]


def shares_to_reveal__passes_over_strangers(seeds_wanted, keys_wanted, seed_shares, key_shares, threshold, told):
    """Passes over clients that it has no share of: names that nobody knows make up the number.
    Fails: test_unknown_clients_are_refused
    """
    _apart(seeds_wanted, keys_wanted, told)
    if len(set(seeds_wanted)) < threshold:
        raise ValueError("refused")
    seeds = {client: seed_shares[client] for client in seeds_wanted if client in seed_shares}
    return seeds, {client: key_shares[client] for client in keys_wanted if client in key_shares}


def shares_to_reveal__key_error(seeds_wanted, keys_wanted, seed_shares, key_shares, threshold, told):
    """Lets a dict complain of a client that isn't there.
    Fails: test_unknown_clients_are_refused
    """
    _apart(seeds_wanted, keys_wanted, told)
    if len(set(seeds_wanted)) < threshold:
        raise ValueError("refused")
    return {client: seed_shares[client] for client in seeds_wanted}, {c: key_shares[c] for c in keys_wanted}


def shares_to_reveal__writes_into_the_book(seeds_wanted, keys_wanted, seed_shares, key_shares, threshold, told):
    """Notes what it told in the caller's dict.
    Fails: test_an_honest_request_is_answered
    """
    _apart(seeds_wanted, keys_wanted, told)
    if len(set(seeds_wanted)) < threshold:
        raise ValueError("refused")
    told.update(dict.fromkeys(seeds_wanted, "seed"))
    return _told(seeds_wanted, keys_wanted, seed_shares, key_shares)


# secure_aggregation_recap


def secure_aggregation_recap__nothing_at_all():
    """Thinks that a sum tells nothing of what was added up.
    Fails: test_question_1_what_the_server_learns
    """
    return ("a", "d", "a", "c")


def secure_aggregation_recap__who_sent_what():
    """Thinks that the server learns each update's size.
    Fails: test_question_1_what_the_server_learns
    """
    return ("c", "d", "a", "c")


def secure_aggregation_recap__stronger():
    """Thinks that the second mask makes guessing harder.
    Fails: test_question_2_why_two_masks
    """
    return ("b", "a", "a", "c")


def secure_aggregation_recap__checks_the_sum():
    """Takes the own mask for a checksum.
    Fails: test_question_2_why_two_masks
    """
    return ("b", "c", "a", "c")


def secure_aggregation_recap__speed():
    """Thinks that integers are there for speed.
    Fails: test_question_3_why_integers
    """
    return ("b", "d", "b", "c")


def secure_aggregation_recap__library():
    """Thinks that the library can't encrypt floats.
    Fails: test_question_3_why_integers
    """
    return ("b", "d", "d", "c")


def secure_aggregation_recap__higher_is_better():
    """Thinks that a higher threshold lets more clients go.
    Fails: test_question_4_threshold
    """
    return ("b", "d", "a", "a")


def secure_aggregation_recap__threshold_may_go():
    """Takes the threshold for the number that may go.
    Fails: test_question_4_threshold
    """
    return ("b", "d", "a", "b")


def secure_aggregation_recap__one_letter_short():
    """Answers three questions of four.
    Fails: test_four_letters_came_back
    """
    return ("b", "d", "a")
