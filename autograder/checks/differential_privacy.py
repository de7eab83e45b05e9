"""Checks of lesson 5, differential_privacy.

Statistical limits are about six standard errors wide: a right answer passes with any seed.
"""

import math

import numpy as np
import pytest
from scipy.special import log_ndtr

from autograder import expect
from privatepixels import data

points = pytest.mark.points
hidden = pytest.mark.hidden


def heaviness(values):
    """Mean square over the squared mean of absolute values: 2 for Laplace draws, 1.57 for normal, 1.33 for uniform."""
    return np.mean(values**2) / np.mean(np.abs(values)) ** 2


def likeness_of_neighbours(field):
    """The larger correlation of a field with itself, moved by one place along an axis."""
    centred = field - field.mean()
    moved = [(centred * np.roll(centred, 1, axis)).mean() for axis in range(field.ndim)]
    return max(map(abs, moved)) / max((centred**2).mean(), 1e-300)


# laplace_mechanism


@points(1)
def test_laplace_gives_as_many_numbers(laplace_mechanism, rng):
    """A new float64 array of the values' shape, whatever it is; the values themselves stay as they were."""
    for shape in ((7,), (3, 4), (2, 3, 5)):
        noisy = laplace_mechanism(rng.normal(size=shape), 1.0, 1.0, rng)
        expect.input_unchanged(laplace_mechanism)
        expect.array(noisy, shape=shape, dtype=np.float64)


@points(1)
def test_laplace_has_the_scale_asked_for(laplace_mechanism, rng):
    """The mean absolute noise is sensitivity / epsilon: more noise for what changes more, less for a larger epsilon.
    Which parameter of the generator's method is a scale, and is it a standard deviation?
    """
    values = rng.normal(0, 50, 40_000)
    for sensitivity, epsilon in ((2.0, 0.5), (1.0, 4.0), (0.1, 1.0)):
        noise = laplace_noise(laplace_mechanism, values, sensitivity, epsilon, rng)
        scale = sensitivity / epsilon
        expect.close(np.mean(np.abs(noise)), scale, 0.03 * scale, "mean absolute noise")
        expect.close(np.mean(noise), 0.0, 0.045 * scale, "mean noise")


@points(1)
def test_laplace_noise_is_laplacian(laplace_mechanism, rng):
    """The noise follows the Laplace distribution, whose tails are heavier than a normal distribution's: epsilon rests
    on their shape, rare large draws included. Each value gets a draw of its own.
    """
    noise = laplace_noise(laplace_mechanism, np.zeros((200, 200)), 1.0, 1.0, rng)
    furthest = np.abs(noise).max()
    expect.that(
        furthest > 7.5, f"the largest of 40,000 draws is {furthest:.3g} times the scale; expected more than 7.5"
    )
    expect.close(heaviness(noise), 2.0, 0.15, "mean square over the squared mean absolute noise")
    expect.close(likeness_of_neighbours(noise), 0.0, 0.03, "correlation of neighbouring draws")


@points(1)
def test_laplace_comes_from_the_generator(laplace_mechanism, class_seed):
    """The same generator state gives the same numbers, another seed others. Take every draw from `rng`."""
    expect_from_generator(lambda rng: laplace_mechanism(np.zeros(50), 1.0, 1.0, rng), class_seed)


def laplace_noise(laplace_mechanism, values, sensitivity, epsilon, rng):
    """Call the mechanism, expect an array, and return what it added."""
    noisy = laplace_mechanism(values, sensitivity, epsilon, rng)
    expect.array(noisy, shape=values.shape, dtype=np.float64)
    return noisy - values


def expect_from_generator(draw, class_seed):
    """Expect that one seed gives one array, and another seed another one."""
    first, again, other = (draw(np.random.default_rng(seed)) for seed in (class_seed, class_seed, class_seed + 1))
    expect.array(first)
    expect.array(again, shape=first.shape)
    expect.array(other)
    expect.that(np.allclose(first, again, rtol=1e-9, atol=1e-12), "the same seed gave two different results")
    same = first.shape == other.shape and np.array_equal(first, other)
    expect.that(not same, "two different seeds gave the same result")


