"""Checks of lesson 10, outlook.

Statistical limits are about six standard errors wide: a right answer passes with any seed.
"""

import numpy as np
import pytest

from autograder import expect
from privatepixels import data, softmax

points = pytest.mark.points
hidden = pytest.mark.hidden

CLASSES = 8
SIDE = 64  # of flat pictures: a correlation of two independent ones stays within 6 / SIDE


@pytest.fixture
def clothes():
    """Give a few pictures of clothes with their labels."""
    images, labels = data.fashion("test")
    return images[:60], labels[:60]


def noise_of(noise_block, first, seed, count=1):
    """Ask for flat pictures with noise of 20 levels, and return the noise, count x SIDE^2."""
    flat = np.full((count, SIDE, SIDE), 128, np.uint8)
    noisy = noise_block(flat, first, 20.0, seed)
    expect.array(noisy, shape=flat.shape, dtype=np.uint8)
    return noisy.reshape(count, -1).astype(np.float64) - 128


def expect_unlike(noises, names):
    """Expect that no two fields of noise are alike."""
    likeness = np.abs(np.corrcoef(noises))
    np.fill_diagonal(likeness, 0)
    a, b = np.unravel_index(np.nan_to_num(likeness, nan=1).argmax(), likeness.shape)
    expect.that(
        likeness[a, b] < 6 / SIDE,
        f"the noise of {names[a]} and of {names[b]} have a correlation of {likeness[a, b]:.2f}; expected about 0",
    )


# noise_block


@points(1)
def test_noise_block_gives_8_bit_pictures(noise_block, clothes, class_seed):
    """A new uint8 array of the block's shape, also for a block of one picture or of none. Add in floating point, round,
    stop at 0 and 255, and leave the input as it was.
    """
    images, _ = clothes
    for block in (images[:5], images[:1], images[:0], images[:3, :20]):
        noisy = noise_block(block, 7, 10.0, class_seed)
        expect.input_unchanged(noise_block)
        expect.array(noisy, shape=block.shape, dtype=np.uint8)


@points(1)
def test_noise_block_has_the_strength_asked_for(noise_block, clothes, class_seed):
    """On flat grey pictures the noise is Gaussian with mean 0 and standard deviation sigma; with sigma = 0 nothing
    changes; beyond 0 and 255 it stops. Compare with `add_white_noise` of lesson 1.
    """
    noise = noise_of(noise_block, 3, class_seed, 8)
    expect.close(noise.mean(), 0.0, 0.8, "mean of the noise")
    expect.close(noise.std(), 20.0, 0.6, "standard deviation of the noise")
    expect.close(np.mean(noise**4) / np.mean(noise**2) ** 2, 3.0, 0.2, "kurtosis of the noise (3 for a normal one)")
    images, _ = clothes
    expect.same_picture(noise_block(images[:2], 5, 0.0, class_seed)[1], images[1])
    for extreme in (0, 255):
        noisy = noise_block(np.full((2, 16, 16), extreme, np.uint8), 0, 20.0, class_seed)
        expect.array(noisy, shape=(2, 16, 16), dtype=np.uint8)
        stayed = np.mean(noisy == extreme)
        expect.that(0.25 < stayed < 0.75, f"{stayed:.0%} of samples stay {extreme}; expected about half")


@points(2)
def test_noise_block_does_not_depend_on_the_cut(noise_block, clothes, class_seed):
    """Twelve pictures in one block, in blocks of four, in blocks of five, and one by one: each picture comes back the
    same. Its noise may depend on `seed` and on its number, `first` + k, but on nothing else.
    """
    images = clothes[0][:12]
    whole = noise_block(images, 100, 15.0, class_seed)
    expect.array(whole, shape=images.shape, dtype=np.uint8)
    for size in (4, 5, 1):
        parts = [noise_block(images[k : k + size], 100 + k, 15.0, class_seed) for k in range(0, 12, size)]
        for k, (yours, expected) in enumerate(zip(np.concatenate(parts), whole, strict=True)):
            expect.that(
                np.array_equal(yours, expected),
                f"picture {100 + k} gets other noise in a block of {size} than in a block of 12",
            )


