"""Checks of lesson 0, recognition."""

import math

import numpy as np
import pytest

from autograder import expect
from privatepixels import data

points = pytest.mark.points
hidden = pytest.mark.hidden

LEVELS = np.arange(256, dtype=np.uint8).reshape(16, 16)


@pytest.fixture
def colour_photo():
    """A cat's eye, uint8 (48, 64, 3)."""
    return data.photo("chelsea")[80:128, 120:184]


@pytest.fixture
def grey_photo():
    """A piece of the photograph of a cameraman, uint8 (32, 40)."""
    return data.photo("camera")[100:164:2, 200:280:2]


def flat(value, *shape):
    """A picture, or a stack of them, of one grey level."""
    return np.full(shape or (6, 8), value, np.uint8)


def noisy_copy(picture, rng, most):
    """The picture with each value up to `most` levels off, kept within 0..255."""
    return np.clip(picture + rng.integers(-most, most + 1, picture.shape), 0, 255).astype(np.uint8)


def random_pictures(rng, n, *shape):
    """Stack n pictures of one shape, each value drawn from 0..255."""
    return rng.integers(0, 256, (n, *shape), dtype=np.uint8)


# to_unit_floats


@points(1)
def test_unit_floats_are_float32_of_the_same_shape(to_unit_floats, colour_photo, grey_photo):
    """The result is a float32 array of the picture's shape, grey, colour or a stack. float64 would take twice the
    memory, and a network computes in float32: which method of an array changes its dtype?
    """
    for picture in (grey_photo, colour_photo, np.stack([grey_photo, grey_photo])):
        expect.array(to_unit_floats(picture), shape=picture.shape, dtype=np.float32)


@points(1)
def test_black_is_0_and_white_is_1(to_unit_floats):
    """0 becomes 0.0 and 255 becomes 1.0 exactly, so 255 is what the values are divided by. How many steps lie between
    0 and 255?
    """
    values = to_unit_floats(np.array([[0, 255]], np.uint8))
    expect.array(values, shape=(1, 2))
    expect.close(values, [[0, 1]], 1e-6, "black and white")


@points(1)
def test_every_level_keeps_its_place(to_unit_floats):
    """The 256 grey levels lie evenly from 0.0 to 1.0, none lost, none rounded away. Do you divide whole numbers, or
    decimal ones?
    """
    values = to_unit_floats(LEVELS)
    expect.array(values, shape=LEVELS.shape)
    expect.close(values, np.arange(256).reshape(16, 16) / 255, 1e-6, "levels 0 to 255")


@points(1)
def test_a_dark_picture_stays_dark(to_unit_floats, grey_photo):
    """The same grey level becomes the same number in every picture. If a dark picture comes back bright, something
    was computed from that one picture: its maximum, its minimum or its mean.
    """
    dark = grey_photo // 4 + 20
    values = to_unit_floats(dark)
    expect.array(values, shape=dark.shape)
    expect.close(values, dark / 255, 1e-6, f"a picture with levels {dark.min()} to {dark.max()}")
    expect.input_unchanged(to_unit_floats)


# accuracy


@points(1)
def test_accuracy_by_hand(accuracy):
    """Four pictures, three classes: the highest score stands at the true class in three of the four rows, so the
    accuracy is 0.75, one number. Do you look for the highest score along the classes, and compare its place with the
    label?
    """
    scores = np.array([[0.8, 0.1, 0.1], [0.2, 0.5, 0.3], [0.1, 0.3, 0.6], [0.4, 0.25, 0.35]])
    share = accuracy(scores, np.array([0, 1, 2, 2]))
    expect.number(share)
    expect.close(share, 0.75, 1e-9, "accuracy")


@points(1)
def test_accuracy_runs_from_never_to_always_right(accuracy):
    """1.0 when every picture is right and 0.0 when none is; a count, or a percentage, is not a share."""
    labels = np.array([2, 0, 3, 1, 1, 2, 0])
    for what, shift, expected in (("all right", 0, 1.0), ("all wrong", 1, 0.0)):
        share = accuracy(np.eye(4)[(labels + shift) % 4], labels)
        expect.number(share)
        expect.close(share, expected, 1e-9, f"accuracy with {what}")