# private_pixelation


def cells_of(picture, block):
    """The top left pixel of each cell."""
    return picture[::block, ::block].astype(np.float64)


@points(1)
def test_pixelation_gives_a_picture_of_cells(private_pixelation, rng):
    """A new uint8 picture of the same size, in which all pixels of a cell are equal: one draw a cell, not one a pixel,
    and the picture that came in stays as it was.
    """
    picture = data.photo("camera")[40:136, 100:228].copy()
    for block in (4, 16):
        made = private_pixelation(picture, block, 2, 1.0, rng)
        expect.input_unchanged(private_pixelation)
        expect.array(made, shape=picture.shape, dtype=np.uint8)
        blown_up = made[::block, ::block].repeat(block, axis=0).repeat(block, axis=1)
        expect.same_picture(made, blown_up)


@points(1)
def test_pixelation_shows_the_means(private_pixelation, rng):
    """With an enormous epsilon there is no noise left, and each cell shows the mean of its pixels, rounded to the
    nearest whole number.
    """
    for height, width, block in ((96, 128, 8), (60, 40, 5), (30, 30, 1)):
        picture = data.photo("camera")[40 : 40 + height, 100 : 100 + width].copy()
        means = picture.reshape(height // block, block, width // block, block).mean(axis=(1, 3))
        expected = np.rint(means).astype(np.uint8).repeat(block, axis=0).repeat(block, axis=1)
        made = private_pixelation(picture, block, 1, 1e9, rng)
        expect.array(made, shape=picture.shape, dtype=np.uint8)
        off = np.abs(made.astype(int) - expected)
        half = np.abs(np.abs(means - np.floor(means)) - 0.5) < 1e-9  # half a level may go either way
        off[half.repeat(block, axis=0).repeat(block, axis=1)] //= 2
        expect.that(
            off.max() == 0, f"{np.count_nonzero(off)} samples differ from the cells' means, by up to {off.max()}"
        )


@points(2)
def test_pixelation_has_the_noise_asked_for(private_pixelation, rng):
    """The noise's mean absolute value is 255 differing / (block^2 epsilon). One pixel moves the mean of its cell by at
    most 255 / block^2: a larger cell needs less noise, and more differing pixels need more, even if they are more than
    a cell has.
    """
    for block, differing, epsilon in ((2, 1, 12.0), (4, 3, 8.0), (4, 20, 60.0), (2, 9, 100.0), (8, 16, 10.0)):
        picture = np.full((48 * block, 48 * block), 128, np.uint8)
        made = private_pixelation(picture, block, differing, epsilon, rng)
        expect.array(made, shape=picture.shape, dtype=np.uint8)
        scale = 255 * differing / (block**2 * epsilon)
        found = np.mean(np.abs(cells_of(made, block) - 128))
        said = f"mean absolute noise for block {block}, differing {differing}, epsilon {epsilon:g}"
        expect.close(found, scale, 0.15 * scale, said)


@points(1)
def test_pixelation_noise_is_laplacian(private_pixelation, rng):
    """Each cell has its own draw from the Laplace distribution; the noise doesn't depend on the picture's contents."""
    for level in (128, 100):
        picture = np.full((120, 120), level, np.uint8)
        picture[::2] += 40
        made = private_pixelation(picture, 2, 1, 8.0, rng)
        expect.array(made, shape=picture.shape, dtype=np.uint8)
        noise = cells_of(made, 2) - (level + 20)
        expect.close(heaviness(noise), 2.0, 0.27, "mean square over the squared mean absolute noise")
        expect.close(likeness_of_neighbours(noise), 0.0, 0.11, "correlation of neighbouring cells' noise")
        expect.close(np.mean(np.abs(noise)), 255 / 32, 0.85, "mean absolute noise")


@points(1)
def test_pixelation_stops_at_black_and_white(private_pixelation, rng):
    """A value beyond 0..255 stops at the end, on both sides: does yours wrap round? About half of the cells stay."""
    for extreme in (0, 255):
        made = private_pixelation(np.full((160, 160), extreme, np.uint8), 4, 1, 1.0, rng)
        expect.array(made, shape=(160, 160), dtype=np.uint8)
        away = np.abs(cells_of(made, 4) - extreme)
        expect.that(away.max() < 215, f"a cell of {extreme} became {extreme - away.max() if extreme else away.max():g}")
        stayed = np.mean(away == 0)
        expect.that(0.35 < stayed < 0.7, f"{stayed:.0%} of the cells stay {extreme}; expected about half")


@points(1)
def test_pixelation_comes_from_the_generator(private_pixelation, class_seed):
    """The same generator state gives the same picture, another seed another one: draw with `rng` alone."""
    picture = np.full((32, 32), 128, np.uint8)
    expect_from_generator(lambda rng: private_pixelation(picture, 4, 1, 1.0, rng), class_seed)


# gaussian_sigma


def exact_delta(sigma, epsilon):
    """The delta of Gaussian noise at sensitivity 1 (Balle and Wang 2018, theorem 8)."""
    a, b = log_ndtr(0.5 / sigma - epsilon * sigma), epsilon + log_ndtr(-0.5 / sigma - epsilon * sigma)
    return math.exp(a) - math.exp(b)


def expect_sigma(gaussian_sigma, epsilon, delta):
    """Expect the least deviation that is enough, to four digits."""
    sigma = gaussian_sigma(1.0, epsilon, delta)
    expect.number(sigma, low=1e-9, high=1e15)
    said = f"sigma {sigma:.6g} for epsilon {epsilon:g} and delta {delta:g}"
    enough = exact_delta(sigma * 1.0001, epsilon)
    expect.that(enough <= delta, f"{said} has the true delta {exact_delta(sigma, epsilon):.3g}: too little noise")
    less = exact_delta(sigma * 0.9999, epsilon)
    expect.that(less >= delta, f"{said} has the true delta {exact_delta(sigma, epsilon):.3g}: more noise than needed")


@points(1)
def test_sigma_is_the_least_that_is_enough(gaussian_sigma):
    """Put back into the formula for delta, sigma gives the delta asked for; with a little less noise it would be more.
    The classical sqrt(2 ln(1.25 / delta)) / epsilon gives more noise than is needed.
    """
    for epsilon, delta in ((0.5, 1e-5), (1.0, 1e-5), (0.2, 1e-3)):
        expect_sigma(gaussian_sigma, epsilon, delta)


@points(1)
def test_sigma_holds_for_large_epsilon(gaussian_sigma):
    """Above epsilon = 1 the classical formula isn't proved, and gives too little noise in the end. Balle and Wang's
    holds for every epsilon. Is the second term multiplied by e^epsilon?
    """
    for epsilon, delta in ((3.0, 1e-5), (8.0, 1e-5), (30.0, 1e-6)):
        expect_sigma(gaussian_sigma, epsilon, delta)


@points(1)
def test_sigma_grows_with_the_sensitivity(gaussian_sigma):
    """Twice the sensitivity, twice the noise: in another unit, values and noise are multiplied by the same number."""
    once = gaussian_sigma(1.0, 2.0, 1e-5)
    expect.number(once, low=0)
    for sensitivity in (0.004, 2.0, 700.0):
        found = gaussian_sigma(sensitivity, 2.0, 1e-5)
        expect.number(found, low=0)
        expect.close(found / sensitivity, once, 1e-4, f"sigma over the sensitivity {sensitivity:g}")


@points(1)
def test_sigma_holds_at_the_ends(gaussian_sigma):
    """From epsilon 0.01 to 50, and from delta 1e-10 to 0.5. Does your search start from an interval wide enough on
    both sides of 1? If numbers overflow, work with logarithms: `scipy.special.log_ndtr`.
    """
    for epsilon, delta in ((0.01, 1e-5), (0.01, 1e-10), (50.0, 1e-10), (50.0, 0.5), (0.01, 0.5)):
        expect_sigma(gaussian_sigma, epsilon, delta)


# composed_budget


def expect_budget(value):
    """Expect a tuple of two numbers."""
    pair = isinstance(value, (tuple, list)) and len(value) == 2
    expect.that(pair, f"came back: {type(value).__name__}; expected a tuple (epsilon, delta)")
    for number in value:
        expect.number(number, low=0)
    return value


@points(1)
def test_a_few_uses_add_up(composed_budget):
    """Three uses of epsilon = 1 cost 3, for the sum is smaller here than what advanced composition gives."""
    for epsilon, times in ((1.0, 3), (2.5, 1), (4.0, 50), (0.7, 1)):
        found, _ = expect_budget(composed_budget(epsilon, 0.0, times, 1e-5))
        expect.close(found, times * epsilon, 1e-9 * times * epsilon, f"epsilon of {times} uses of {epsilon:g}")


@points(1)
def test_many_small_uses_cost_less_than_their_sum(composed_budget):
    """With many uses of a small epsilon, the root term of advanced composition wins. ln is the natural logarithm; the
    second term has e^epsilon - 1 in it, not epsilon.
    """
    for epsilon, times, slack in ((0.01, 10_000, 1e-5), (0.1, 1000, 1e-6), (0.05, 400, 0.01)):
        found, _ = expect_budget(composed_budget(epsilon, 0.0, times, slack))
        advanced = epsilon * math.sqrt(2 * times * math.log(1 / slack)) + times * epsilon * (math.exp(epsilon) - 1)
        expect.close(found, advanced, 1e-6 * advanced, f"epsilon of {times} uses of {epsilon:g}")


@points(1)
def test_deltas_add_up(composed_budget):
    """The deltas of all uses add up, the slack comes on top, once, and a probability is never more than 1."""
    cases = ((1e-6, 100, 1e-5, 1.1e-4), (0.0, 7, 1e-3, 1e-3), (0.3, 5, 1e-5, 1.0), (1e-5, 1, 2e-5, 3e-5))
    for delta, times, slack, expected in cases:
        _, found = expect_budget(composed_budget(0.1, delta, times, slack))
        expect.close(found, expected, 1e-9, f"delta of {times} uses of {delta:g}")


# poisson_batch


def expect_batch(batch, count):
    """Expect rising numbers of records."""
    expect.array(batch, dtype=np.int64)
    expect.that(batch.ndim == 1, f"an array of {batch.ndim} dimensions; expected 1")
    expect.array(batch, low=0, high=count - 1)
    expect.that(np.all(np.diff(batch) > 0), "the numbers don't rise: is a record in twice, or is the order random?")
    return batch


@points(1)
def test_batch_holds_numbers_of_records(poisson_batch, rng):
    """int64 numbers from 0 to count - 1, rising, none twice. With share 1 all are in; a tiny share may leave none."""
    for share in (0.5, 0.02):
        expect_batch(poisson_batch(300, share, rng), 300)
    expect.close(expect_batch(poisson_batch(50, 1.0, rng), 50), np.arange(50), 0, "number")
    expect.that(len(expect_batch(poisson_batch(5, 1e-9, rng), 5)) == 0, "a record came in whose probability is 1e-9")


@points(1)
def test_batch_size_is_random(poisson_batch, rng):
    """Its mean is count times share, and its variance that of independent decisions, count share (1 - share). A batch
    of fixed size isn't what the accountant assumes.
    """
    for count, share in ((2000, 0.0042), (60, 0.7)):
        sizes = np.array([len(expect_batch(poisson_batch(count, share, one), count)) for one in rng.spawn(120)])
        variance = count * share * (1 - share)
        expect.close(sizes.mean(), count * share, 6 * math.sqrt(variance / 120), "mean size")
        expect.close(sizes.var() / variance, 1.0, 0.85, "variance of the size over the expected one")


@points(1)
def test_records_come_independently(poisson_batch, rng):
    """Each record comes with the same probability, whatever its neighbours do: no blocks, no favourites."""
    chosen = np.zeros((120, 80))
    for row, one in zip(chosen, rng.spawn(120), strict=True):
        row[expect_batch(poisson_batch(80, 0.3, one), 80)] = 1
    shares = chosen.mean(axis=0)
    expect.close(shares, np.full(80, 0.3), 6 * math.sqrt(0.21 / 120), "share of batches that hold a record")
    together = (chosen[:, 1:] * chosen[:, :-1]).mean()
    expect.close(together, 0.09, 0.025, "share of neighbours that come together")


@points(1)
def test_batch_comes_from_the_generator(poisson_batch, class_seed):
    """The same generator state gives the same batch, another seed another one."""
    expect_from_generator(lambda rng: poisson_batch(200, 0.5, rng), class_seed)


# clip_gradients


@pytest.fixture
def gradients(rng):
    """Give gradients of 12 examples for three arrays of weights, of lengths from 0.05 to 60."""
    lengths = np.geomspace(0.05, 60, 12)
    parts = [rng.normal(size=(12, *shape)) for shape in ((5, 4), (4,), (2, 3, 2))]
    total = lengths_of(parts)
    return [(part * (lengths / total).reshape(-1, *[1] * (part.ndim - 1))).astype(np.float32) for part in parts]


def lengths_of(gradients):
    """Length of each example's gradient over all arrays."""
    rows = [np.asarray(part, np.float64).reshape(len(part), -1) for part in gradients]
    return np.sqrt(sum((row**2).sum(axis=1) for row in rows))


def expect_arrays(arrays, like, what):
    """Expect a list of arrays with the shapes and dtypes of others."""
    expect.that(isinstance(arrays, (list, tuple)), f"came back: {type(arrays).__name__}; expected a list of {what}")
    expect.that(len(arrays) == len(like), f"{len(arrays)} arrays; expected {len(like)}")
    for array, other in zip(arrays, like, strict=True):
        expect.array(array, shape=other.shape, dtype=other.dtype)
    return arrays


@points(1)
def test_clipping_keeps_the_form(clip_gradients, gradients):
    """A list of new arrays with the shapes and dtypes that came in: float32 stays float32."""
    clipped = clip_gradients(gradients, 1.0)
    expect.input_unchanged(clip_gradients)
    expect_arrays(clipped, gradients, "gradients")
    doubles = [part.astype(np.float64) for part in gradients]
    expect_arrays(clip_gradients(doubles, 1.0), doubles, "gradients")


@points(1)
def test_short_gradients_stay(clip_gradients, gradients):
    """A gradient no longer than the bound stays as it was: clipping shortens, it doesn't stretch."""
    clipped = expect_arrays(clip_gradients(gradients, 2.0), gradients, "gradients")
    short = lengths_of(gradients) < 2
    for made, part in zip(clipped, gradients, strict=True):
        expect.close(made[short], part[short], 1e-5, "value of a short gradient")


@points(2)
def test_long_gradients_get_the_bound(clip_gradients, gradients):
    """A longer one gets the length of the bound, over all arrays of the example together, each example by itself. Is
    the length the root of the sum of squares? Over which axes do you add?
    """
    for bound in (0.3, 2.0, 10.0):
        clipped = expect_arrays(clip_gradients(gradients, bound), gradients, "gradients")
        expected = np.minimum(lengths_of(gradients), bound)
        expect.close(lengths_of(clipped) / expected, np.ones(12), 1e-4, "length over the expected length")


@points(1)
def test_clipping_keeps_the_direction(clip_gradients, gradients):
    """All values of an example are multiplied by one number. Cutting each value or each array by itself turns the
    gradient.
    """
    clipped = expect_arrays(clip_gradients(gradients, 1.0), gradients, "gradients")
    factors = np.minimum(1, 1 / lengths_of(gradients))
    for made, part in zip(clipped, gradients, strict=True):
        expected = part * factors.reshape(-1, *[1] * (part.ndim - 1))
        expect.close(made, expected, 1e-4, "value")


@points(1)
def test_clipping_takes_zeros_and_empty_batches(clip_gradients):
    """A gradient of zeros stays zero: what is bound / 0? A batch of no example gives arrays of no rows. Poisson
    sampling makes such batches.
    """
    zeros = [np.zeros((3, 2, 2)), np.zeros((3, 2))]
    for part in expect_arrays(clip_gradients(zeros, 1.0), zeros, "gradients"):
        expect.close(part, np.zeros(part.shape), 0, "value")
    empty = [np.zeros((0, 2, 2)), np.zeros((0, 2))]
    expect_arrays(clip_gradients(empty, 1.0), empty, "gradients")


# dp_sgd_step


@pytest.fixture
def weights(rng):
    """Give weights that fit `gradients`."""
    return [rng.normal(size=shape).astype(np.float32) for shape in ((5, 4), (4,), (2, 3, 2))]


@points(1)
def test_step_keeps_the_form(dp_sgd_step, weights, gradients, rng):
    """A list of new weights with the shapes and dtypes of the old ones; weights and gradients stay as they were."""
    stepped = dp_sgd_step(weights, gradients, 1.0, 1.0, 10.0, 0.1, rng)
    expect.input_unchanged(dp_sgd_step)
    expect_arrays(stepped, weights, "weights")


@points(2)
def test_step_without_noise_is_clipped_descent(dp_sgd_step, weights, gradients, rng):
    """With noise multiplier 0: weights - rate / expected * (sum of the clipped gradients). Clip first, then add up;
    divide by the expected size of a batch, not by the size of this one, which is a secret of the data.
    """
    for bound, expected, rate in ((1.0, 10.0, 0.5), (0.2, 30.0, 0.05), (100.0, 12.0, 2.0)):
        stepped = expect_arrays(dp_sgd_step(weights, gradients, bound, 0.0, expected, rate, rng), weights, "weights")
        factors = np.minimum(1, bound / lengths_of(gradients))
        for new, old, part in zip(stepped, weights, gradients, strict=True):
            total = np.tensordot(factors, part.astype(np.float64), 1)
            expect.close(new, old - rate / expected * total, 1e-3 * max(1, rate), "weight")


@points(2)
def test_step_has_the_noise_asked_for(dp_sgd_step, rng):
    """The noise on the weights has the standard deviation rate * noise multiplier * bound / expected. It is added once
    to the sum: not to every example's gradient, and not divided by the size of the batch at hand.
    """
    old = [np.zeros((40, 50)), np.zeros(2000)]
    for examples, bound, multiplier, expected, rate in ((3, 2.0, 1.5, 20.0, 0.5), (64, 0.1, 4.0, 8.0, 1.0)):
        still = [np.zeros((examples, 40, 50)), np.zeros((examples, 2000))]
        for new in expect_arrays(dp_sgd_step(old, still, bound, multiplier, expected, rate, rng), old, "weights"):
            deviation = rate * multiplier * bound / expected
            expect.close(new.std() / deviation, 1.0, 0.1, "deviation of the noise over the expected one")
            expect.close(new.mean() / deviation, 0.0, 0.14, "mean of the noise over its deviation")


@points(1)
def test_step_noise_is_normal_and_independent(dp_sgd_step, rng):
    """Each coordinate of each array gets its own normal draw: two arrays of one shape don't get the same noise."""
    old = [np.zeros((50, 60)), np.zeros((50, 60))]
    still = [np.zeros((2, 50, 60)), np.zeros((2, 50, 60))]
    one, other = expect_arrays(dp_sgd_step(old, still, 1.0, 1.0, 1.0, 1.0, rng), old, "weights")
    expect.that(one.std() > 0 and other.std() > 0, "an array of weights has no noise")
    expect.close(np.mean(one * other) / (one.std() * other.std()), 0.0, 0.11, "correlation between two arrays' noise")
    expect.close(heaviness(one), math.pi / 2, 0.12, "mean square over the squared mean absolute noise")
    expect.close(likeness_of_neighbours(one), 0.0, 0.12, "correlation of neighbouring draws")


@points(1)
def test_step_takes_an_empty_batch(dp_sgd_step, weights, rng):
    """A batch of no example still gets its noise: whoever sees the weights stand still learns that nobody was drawn."""
    empty = [np.zeros((0, *weight.shape), np.float32) for weight in weights]
    stepped = expect_arrays(dp_sgd_step(weights, empty, 1.0, 1.0, 10.0, 0.1, rng), weights, "weights")
    for new, old in zip(stepped, weights, strict=True):
        expect.that(np.all(new != old), "a weight stayed where it was")


@points(1)
def test_step_comes_from_the_generator(dp_sgd_step, weights, gradients, class_seed):
    """The same generator state gives the same step, another seed another one."""

    def step(rng):
        stepped = dp_sgd_step(weights, gradients, 1.0, 1.0, 10.0, 0.1, rng)
        return np.concatenate([np.ravel(part) for part in expect_arrays(stepped, weights, "weights")])

    expect_from_generator(step, class_seed)


# epsilon_lower_bound


@points(1)
def test_guessing_proves_nothing(epsilon_lower_bound):
    """Whoever guesses, errs in half of the games, and no epsilon is ruled out: the bound is 0, never negative. So it is
    where all games of a kind were lost.
    """
    for counts in ((500, 500, 1000), (5, 6, 10), (100, 900, 1000), (0, 1000, 1000), (1000, 1000, 1000), (0, 0, 1)):
        found = epsilon_lower_bound(*counts, 1e-5)
        expect.number(found, low=0, high=0)


@points(1)
def test_no_error_isn_t_proof_of_infinity(epsilon_lower_bound):
    """Without a single error in 1,000 games of each kind the rates are still up to 0.0037 (with 97.5 % confidence), so
    epsilon is bounded by 5.6. More games, and less confidence, prove more.
    """
    for games, confidence in ((1000, 0.95), (100, 0.95), (20_000, 0.95), (1000, 0.8)):
        rate = 1 - ((1 - confidence) / 2) ** (1 / games)
        found = epsilon_lower_bound(0, 0, games, 0.0, confidence)
        expect.number(found, low=0, high=100)
        expect.close(found, math.log((1 - rate) / rate), 1e-6, f"bound from no error in {games} games")


@points(1)
def test_either_kind_of_error_can_prove_it(epsilon_lower_bound):
    """A distinguisher that never says 'with' wrongly, and misses half, proves as much as one that does the reverse: the
    larger of the two ratios counts.
    """
    for few, many in ((0, 500), (3, 900)):
        one, other = epsilon_lower_bound(few, many, 1000, 1e-5), epsilon_lower_bound(many, few, 1000, 1e-5)
        expect.number(one, low=1.0)
        expect.number(other, low=1.0)
        expect.close(one, other, 1e-9, "the bound with the two kinds of error exchanged")


@points(1)
def test_delta_is_a_part_that_may_leak(epsilon_lower_bound):
    """Delta is taken off: a mechanism that gives everything away with probability delta breaks no promise."""
    free, bought = epsilon_lower_bound(0, 950, 1000, 0.0), epsilon_lower_bound(0, 950, 1000, 0.05)
    expect.number(free, low=1.5)
    expect.number(bought, low=0, high=0)


@hidden
@points(1)
def test_bound_is_the_expected_one(epsilon_lower_bound, reference, rng):
    """The bound for counts of all sizes. One-sided Clopper-Pearson ends, each with error (1 - confidence) / 2, taken
    for *both* rates.
    """
    for games in (50, 5000):
        for _ in range(3):
            errors = [int(n) for n in rng.integers(0, games // 2, 2)]
            confidence = float(rng.uniform(0.5, 0.99))
            arguments = (*errors, games, 1e-3, confidence)
            found = epsilon_lower_bound(*arguments)
            expect.number(found, low=0)
            expect.close(found, reference(*arguments), 1e-6, f"bound for {errors[0]} and {errors[1]} errors")


# private_mean


@pytest.fixture
def pictures(rng):
    """Give 40 pictures of 30 x 24 pixels, from dark to light."""
    return rng.integers(0, 256, (40, 30, 24)).astype(np.uint8)


def noise_for_a_picture(private_mean, pictures, noise_multiplier, rng):
    """Publish a mean and return its noise, which has to be as much as a whole picture asks for."""
    mean = private_mean(pictures, noise_multiplier, rng)
    expect.array(mean, shape=pictures.shape[1:], dtype=np.float64)
    noise = mean - pictures.mean(axis=0)
    expected = noise_multiplier * 255 * math.sqrt(mean.size) / len(pictures)
    deviation = np.sqrt(np.mean(noise**2))
    expect.close(deviation / expected, 1.0, 0.16, f"deviation of the noise over {expected:.3g} levels")
    return noise


def test_mean_without_noise_is_the_mean(private_mean, pictures, rng):
    """A float64 picture, H x W, neither rounded nor clipped; with noise multiplier 0, the mean of the pictures. The
    pictures stay as they were.
    """
    mean = private_mean(pictures, 0.0, rng)
    expect.input_unchanged(private_mean)
    expect.array(mean, shape=(30, 24), dtype=np.float64)
    expect.close(mean, pictures.mean(axis=0), 1e-9, "pixel")


@points(3)
def test_mean_has_noise_for_a_whole_picture(private_mean, rng):
    """A neighbour has another picture in place of one, and *all* its pixels may differ: by how much does the mean move
    then, as a length (L2) over all pixels together? The noise's deviation is the noise multiplier times that.
    """
    for shape in ((40, 60, 50), (500, 28, 28), (7, 40, 40)):
        noise_for_a_picture(private_mean, np.full(shape, 128, np.uint8), 0.5, rng)


@points(1)
def test_mean_noise_doesnt_depend_on_the_pictures(private_mean, pictures, rng):
    """The sensitivity is about all pictures that could be, not about those that are there: a range or a deviation that
    is measured on the pictures is a secret itself.
    """
    noise_for_a_picture(private_mean, pictures, 0.5, rng)
    dark = noise_for_a_picture(private_mean, np.zeros_like(pictures), 0.5, rng)
    expect.that(dark.min() < 0, f"the lowest value on black pictures is {dark.min():.3g}: the noise was clipped")


@points(1)
def test_mean_noise_is_normal_and_independent(private_mean, rng):
    """Each pixel of the mean gets its own normal draw, of the deviation that a whole picture asks for. Noise on every
    picture, or one draw for all, isn't the same.
    """
    noise = noise_for_a_picture(private_mean, np.full((20, 60, 60), 128, np.uint8), 1.0, rng)
    expect.close(heaviness(noise), math.pi / 2, 0.11, "mean square over the squared mean absolute noise")
    expect.close(likeness_of_neighbours(noise), 0.0, 0.11, "correlation of neighbouring draws")


@points(1)
def test_mean_comes_from_the_generator(private_mean, pictures, class_seed):
    """The same generator state gives the same noise, another seed another one, always as much as a whole picture asks
    for.
    """
    expect_from_generator(lambda rng: noise_for_a_picture(private_mean, pictures, 1.0, rng), class_seed)


# dp_recap


def test_four_letters_came_back(dp_recap):
    """Return four letters, one for each question, such as ("a", "a", "a", "a"). This check only looks at the form."""
    expect.letters(dp_recap(), 4)


@hidden
@points(1)
def test_question_1_what_epsilon_bounds(dp_recap, reference):
    """Question 1: the definition compares two sets of data that differ in one record. What it says, it says of what can
    be learned *from that record being there*, not of everything that can be learned.
    """
    expect.same_letter(dp_recap(), reference(), 0)


@hidden
@points(1)
def test_question_2_sensitivity_of_cells(dp_recap, reference):
    """Question 2: put the two blocks into 255 m / (block^2 epsilon), and divide one by the other."""
    expect.same_letter(dp_recap(), reference(), 1)


@hidden
@points(1)
def test_question_3_why_clip(dp_recap, reference):
    """Question 3: what is the most that one example can change the sum of the gradients, without clipping and with?"""
    expect.same_letter(dp_recap(), reference(), 2)


@hidden
@points(1)
def test_question_4_what_a_lower_bound_says(dp_recap, reference):
    """Question 4: an attack shows what *can* be told apart; a better one may tell more. An accountant says what can't.
    Which of the two numbers has to be the larger, if both are right?
    """
    expect.same_letter(dp_recap(), reference(), 3)