@points(2)
def test_noise_block_gives_each_picture_its_own(noise_block, class_seed):
    """No two pictures get the same noise: not in one block, and not at the same place of two blocks. Where it is the
    same, one published picture minus the other is free of it. Does `first` enter into the seed?
    """
    blocks = [noise_of(noise_block, first, class_seed, 4) for first in (0, 4, 1000)]
    names = [f"picture {first + k}" for first in (0, 4, 1000) for k in range(4)]
    expect_unlike(np.concatenate(blocks), names)


@points(2)
def test_noise_block_keeps_seeds_apart(noise_block):
    """The same seed and number give the same noise; any other pair gives noise of its own. Give the generator the pair
    (seed, number): a sum, a product or the digits in a row are the same for several pairs.
    """
    pairs = [(seed, number) for seed in (0, 1, 2, 12) for number in (0, 1, 2, 3, 6, 23)]
    noises = np.concatenate([noise_of(noise_block, number, seed) for seed, number in pairs])
    expect_unlike(noises, [f"picture {number} with seed {seed}" for seed, number in pairs])
    expect.close(noise_of(noise_block, 23, 12), noises[-1:], 0, "noise of the same pair, drawn again")


# noised_moments


def moments_of(noised_moments, features, labels, classes, bound, sigma, rng):
    """Call the answer, and expect three arrays."""
    result = noised_moments(features, labels, classes, bound, sigma, rng)
    expect.that(isinstance(result, (tuple, list)) and len(result) == 3, "expected three arrays: counts, sums, products")
    width = features.shape[1]
    for part, shape in zip(result, ((classes,), (classes, width), (classes, width, width)), strict=True):
        expect.array(part, shape=shape, dtype=np.float64)
    return result


@pytest.fixture
def rows(rng):
    """Give 40 short rows of four numbers, and labels of eight classes, of which the last has no row."""
    return rng.uniform(-1, 1, (40, 4)), rng.integers(0, CLASSES - 1, 40)


def noise_in(noised_moments, rows, bound, sigma, rng, classes=200):
    """Call the answer with noise and without; return the noise in counts, sums and products, each as a row."""
    exact, noisy = (moments_of(noised_moments, *rows, classes, bound, strength, rng) for strength in (0.0, sigma))
    return [(with_noise - without).ravel() for with_noise, without in zip(noisy, exact, strict=True)]


@points(1)
def test_moments_have_their_shapes(noised_moments, rows, rng):
    """Three float64 arrays: a number for each class, a row of sums for each class, a square of products for each class,
    also for a class without pictures. The inputs stay as they were.
    """
    moments_of(noised_moments, *rows, CLASSES, 2.0, 1.0, rng)
    expect.input_unchanged(noised_moments)


@points(1)
def test_moments_without_noise(noised_moments, rng):
    """With sigma = 0, rows (1, 2) and (3, 0) of class 0 and (0, 1) of class 2 have the counts 2, 0, 1; the sums (4, 2),
    (0, 0), (0, 1); the products [[10, 2], [2, 4]], zeros, [[0, 0], [0, 1]]. They are sums, not means.
    """
    features, labels = np.array([[1.0, 2.0], [3.0, 0.0], [0.0, 1.0]]), np.array([0, 0, 2])
    counts, sums, products = moments_of(noised_moments, features, labels, 3, 10.0, 0.0, rng)
    expect.close(counts, [2, 0, 1], 1e-9, "counts")
    expect.close(sums, [[4, 2], [0, 0], [0, 1]], 1e-9, "sums")
    expect.close(products, [[[10, 2], [2, 4]], [[0, 0], [0, 0]], [[0, 0], [0, 1]]], 1e-9, "products")


@points(2)
def test_moments_clip_long_rows(noised_moments, rng):
    """With bound 5, the row (30, 40) counts as (3, 4): it is scaled down to length 5, before it is multiplied with
    itself. A row shorter than 5 stays as it is, and a row of zeros gives no NaN.
    """
    features, labels = np.array([[30.0, 40.0], [0.6, 0.8], [0.0, 0.0]]), np.array([0, 1, 1])
    counts, sums, products = moments_of(noised_moments, features, labels, 2, 5.0, 0.0, rng)
    expect.close(counts, [1, 2], 1e-9, "counts")
    expect.close(sums, [[3, 4], [0.6, 0.8]], 1e-9, "sums")
    expect.close(products, [[[9, 12], [12, 16]], [[0.36, 0.48], [0.48, 0.64]]], 1e-9, "products")