@points(1)
def test_accuracy_uses_only_the_order_of_the_scores(accuracy, rng):
    """Scores need not be probabilities. Larger or smaller numbers in the same order within each row leave the
    accuracy as it is: no score has to pass a threshold such as 0.5, and no score is itself the accuracy.
    """
    labels = np.arange(30) % 5
    scores = np.eye(5)[np.where(np.arange(30) < 21, labels, (labels + 2) % 5)] + rng.uniform(0, 0.5, (30, 5))
    for what, given in (("probabilities", scores / 9), ("negative numbers", scores - 7), ("large ones", 100 * scores)):
        share = accuracy(given, labels)
        expect.number(share)
        expect.close(share, 0.7, 1e-9, f"accuracy from {what}")


@points(1)
def test_accuracy_counts_every_picture_alike(accuracy):
    """Eight pictures of one class, all right, and two of another, both wrong: 0.8. Each picture counts once; the mean
    over the classes would be 0.5, and is another measure (balanced accuracy).
    """
    scores = np.tile([0.9, 0.1], (10, 1))
    share = accuracy(scores, np.array([0] * 8 + [1] * 2))
    expect.number(share)
    expect.close(share, 0.8, 1e-9, "accuracy")


@hidden
@points(1)
def test_accuracy_of_any_scores(accuracy, reference, rng):
    """On random scores the accuracy is what the definition gives, to the last digit: don't round it, and treat any
    number of pictures and classes alike.
    """
    for n, k in ((7, 3), (5, 5), (200, 10)):
        scores, labels = rng.normal(size=(n, k)), rng.integers(0, k, n)
        share = accuracy(scores, labels)
        expect.number(share)
        expect.close(share, reference(scores, labels), 1e-9, f"accuracy of {n} pictures and {k} classes")


# mean_squared_error


@points(1)
def test_error_of_a_shift(mean_squared_error, grey_photo):
    """Every value 12 levels brighter: each squared difference is 144, so their mean is 144, one number. Subtract
    first, then square, then take the mean over all values.
    """
    picture = grey_photo // 2 + 20
    error = mean_squared_error(picture, picture + np.uint8(12))
    expect.number(error)
    expect.close(error, 144, 1e-6, "error of a picture 12 levels brighter")


@points(1)
def test_error_does_not_wrap_round(mean_squared_error):
    """Brighter or darker by the same amount is the same error. In uint8, 10 - 20 is 246: leave the 8 bits before you
    subtract, not after, for a dtype in which 255 squared fits too.
    """
    for low, high in ((10, 20), (100, 240), (0, 255)):
        for first, second in ((low, high), (high, low)):
            error = mean_squared_error(flat(first), flat(second))
            expect.number(error)
            expect.close(error, (high - low) ** 2, 1e-6, f"error between grey {first} and grey {second}")


@points(1)
def test_error_is_the_mean_over_all_values(mean_squared_error):
    """One value of a colour picture of 4 x 5 pixels is 30 levels off: 900 over 4 x 5 x 3 values is 15. Each colour of
    each pixel is a value of its own. Is a number a mean, or still a sum?
    """
    original = flat(90, 4, 5, 3)
    changed = original.copy()
    changed[1, 2, 0] = 120
    error = mean_squared_error(original, changed)
    expect.number(error)
    expect.close(error, 15, 1e-6, "error")


@points(1)
def test_error_knows_up_from_down_but_adds_both(mean_squared_error):
    """Half of the picture 20 levels up, half 20 levels down: the error is 400, for squares are never negative. A
    shift of the whole picture is an error, too. Nothing may cancel out, and nothing may be subtracted as a mean.
    """
    original = flat(100, 4, 6)
    changed = original.copy()
    changed[:2] += 20
    changed[2:] -= 20
    for what, picture in (("half up, half down", changed), ("all up", original + np.uint8(20))):
        error = mean_squared_error(original, picture)
        expect.number(error)
        expect.close(error, 400, 1e-6, f"error with {what}")
    expect.input_unchanged(mean_squared_error)