@points(2)
def test_moments_noise_has_the_right_strength(noised_moments, rows, rng):
    """With sigma 2 and bound 3, the noise has the standard deviation sqrt(3) 2 in the counts, three times that in the
    sums, nine times that in the products. Three things are published at once: that is where sqrt(3) comes from.
    """
    noises = noise_in(noised_moments, rows, 3.0, 2.0, rng)
    for what, noise, unit in zip(("counts", "sums", "products"), noises, (1, 3, 9), strict=True):
        expected = np.sqrt(3) * 2 * unit
        expect.close(noise.std(), expected, 6 * expected / np.sqrt(2 * noise.size), f"noise in the {what}")
        expect.close(noise.mean(), 0.0, 6 * expected / np.sqrt(noise.size), f"mean of the noise in the {what}")


@points(1)
def test_moments_noise_is_in_every_entry(noised_moments, rows, rng):
    """Each number of each class gets a draw of its own, from a normal distribution, also where there are no pictures:
    that there are none is a secret too.
    """
    names = "counts", "sums", "products"
    for what, noise in zip(names, noise_in(noised_moments, rows, 1.5, 1.0, rng), strict=True):
        expect.that(np.abs(noise).min() > 1e-12, f"some of the {what} get no noise")
        alike = noise.size - len(np.unique(noise.round(12)))
        expect.that(alike == 0, f"entries of the {what} get the same noise as others: {alike} of {noise.size}")
    one = np.zeros((1, 1)), np.zeros(1, np.int64)
    for what, noise in zip(names, noise_in(noised_moments, one, 1.5, 1.0, rng, classes=2000), strict=True):
        kurtosis = np.mean(noise**4) / np.mean(noise**2) ** 2
        expect.close(kurtosis, 3.0, 0.9, f"kurtosis of the noise in the {what} (normal: 3, Laplace: 6)")


@points(1)
def test_moments_noise_does_not_depend_on_the_rows(noised_moments, rows, rng):
    """Few short rows or many long ones, the noise is as strong: its scale comes from `bound` and `sigma`, which are
    public, and never from the pictures, nor from how many there are.
    """
    features, labels = rows
    many = np.tile(features, (20, 1)) * 50, np.tile(labels, 20)
    for case, some in (("few short rows", (features[:2] / 100, labels[:2])), ("many long rows", many)):
        for what, noise, unit in zip(
            ("counts", "sums", "products"), noise_in(noised_moments, some, 2.0, 1.0, rng), (1, 2, 4), strict=True
        ):
            expected = np.sqrt(3) * unit
            limit = 6 * expected / np.sqrt(2 * noise.size)
            expect.close(noise.std(), expected, limit, f"noise in the {what} for {case}")


@points(1)
def test_moments_come_from_the_generator(noised_moments, rows, class_seed):
    """The same generator state gives the same noise, another seed another. Take every draw from `rng`."""
    first, again, other = (
        moments_of(noised_moments, *rows, CLASSES, 2.0, 1.0, np.random.default_rng(seed))
        for seed in (class_seed, class_seed, class_seed + 1)
    )
    for a, b, c in zip(first, again, other, strict=True):
        expect.close(b, a, 1e-9, "second result from the same seed")
        expect.that(np.any(c != a), "two different seeds gave the same noise")


# nearest_training_distance


@points(1)
def test_distance_gives_a_number_each(nearest_training_distance, clothes):
    """One float64 for each candidate, in their order, also for a single one, and the pictures left as they were."""
    images, _ = clothes
    for count in (7, 1):
        found = nearest_training_distance(images[:count], images[20:50])
        expect.input_unchanged(nearest_training_distance)
        expect.array(found, shape=(count,), dtype=np.float64, low=0, high=255)


@points(2)
def test_distance_of_a_copy_is_zero(nearest_training_distance, clothes):
    """A candidate that is in the training set has the distance 0, wherever it stands there, and not merely nearly 0:
    single precision doesn't hold the large sums, whose difference decides.
    """
    images, _ = clothes
    candidates = np.concatenate([images[50:60], images[[3, 39, 0]], 255 - images[:3]])
    found = nearest_training_distance(candidates, images[:40])
    expect.array(found, shape=(16,), dtype=np.float64)
    expect.close(found[10:13], np.zeros(3), 1e-6, "distance of a copy")
    expect.that(found[:10].min() > 1, "a picture that isn't in the training set has the distance 0")


@points(2)
def test_distance_counts_grey_levels(nearest_training_distance):
    """A flat picture of 10 is 190 levels from one of 200, and as far when the two change places; uint8 minus uint8
    wraps round. Where one sample in 64 differs by 80, the distance is 80 / 8 = 10: the root of the mean square.
    """
    dark, bright = np.full((1, 8, 8), 10, np.uint8), np.full((1, 8, 8), 200, np.uint8)
    speck = dark.copy()
    speck[0, 3, 5] = 90
    for candidate, training, distance in ((dark, bright, 190.0), (bright, dark, 190.0), (speck, dark, 10.0)):
        found = nearest_training_distance(candidate, training)
        expect.array(found, shape=(1,), dtype=np.float64)
        expect.close(found, [distance], 1e-6, "distance")


@points(1)
def test_distance_is_to_the_nearest(nearest_training_distance, rng):
    """With flat training pictures of 0, 100 and 250, a candidate of 130 has the distance 30, one of 240 the distance
    10. More training pictures can only bring it nearer; what other candidates there are doesn't matter.
    """
    training = np.stack([np.full((6, 9), level, np.uint8) for level in (0, 250, 100)])
    candidates = np.stack([np.full((6, 9), level, np.uint8) for level in (130, 240, 3, 255)])
    found = nearest_training_distance(candidates, training)
    expect.array(found, shape=(4,), dtype=np.float64)
    expect.close(found, [30, 10, 3, 5], 1e-6, "distance")
    alone = nearest_training_distance(candidates[1:2], training)
    expect.array(alone, shape=(1,), dtype=np.float64)
    expect.close(alone, [10], 1e-6, "distance of one candidate alone")


@hidden
@points(1)
def test_distance_is_the_expected_one(nearest_training_distance, reference, clothes, rng):
    """The distances of real pictures, one by one. Are all training pictures looked at, and all samples?"""
    images, _ = clothes
    order = rng.permutation(60)
    candidates, training = images[order[:25]], images[order[25:]]
    found = nearest_training_distance(candidates, training)
    expect.array(found, shape=(25,), dtype=np.float64)
    expect.close(found, reference(candidates, training), 1e-6, "distance")


# sisa_train


@pytest.fixture
def placed(clothes, rng):
    """Give small pictures, their labels, and a shard (of 3) and a slice (of 3) for each, every pair taken."""
    images, labels = clothes
    order = rng.permutation(54)
    return images[:54, ::4, ::4].copy(), labels[:54], order % 3, order // 3 % 3


def learned(weights, images, labels, *chosen):
    """Go on from weights with the pictures for which all conditions hold."""
    seen = np.logical_and.reduce(chosen)
    return softmax.learn(weights, images[seen], labels[seen])


def checkpoints_of(sisa_train, placed, shards=3, slices=3):
    """Call the answer, and expect checkpoints."""
    checkpoints = sisa_train(*placed, shards, slices)
    expect.array(checkpoints, shape=(shards, slices, 50, 10), dtype=np.float64)
    return checkpoints


@points(1)
def test_sisa_gives_all_checkpoints(sisa_train, placed):
    """A float64 array shards x slices x (H W + 1) x 10: a state for each shard and step, and the inputs unchanged. A
    slice that holds no picture is no error: the state goes on with what there is.
    """
    checkpoints_of(sisa_train, placed)
    expect.input_unchanged(sisa_train)
    checkpoints_of(sisa_train, placed, shards=4, slices=5)


@points(1)
def test_sisa_with_one_shard_is_plain_training(sisa_train, placed):
    """With one shard and one slice there is one state: `softmax.learn` from `softmax.start`, with all pictures in the
    order in which they came.
    """
    images, labels, _, _ = placed
    nowhere = np.zeros(len(images), np.int64)
    found = checkpoints_of(sisa_train, (images, labels, nowhere, nowhere), 1, 1)
    expected = softmax.learn(softmax.start(images.shape[1:]), images, labels)
    expect.close(found[0, 0], expected, 1e-9, "weights")