@hidden
@points(1)
def test_error_of_any_pictures(mean_squared_error, reference, rng, colour_photo):
    """On random pictures the error is what the definition gives, fraction and all: large differences need numbers
    with room for their squares (255 x 255 is 65025), and nothing may be rounded.
    """
    for original, changed in (
        (colour_photo, noisy_copy(colour_photo, rng, 40)),
        tuple(random_pictures(rng, 2, 33, 20)),
    ):
        error = mean_squared_error(original, changed)
        expect.number(error)
        expect.close(error, reference(original, changed), 1e-6, "error")


# psnr


@points(1)
def test_identical_pictures_have_infinite_psnr(psnr, colour_photo):
    """Nothing was changed, so there's no noise to compare with: infinity, as a float. An error of 0 needs a branch of
    its own, before you divide by it.
    """
    value = psnr(colour_photo, colour_photo)
    expect.number(value)
    expect.that(math.isinf(value) and value > 0, f"came back: {value}; expected inf")


@points(1)
def test_psnr_by_hand(psnr):
    """Black against white: the error is as large as the peak, which is 0 dB. One level off everywhere: 48.13 dB. Look
    again at the formula: the peak squared, over the mean squared error, and ten times its logarithm to base 10.
    """
    for first, second, expected in ((0, 255, 0.0), (255, 0, 0.0), (100, 101, 20 * math.log10(255))):
        value = psnr(flat(first), flat(second))
        expect.number(value)
        expect.close(value, expected, 1e-3, f"PSNR in dB of grey {first} against grey {second}")


@points(1)
def test_ten_times_the_change_costs_20_decibels(psnr, rng, grey_photo):
    """Ten times the difference is a hundred times the squared error, and 10 log10(100) is 20 dB less. A larger change
    must give a smaller PSNR. Which logarithm, and which factor, do you use?
    """
    base = grey_photo // 2 + 60
    sign = rng.choice([-1, 1], base.shape)
    small, large = (psnr(base, (base + size * sign).astype(np.uint8)) for size in (2, 20))
    for value in (small, large):
        expect.number(value)
    expect.close(small - large, 20, 1e-3, "dB between a change of 2 levels and one of 20")


@points(1)
def test_the_peak_is_255_in_every_picture(psnr, grey_photo):
    """The peak is the highest value that 8 bits can hold, 255, also in a dark picture that never gets there: the same
    change has the same PSNR in a dark and in a bright picture, whichever of the two comes first.
    """
    dark = grey_photo // 5 + 10
    bright = dark + np.uint8(180)
    for what, picture in (("dark", dark), ("bright", bright)):
        for first, second in ((picture, picture + np.uint8(8)), (picture + np.uint8(8), picture)):
            value = psnr(first, second)
            expect.number(value)
            expect.close(value, 20 * math.log10(255 / 8), 1e-3, f"PSNR in dB of 8 levels in a {what} picture")


@hidden
@points(1)
def test_psnr_of_any_pictures(psnr, reference, rng, colour_photo):
    """On random colour pictures the PSNR is what the formula gives, to a thousandth of a decibel: add nothing to the
    error, round nothing, and mind differences that leave the 8 bits.
    """
    for original, changed in (
        (colour_photo, noisy_copy(colour_photo, rng, 60)),
        tuple(random_pictures(rng, 2, 24, 31, 3)),
    ):
        value = psnr(original, changed)
        expect.number(value)
        expect.close(value, reference(original, changed), 1e-3, "PSNR in dB")


# reidentify


@points(1)
def test_every_probe_gets_a_person(reidentify, rng):
    """There's one answer for each probe, be it one probe or more of them than the gallery has pictures; each is an
    integer that stands in gallery_people. Don't return distances, places in the gallery, or pictures.
    """
    gallery, people = random_pictures(rng, 4, 5, 6), np.array([70, 30, 70, 900])
    for count in (1, 4, 9):
        found = reidentify(gallery, people, random_pictures(rng, count, 5, 6))
        expect.array(found, shape=(count,))
        expect.that(found.dtype.kind in "iu", f"dtype {found.dtype}; expected integers")
        expect.that(np.isin(found, people).all(), f"came back: {found}; expected numbers from {people}")


@points(1)
def test_a_picture_finds_itself(reidentify, rng):
    """Probes that are pictures of the gallery, in another order, each find their own person: nothing is nearer to a
    picture than itself. Is the smallest distance taken, for each probe, over all gallery pictures?
    """
    gallery, people = random_pictures(rng, 12, 6, 5), rng.permutation(12) * 7 + 3
    order = rng.permutation(12)
    found = reidentify(gallery, people, gallery[order])
    expect.array(found, shape=(12,))
    expect.close(found, people[order], 0, "people")
    expect.input_unchanged(reidentify)


@points(1)
def test_slightly_changed_colour_pictures_are_found(reidentify, rng):
    """Some noise on each colour picture doesn't hide whose it is, whether it makes a value brighter or darker. In
    uint8, 10 - 20 is 246, and squares soon leave 8 and 16 bits: compute with floats.
    """
    gallery, people = random_pictures(rng, 10, 6, 5, 3), np.arange(10) * 3 + 1
    probes = np.stack([noisy_copy(picture, rng, 25) for picture in gallery])[::-1]
    found = reidentify(gallery, people, probes)
    expect.array(found, shape=(10,))
    expect.close(found, people[::-1], 0, "people")


@points(1)
def test_nearest_is_not_brightest(reidentify):
    """Three flat galleries, dark, middle and bright, and probes close to each. A product p.g grows with brightness,
    so it isn't a distance: both parts of |p|^2 + |g|^2 - 2 p.g that depend on g are needed.
    """
    gallery = np.stack([flat(20), flat(110), flat(240)])
    probes = np.stack([flat(30), flat(100), flat(235), flat(0)])
    found = reidentify(gallery, np.array([5, 6, 7]), probes)
    expect.array(found, shape=(4,))
    expect.close(found, [5, 6, 7, 5], 0, "people for probes of grey 30, 100, 235 and 0")


@points(1)
def test_distance_is_euclidean_over_all_pixels(reidentify):
    """One pixel 80 levels off is further away than eight pixels 20 levels off (6400 against 8 x 400 = 3200), and
    where in the picture they lie matters. Square the difference of each pixel, then sum over the whole picture.
    """
    one_pixel, eight_pixels, moved = (flat(100, 4, 4) for _ in range(3))
    one_pixel[0, 0] = 180
    eight_pixels[:2] = 120
    moved[2:] = 135
    probe = flat(100, 4, 4)
    found = reidentify(np.stack([one_pixel, eight_pixels, moved]), np.array([4, 8, 2]), probe[None])
    expect.array(found, shape=(1,))
    expect.close(found, [8], 0, "person")
    found = reidentify(np.stack([eight_pixels, moved]), np.array([8, 2]), np.stack([eight_pixels[::-1], moved]))
    expect.array(found, shape=(2,))
    expect.close(found, [2, 2], 0, "people")


@points(1)
def test_one_near_picture_is_enough(reidentify):
    """Person 7 has a black and a white picture, person 3 two grey ones. A nearly black probe is person 7's: the
    single nearest picture decides, not a person's average picture and not a vote among several.
    """
    gallery = np.stack([flat(0), flat(118), flat(128), flat(255)])
    found = reidentify(gallery, np.array([7, 3, 3, 7]), np.stack([flat(12), flat(250), flat(122)]))
    expect.array(found, shape=(3,))
    expect.close(found, [7, 7, 3], 0, "people")


@hidden
@points(1)
def test_any_probes_are_named_as_the_definition_says(reidentify, reference, rng):
    """On random galleries each probe gets the person of the gallery picture with the smallest Euclidean distance.
    Follow one probe by hand through your code: flatten, distances, smallest, person.
    """
    for n, m, shape in ((15, 40, (24, 20)), (40, 15, (12, 10, 3))):
        gallery, probes = random_pictures(rng, n, *shape), random_pictures(rng, m, *shape)
        people = rng.integers(0, 6, n)
        found = reidentify(gallery, people, probes)
        expect.array(found, shape=(m,))
        expect.close(found, reference(gallery, people, probes), 0, "people")


# reidentification_rate: the starter must earn nothing, so it fails every check with points