@points(2)
def test_sisa_isolates_shards(sisa_train, placed):
    """When the pictures of shard 1 change, the states of shards 0 and 2 don't, not by a bit: no model sees another
    shard's pictures, or starts from another shard's weights.
    """
    images, labels, shard_of, slice_of = placed
    other = np.where((shard_of == 1)[:, None, None], 255 - images, images)
    before = checkpoints_of(sisa_train, placed)
    after = checkpoints_of(sisa_train, (other, labels, shard_of, slice_of))
    for shard in (0, 2):
        expect.that(np.array_equal(before[shard], after[shard]), f"shard {shard} changes with the pictures of shard 1")
    expect.that(not np.array_equal(before[1], after[1]), "shard 1 doesn't change with its own pictures")


@points(1)
def test_sisa_goes_on_slice_by_slice(sisa_train, placed):
    """Step 0 of a shard learns its slice 0 from `softmax.start`. Step 1 goes on from there, with slices 0 and 1
    together. The state after step 0 knows nothing of later slices.
    """
    images, labels, shard_of, slice_of = placed
    found = checkpoints_of(sisa_train, placed)
    for shard in (0, 1, 2):
        first = learned(softmax.start(images.shape[1:]), images, labels, shard_of == shard, slice_of == 0)
        expect.close(found[shard, 0], first, 1e-9, f"weights of shard {shard} after step 0")
        second = learned(first, images, labels, shard_of == shard, slice_of <= 1)
        expect.close(found[shard, 1], second, 1e-9, f"weights of shard {shard} after step 1")


@hidden
@points(1)
def test_sisa_gives_the_expected_checkpoints(sisa_train, reference, placed):
    """Each state, after each step of each shard. Which pictures does a step see, and where does it start?"""
    expect.close(checkpoints_of(sisa_train, placed), reference(*placed, 3, 3), 1e-9, "weights")


# sisa_forget


@pytest.fixture
def states(rng):
    """Give checkpoints (3 x 3) that no training has made, so that one sees which of them are used."""
    return rng.normal(0, 0.1, (3, 3, 50, 10))


def forgotten(sisa_forget, states, placed, removed):
    """Call the answer, and expect checkpoints."""
    found = sisa_forget(states, *placed, removed)
    expect.array(found, shape=states.shape, dtype=np.float64)
    return found


def one_of(placed, shard, place):
    """Mark one picture of a shard and a slice."""
    removed = np.zeros(len(placed[0]), bool)
    removed[np.flatnonzero((placed[2] == shard) & (placed[3] == place))[1]] = True
    return removed


def expect_changed(found, states, shard, steps):
    """Expect that these checkpoints of a shard are others than they were."""
    for step in steps:
        same = np.array_equal(found[shard, step], states[shard, step])
        expect.that(not same, f"checkpoint {step} of shard {shard} has seen the picture, and is as it was")


@points(1)
def test_forget_gives_new_checkpoints(sisa_forget, states, placed):
    """A new float64 array of the checkpoints' shape; the inputs stay as they were. Where nothing is to be removed,
    every checkpoint comes back as it was; where a picture is, every checkpoint that has seen it is another.
    """
    found = forgotten(sisa_forget, states, placed, one_of(placed, 1, 1))
    expect.input_unchanged(sisa_forget)
    expect_changed(found, states, 1, (1, 2))
    found = forgotten(sisa_forget, states, placed, np.zeros(54, bool))
    expect.that(np.array_equal(found, states), "nothing was to be removed, but the checkpoints changed")


@points(1)
def test_forget_leaves_other_shards_alone(sisa_forget, states, placed):
    """A picture of shard 1 goes. The checkpoints of shards 0 and 2 never saw it, and come back bit for bit: to train
    them again costs time, and nothing else.
    """
    found = forgotten(sisa_forget, states, placed, one_of(placed, 1, 1))
    for shard in (0, 2):
        expect.that(np.array_equal(found[shard], states[shard]), f"the checkpoints of shard {shard} changed")
    expect_changed(found, states, 1, (1, 2))


@points(2)
def test_forget_goes_on_from_the_last_clean_checkpoint(sisa_forget, states, placed):
    """A picture of slice 2 goes. Checkpoints 0 and 1 of its shard have never seen it: they stay, and training goes on
    from checkpoint 1 with all that is left of the shard.
    """
    images, labels, shard_of, _ = placed
    removed = one_of(placed, 0, 2)
    found = forgotten(sisa_forget, states, placed, removed)
    expect.that(np.array_equal(found[0, :2], states[0, :2]), "a checkpoint that never saw the picture changed")
    expected = learned(states[0, 1], images, labels, shard_of == 0, ~removed)
    expect.close(found[0, 2], expected, 1e-9, "weights of the finished model")


@points(2)
def test_forget_leaves_no_trace(sisa_forget, states, placed, rng):
    """A picture of slice 0 goes. Whatever the checkpoints of its shard were, all of them have seen it: none may have a
    part in the result. Training starts again from `softmax.start`. Do you go on from weights that know the picture?
    """
    removed = one_of(placed, 2, 0)
    found = forgotten(sisa_forget, states, placed, removed)
    others = states.copy()
    others[2] = rng.normal(0, 0.1, states[2].shape)
    again = forgotten(sisa_forget, others, placed, removed)
    for step in range(3):
        expect.close(again[2, step], found[2, step], 1e-12, f"checkpoint {step}, from other old checkpoints: weights")


@points(1)
def test_forget_does_every_later_step_again(sisa_forget, states, placed):
    """A picture of slice 0 goes. Step 0 learns what is left of slice 0, step 1 goes on with what is left of slices 0
    and 1, and so on: each later checkpoint is made anew, from the one before it.
    """
    images, labels, shard_of, slice_of = placed
    removed = one_of(placed, 1, 0)
    found = forgotten(sisa_forget, states, placed, removed)
    weights = softmax.start(images.shape[1:])
    for step in range(3):
        weights = learned(weights, images, labels, shard_of == 1, slice_of <= step, ~removed)
        expect.close(found[1, step], weights, 1e-9, f"weights after step {step}")


@points(1)
def test_forget_takes_out_several(sisa_forget, states, placed):
    """Several pictures go, of two shards and of several slices. In each shard training goes on from before the lowest
    slice that loses one; the third shard stays.
    """
    images, labels, shard_of, slice_of = placed
    removed = one_of(placed, 0, 2) | one_of(placed, 0, 1) | one_of(placed, 2, 2)
    found = forgotten(sisa_forget, states, placed, removed)
    expect.that(np.array_equal(found[1], states[1]), "the checkpoints of shard 1, which loses nothing, changed")
    step_1 = learned(states[0, 0], images, labels, shard_of == 0, slice_of <= 1, ~removed)
    expect.close(found[0, 1], step_1, 1e-9, "weights of shard 0 after step 1")
    expect.close(found[0, 2], learned(step_1, images, labels, shard_of == 0, ~removed), 1e-9, "weights of shard 0")
    expect.close(
        found[2, 2], learned(states[2, 1], images, labels, shard_of == 2, ~removed), 1e-9, "weights of shard 2"
    )


@hidden
@points(1)
def test_forget_gives_the_expected_checkpoints(sisa_forget, reference, states, placed, rng):
    """Every checkpoint, after a random tenth of the pictures has gone. Which steps are done again, and from where?"""
    removed = rng.random(54) < 0.1
    found = forgotten(sisa_forget, states, placed, removed)
    expect.close(found, reference(states, *placed, removed), 1e-9, "weights")


# outlook_recap


def test_four_letters_for_the_outlook(outlook_recap):
    """Return four letters, one for each question, such as ("a", "a", "a", "a"). This check only looks at the form."""
    expect.letters(outlook_recap(), 4)


@hidden
@points(1)
def test_question_1_one_seed_in_all_blocks(outlook_recap, reference):
    """Question 1: what does a generator give that starts again from the same seed, for each block? Subtract one such
    picture from another.
    """
    expect.same_letter(outlook_recap(), reference(), 0)


@hidden
@points(1)
def test_question_2_far_from_training(outlook_recap, reference):
    """Question 2: a distance tells of copies. Think of what the membership attack used, and of the works that tested
    such distances as a proof.
    """
    expect.same_letter(outlook_recap(), reference(), 1)


@hidden
@points(1)
def test_question_3_cost_of_forgetting(outlook_recap, reference):
    """Question 3: which checkpoints have seen a picture of the last slice? Look again at exercise 5."""
    expect.same_letter(outlook_recap(), reference(), 2)


@hidden
@points(1)
def test_question_4_a_table_of_names(outlook_recap, reference):
    """Question 4: is there additional information, kept separately, with which someone can be found? Look again at
    article 4 and recital 26.
    """
    expect.same_letter(outlook_recap(), reference(), 3)