@points(1)
def test_nobody_is_found_among_strangers(reidentification_rate, rng):
    """Each person has one picture only, so nobody else's picture can be the right answer: the rate is 0.0. If yours
    is more, ask which picture is the nearest to each, and whether an attacker would have that one. However far away
    the others are, a picture must not be matched with itself.
    """
    for n, side in ((9, 4), (2, 4), (5, 96)):
        rate = reidentification_rate(random_pictures(rng, n, side, side), np.arange(n) + 5)
        expect.number(rate)
        expect.input_unchanged(reidentification_rate)
        expect.close(rate, 0.0, 1e-9, f"rate of {n} strangers, {side} pixels a side")


@points(1)
def test_only_those_with_a_second_picture_are_found(reidentification_rate, rng):
    """Three people have two pictures that are nearly alike, four have one: 6 of 10 pictures can be matched, so the
    rate is 0.6, a share of the pictures. Leave out the picture itself, but keep the others of the same person, in
    every order.
    """
    scenes = random_pictures(rng, 7, 6, 6)
    pictures = np.concatenate([scenes, np.stack([noisy_copy(scene, rng, 4) for scene in scenes[:3]])])
    people = np.array([10, 11, 12, 13, 14, 15, 16, 10, 11, 12])
    for order in (np.arange(10), [0, 7, 1, 8, 2, 9, 3, 4, 5, 6], rng.permutation(10)):
        rate = reidentification_rate(pictures[order], people[order])
        expect.number(rate)
        expect.close(rate, 0.6, 1e-9, "rate")


@points(1)
def test_a_copy_of_the_picture_counts(reidentification_rate):
    """Two pictures may be identical, in the same person's folder or in two people's. Each must be matched with its
    copy, at distance 0. Leave out one picture by its place, not every picture at distance 0.
    """
    twins, strangers = [flat(10), flat(10), flat(80), flat(80)], [flat(150), flat(240)]
    rate = reidentification_rate(np.stack(twins + strangers), np.array([1, 1, 2, 2, 3, 4]))
    expect.number(rate)
    expect.close(rate, 4 / 6, 1e-9, "rate with two identical pairs, one person each, and two strangers")
    rate = reidentification_rate(np.stack(twins), np.array([1, 1, 2, 3]))
    expect.number(rate)
    expect.close(rate, 2 / 4, 1e-9, "rate with one identical pair of one person, and one of two people")


@hidden
@points(1)
def test_the_rate_of_any_pictures(reidentification_rate, reference, rng):
    """On random pictures the rate is that of matching each picture against all the others, once each. Take three
    small pictures, and follow by hand which of the others each one is matched with.
    """
    for n, shape in ((30, (16, 10)), (24, (9, 8, 3))):
        pictures, people = random_pictures(rng, n, *shape), rng.integers(0, 3, n)
        people[0] = 9
        rate = reidentification_rate(pictures, people)
        expect.number(rate)
        expect.close(rate, reference(pictures, people), 1e-9, "rate")


# recognition_recap


def test_three_letters_came_back(recognition_recap):
    """Return three letters, one for each question, such as ("a", "a", "a"). This check only looks at the form."""
    expect.letters(recognition_recap(), 3)


@hidden
@points(1)
def test_question_1_chance(recognition_recap, reference):
    """Question 1: somebody who always says the same class, or who rolls a die with ten sides, is right how often? An
    accuracy only says something beside that number.
    """
    expect.same_letter(recognition_recap(), reference(), 0)


@hidden
@points(1)
def test_question_2_change_is_not_privacy(recognition_recap, reference):
    """Question 2: look again at the table that has PSNR and re-identification side by side. PSNR compares a picture
    with its own original; which of the two does an attacker have, and what does the attack compare?
    """
    expect.same_letter(recognition_recap(), reference(), 1)


@hidden
@points(1)
def test_question_3_what_an_attacker_knows(recognition_recap, reference):
    """Question 3: think of what the two rates differ in. Neither the pictures nor the attack changed: count the
    pictures that each probe could be compared with.
    """
    expect.same_letter(recognition_recap(), reference(), 2)
