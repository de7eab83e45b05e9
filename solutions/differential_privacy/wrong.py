"""Plausible wrong answers of lesson 5: one misconception each, and the check that must catch it."""

import math

import numpy as np
from scipy import optimize, special, stats

# laplace_mechanism


def laplace_mechanism__upside_down(values, sensitivity, epsilon, rng):
    """Takes epsilon / sensitivity for the scale: more privacy, less noise.
    Fails: test_laplace_has_the_scale_asked_for
    """
    return values + rng.laplace(0, epsilon / sensitivity, values.shape)


def laplace_mechanism__forgets_the_sensitivity(values, sensitivity, epsilon, rng):
    """Draws noise of scale 1 / epsilon, whatever the values' unit is.
    Fails: test_laplace_has_the_scale_asked_for
    """
    return values + rng.laplace(0, 1 / epsilon, values.shape)


def laplace_mechanism__scale_as_deviation(values, sensitivity, epsilon, rng):
    """Takes the scale for the standard deviation, which is sqrt(2) times as large.
    Fails: test_laplace_has_the_scale_asked_for
    """
    return values + rng.laplace(0, sensitivity / epsilon / math.sqrt(2), values.shape)


def laplace_mechanism__normal_draws(values, sensitivity, epsilon, rng):
    """Draws normal noise: its tails are too light for any epsilon without a delta.
    Fails: test_laplace_noise_is_laplacian
    """
    return values + rng.normal(0, sensitivity / epsilon, values.shape)


def laplace_mechanism__one_draw(values, sensitivity, epsilon, rng):
    """Adds one draw to all values: their differences are published as they are.
    Fails: test_laplace_noise_is_laplacian
    """
    return values + rng.laplace(0, sensitivity / epsilon)


def laplace_mechanism__only_upwards(values, sensitivity, epsilon, rng):
    """Draws exponential noise, which only adds.
    Fails: test_laplace_has_the_scale_asked_for
    """
    return values + rng.exponential(sensitivity / epsilon, values.shape)


def laplace_mechanism__multiplies(values, sensitivity, epsilon, rng):
    """Makes the noise proportional to the values: small ones stay in clear.
    Fails: test_laplace_has_the_scale_asked_for
    """
    return values * (1 + rng.laplace(0, sensitivity / epsilon, values.shape))


def laplace_mechanism__clips_the_noise(values, sensitivity, epsilon, rng):
    """Cuts rare large draws off: whoever sees a value beyond the cut knows all.
    Fails: test_laplace_noise_is_laplacian
    """
    scale = sensitivity / epsilon
    return values + np.clip(rng.laplace(0, scale, values.shape), -2 * scale, 2 * scale)


def laplace_mechanism__clips_far_out(values, sensitivity, epsilon, rng):
    """Cuts off what is as rare as one in a thousand, as an outlier: still, it happens with one neighbour only.
    Fails: test_laplace_noise_is_laplacian
    """
    scale = sensitivity / epsilon
    return values + np.clip(rng.laplace(0, scale, values.shape), -7 * scale, 7 * scale)


def laplace_mechanism__global_generator(values, sensitivity, epsilon, rng):
    """Draws from NumPy's global generator.
    Fails: test_laplace_comes_from_the_generator
    """
    return values + np.random.laplace(0, sensitivity / epsilon, values.shape)  # noqa: NPY002


def laplace_mechanism__in_place(values, sensitivity, epsilon, rng):
    """Writes the noise into the values that came in.
    Fails: test_laplace_gives_as_many_numbers
    """
    values += rng.laplace(0, sensitivity / epsilon, values.shape)
    return values


def laplace_mechanism__flat(values, sensitivity, epsilon, rng):
    """Gives a flat array, whatever the shape was.
    Fails: test_laplace_gives_as_many_numbers
    """
    return values.ravel() + rng.laplace(0, sensitivity / epsilon, values.size)


# private_pixelation


def _means(image, block):
    height, width = image.shape
    return image.reshape(height // block, block, width // block, block).mean(axis=(1, 3))


def _picture(cells, block):
    return np.clip(np.rint(cells), 0, 255).astype(np.uint8).repeat(block, axis=0).repeat(block, axis=1)


def private_pixelation__one_pixel(image, block, differing, epsilon, rng):
    """Forgets how many pixels may differ.
    Fails: test_pixelation_has_the_noise_asked_for
    """
    means = _means(image, block)
    return _picture(means + rng.laplace(0, 255 / (block**2 * epsilon), means.shape), block)


def private_pixelation__sensitivity_of_a_pixel(image, block, differing, epsilon, rng):
    """Takes 255 per pixel, as if nothing were averaged: far more noise than needed.
    Fails: test_pixelation_has_the_noise_asked_for
    """
    means = _means(image, block)
    return _picture(means + rng.laplace(0, 255 * differing / epsilon, means.shape), block)


def private_pixelation__divides_by_the_side(image, block, differing, epsilon, rng):
    """Divides by the side of a cell, not by the number of its pixels.
    Fails: test_pixelation_has_the_noise_asked_for
    """
    means = _means(image, block)
    return _picture(means + rng.laplace(0, 255 * differing / (block * epsilon), means.shape), block)


def private_pixelation__at_most_one_cell(image, block, differing, epsilon, rng):
    """Believes that all differing pixels lie in one cell, whose mean can't change by more than 255.
    Fails: test_pixelation_has_the_noise_asked_for
    """
    means = _means(image, block)
    return _picture(means + rng.laplace(0, min(255, 255 * differing / block**2) / epsilon, means.shape), block)


def private_pixelation__measured_range(image, block, differing, epsilon, rng):
    """Measures the picture's own range: the amount of noise gives the picture away.
    Fails: test_pixelation_has_the_noise_asked_for, test_pixelation_noise_is_laplacian
    """
    means = _means(image, block)
    scale = float(np.ptp(image)) * differing / (block**2 * epsilon)
    return _picture(means + rng.laplace(0, scale, means.shape), block)


def private_pixelation__noise_on_pixels(image, block, differing, epsilon, rng):
    """Adds noise to each pixel after pixelation: within a cell it averages away.
    Fails: test_pixelation_gives_a_picture_of_cells
    """
    scale = 255 * differing / (block**2 * epsilon)
    blown_up = _means(image, block).repeat(block, axis=0).repeat(block, axis=1)
    return _picture(blown_up + rng.laplace(0, scale, image.shape), 1)


def private_pixelation__noise_before_the_means(image, block, differing, epsilon, rng):
    """Adds the noise to the pixels and averages it away.
    Fails: test_pixelation_has_the_noise_asked_for
    """
    scale = 255 * differing / (block**2 * epsilon)
    return _picture(_means(image + rng.laplace(0, scale, image.shape), block), block)


def private_pixelation__normal_draws(image, block, differing, epsilon, rng):
    """Draws normal noise with the Laplace scale.
    Fails: test_pixelation_noise_is_laplacian
    """
    means = _means(image, block)
    return _picture(means + rng.normal(0, 255 * differing / (block**2 * epsilon), means.shape), block)


def private_pixelation__wraps_around(image, block, differing, epsilon, rng):
    """Casts without clipping: what is below black comes out white.
    Fails: test_pixelation_stops_at_black_and_white
    """
    means = _means(image, block)
    noisy = np.rint(means + rng.laplace(0, 255 * differing / (block**2 * epsilon), means.shape))
    return noisy.astype(np.int64).astype(np.uint8).repeat(block, axis=0).repeat(block, axis=1)


def private_pixelation__truncates(image, block, differing, epsilon, rng):
    """Cuts the fraction off instead of rounding.
    Fails: test_pixelation_shows_the_means
    """
    means = _means(image, block)
    noisy = means + rng.laplace(0, 255 * differing / (block**2 * epsilon), means.shape)
    return np.clip(noisy, 0, 255).astype(np.uint8).repeat(block, axis=0).repeat(block, axis=1)


def private_pixelation__one_pixel_a_cell(image, block, differing, epsilon, rng):
    """Takes one pixel of each cell for its mean.
    Fails: test_pixelation_shows_the_means
    """
    picked = image[::block, ::block].astype(np.float64)
    return _picture(picked + rng.laplace(0, 255 * differing / (block**2 * epsilon), picked.shape), block)


def private_pixelation__small(image, block, differing, epsilon, rng):
    """Gives one pixel for each cell, and not a picture of the old size.
    Fails: test_pixelation_gives_a_picture_of_cells
    """
    means = _means(image, block)
    return _picture(means + rng.laplace(0, 255 * differing / (block**2 * epsilon), means.shape), 1)


def private_pixelation__fixed_seed(image, block, differing, epsilon, rng):
    """Makes a generator of its own: two pictures of a scene have the same noise, and their difference has none.
    Fails: test_pixelation_comes_from_the_generator
    """
    means = _means(image, block)
    noise = np.random.default_rng(0).laplace(0, 255 * differing / (block**2 * epsilon), means.shape)
    return _picture(means + noise, block)


# gaussian_sigma


def _solve(delta_at, delta):
    return float(np.exp(optimize.brentq(lambda t: delta_at(np.exp(t)) - delta, np.log(1e-4), np.log(1e8), xtol=1e-10)))


def gaussian_sigma__classical(sensitivity, epsilon, delta):
    """Uses the classical formula: loose below epsilon = 1, and not proved above.
    Fails: test_sigma_is_the_least_that_is_enough, test_sigma_holds_for_large_epsilon
    """
    return sensitivity * math.sqrt(2 * math.log(1.25 / delta)) / epsilon


def gaussian_sigma__laplace_scale(sensitivity, epsilon, delta):
    """Takes the Laplace mechanism's scale, and forgets delta.
    Fails: test_sigma_is_the_least_that_is_enough
    """
    return sensitivity / epsilon


def gaussian_sigma__without_the_second_term(sensitivity, epsilon, delta):
    """Leaves out the second term: more noise than needed.
    Fails: test_sigma_is_the_least_that_is_enough
    """
    return sensitivity * _solve(lambda s: np.exp(special.log_ndtr(0.5 / s - epsilon * s)), delta)


def gaussian_sigma__without_e_to_the_epsilon(sensitivity, epsilon, delta):
    """Forgets the factor e^epsilon.
    Fails: test_sigma_holds_for_large_epsilon
    """
    return sensitivity * _solve(
        lambda s: special.ndtr(0.5 / s - epsilon * s) - special.ndtr(-0.5 / s - epsilon * s), delta
    )


def gaussian_sigma__variance(sensitivity, epsilon, delta):
    """Gives the variance.
    Fails: test_sigma_is_the_least_that_is_enough, test_sigma_grows_with_the_sensitivity
    """
    return (sensitivity * gaussian_sigma__classical(1.0, epsilon, delta)) ** 2


def gaussian_sigma__wrong_for_other_units(sensitivity, epsilon, delta):
    """Puts the sensitivity into the first fraction alone.
    Fails: test_sigma_grows_with_the_sensitivity
    """

    def at(s):
        return special.ndtr(sensitivity / (2 * s) - epsilon * s) - np.exp(
            epsilon + special.log_ndtr(-sensitivity / (2 * s) - epsilon * s)
        )

    return _solve(at, delta)


def gaussian_sigma__ignores_the_sensitivity(sensitivity, epsilon, delta):
    """Solves for sensitivity 1, whatever it is.
    Fails: test_sigma_grows_with_the_sensitivity
    """

    def at(s):
        return np.exp(special.log_ndtr(0.5 / s - epsilon * s)) - np.exp(
            epsilon + special.log_ndtr(-0.5 / s - epsilon * s)
        )

    return _solve(at, delta)


def gaussian_sigma__coarse_search(sensitivity, epsilon, delta):
    """Looks at multiples of 0.01 only, from 0.01 to 50.
    Fails: test_sigma_is_the_least_that_is_enough, test_sigma_holds_at_the_ends
    """
    s = np.arange(0.01, 50, 0.01)
    at = np.exp(special.log_ndtr(0.5 / s - epsilon * s)) - np.exp(epsilon + special.log_ndtr(-0.5 / s - epsilon * s))
    return float(sensitivity * s[np.argmax(at <= delta)])


def gaussian_sigma__narrow_search(sensitivity, epsilon, delta):
    """Searches between 0.5 and 20 only.
    Fails: test_sigma_holds_at_the_ends
    """

    def at(s):
        return np.exp(special.log_ndtr(0.5 / s - epsilon * s)) - np.exp(
            epsilon + special.log_ndtr(-0.5 / s - epsilon * s)
        )

    return float(sensitivity * optimize.brentq(lambda s: at(s) - delta, 0.5, 20))


# composed_budget


def _advanced(epsilon, times, slack):
    return epsilon * math.sqrt(2 * times * math.log(1 / slack)) + times * epsilon * math.expm1(epsilon)


def composed_budget__always_the_sum(epsilon, delta, times, slack):
    """Knows basic composition only.
    Fails: test_many_small_uses_cost_less_than_their_sum
    """
    return times * epsilon, min(1.0, times * delta + slack)


def composed_budget__always_advanced(epsilon, delta, times, slack):
    """Takes advanced composition where the plain sum is smaller.
    Fails: test_a_few_uses_add_up
    """
    return _advanced(epsilon, times, slack), min(1.0, times * delta + slack)


def composed_budget__the_larger(epsilon, delta, times, slack):
    """Takes the larger of two bounds that both hold.
    Fails: test_a_few_uses_add_up, test_many_small_uses_cost_less_than_their_sum
    """
    return max(times * epsilon, _advanced(epsilon, times, slack)), min(1.0, times * delta + slack)


def composed_budget__logarithm_of_ten(epsilon, delta, times, slack):
    """Takes the logarithm to base 10.
    Fails: test_many_small_uses_cost_less_than_their_sum
    """
    advanced = epsilon * math.sqrt(2 * times * math.log10(1 / slack)) + times * epsilon * math.expm1(epsilon)
    return min(times * epsilon, advanced), min(1.0, times * delta + slack)


def composed_budget__without_the_drift(epsilon, delta, times, slack):
    """Leaves the second term of advanced composition out.
    Fails: test_many_small_uses_cost_less_than_their_sum
    """
    return min(times * epsilon, epsilon * math.sqrt(2 * times * math.log(1 / slack))), min(1.0, times * delta + slack)


def composed_budget__slack_each_time(epsilon, delta, times, slack):
    """Pays the slack with every use.
    Fails: test_deltas_add_up
    """
    return min(times * epsilon, _advanced(epsilon, times, slack)), min(1.0, times * (delta + slack))


def composed_budget__slack_only(epsilon, delta, times, slack):
    """Forgets that deltas add up.
    Fails: test_deltas_add_up
    """
    return min(times * epsilon, _advanced(epsilon, times, slack)), delta + slack


def composed_budget__delta_above_one(epsilon, delta, times, slack):
    """Lets a probability grow above 1.
    Fails: test_deltas_add_up
    """
    return min(times * epsilon, _advanced(epsilon, times, slack)), times * delta + slack


def composed_budget__epsilon_only(epsilon, delta, times, slack):
    """Gives epsilon alone.
    Fails: test_a_few_uses_add_up, test_deltas_add_up
    """
    return min(times * epsilon, _advanced(epsilon, times, slack))


def composed_budget__mean_over_uses(epsilon, delta, times, slack):
    """Believes that the loss of each use counts alone, and the most is what one costs.
    Fails: test_a_few_uses_add_up, test_many_small_uses_cost_less_than_their_sum
    """
    return epsilon, min(1.0, times * delta + slack)


# poisson_batch


def poisson_batch__fixed_size(count, share, rng):
    """Draws a batch of fixed size without replacement: not what the accountant assumes.
    Fails: test_batch_size_is_random
    """
    return np.sort(rng.choice(count, max(1, round(count * share)), replace=False)).astype(np.int64)


def poisson_batch__with_replacement(count, share, rng):
    """Draws with replacement: a record may count twice.
    Fails: test_batch_holds_numbers_of_records
    """
    return np.sort(rng.integers(0, count, round(count * share))).astype(np.int64)


def poisson_batch__poisson_size(count, share, rng):
    """Takes 'Poisson' by its word, and draws the size from the Poisson distribution.
    Fails: test_batch_size_is_random
    """
    size = min(count, int(rng.poisson(count * share))) if share < 1 else count
    return np.sort(rng.choice(count, size, replace=False)).astype(np.int64)


def poisson_batch__a_block(count, share, rng):
    """Takes neighbours: where one comes, the next comes too.
    Fails: test_records_come_independently
    """
    size = rng.binomial(count, share)
    return np.sort((rng.integers(count) + np.arange(size)) % count).astype(np.int64)


def poisson_batch__the_first_ones(count, share, rng):
    """Draws the size, and always takes the first records.
    Fails: test_records_come_independently
    """
    return np.arange(rng.binomial(count, share), dtype=np.int64)


def poisson_batch__mask(count, share, rng):
    """Gives the mask, not the numbers.
    Fails: test_batch_holds_numbers_of_records
    """
    return rng.random(count) < share


def poisson_batch__the_others(count, share, rng):
    """Takes those whose draw lies above the share.
    Fails: test_batch_size_is_random, test_records_come_independently
    """
    return np.flatnonzero(rng.random(count) > share).astype(np.int64)


def poisson_batch__never_empty(count, share, rng):
    """Draws again until somebody is in: a batch is never empty.
    Fails: test_batch_holds_numbers_of_records
    """
    for _ in range(100):
        batch = np.flatnonzero(rng.random(count) < share)
        if len(batch):
            return batch.astype(np.int64)
    return np.array([0])


def poisson_batch__whole_percents(count, share, rng):
    """Draws whole percents: a share of 0.42 % becomes 1 %.
    Fails: test_batch_size_is_random
    """
    return np.flatnonzero(rng.integers(0, 100, count) < 100 * share).astype(np.int64)


def poisson_batch__from_one(count, share, rng):
    """Counts the records from 1.
    Fails: test_batch_holds_numbers_of_records
    """
    return np.flatnonzero(rng.random(count) < share).astype(np.int64) + 1


def poisson_batch__fixed_seed(count, share, rng):
    """Makes a generator of its own: every batch is the same.
    Fails: test_batch_comes_from_the_generator
    """
    return np.flatnonzero(np.random.default_rng(1).random(count) < share).astype(np.int64)


# clip_gradients


def _spread(factors, gradient):
    return factors.reshape(-1, *[1] * (gradient.ndim - 1)).astype(gradient.dtype)


def _lengths(gradients):
    return np.sqrt(sum((np.asarray(g, np.float64) ** 2).sum(axis=tuple(range(1, g.ndim))) for g in gradients))


def clip_gradients__array_by_array(gradients, bound):
    """Clips each array by itself: an example can be as long as the bound in each of them.
    Fails: test_long_gradients_get_the_bound, test_clipping_keeps_the_direction
    """
    return [g * _spread(bound / np.maximum(_lengths([g]), bound), g) for g in gradients]


def clip_gradients__value_by_value(gradients, bound):
    """Cuts each value at the bound.
    Fails: test_long_gradients_get_the_bound, test_clipping_keeps_the_direction
    """
    return [np.clip(g, -bound, bound) for g in gradients]


def clip_gradients__all_at_once(gradients, bound):
    """Clips the whole batch by its common length.
    Fails: test_short_gradients_stay
    """
    length = math.sqrt(sum(float((g**2).sum()) for g in gradients))
    return [(g * (bound / max(length, bound))).astype(g.dtype) for g in gradients]


def clip_gradients__normalises(gradients, bound):
    """Gives every gradient the length of the bound, the short ones too.
    Fails: test_short_gradients_stay
    """
    factors = bound / np.maximum(_lengths(gradients), 1e-12)
    return [g * _spread(factors, g) for g in gradients]


def clip_gradients__divides_by_zero(gradients, bound):
    """Divides by the length before it compares: zeros become NaN.
    Fails: test_clipping_takes_zeros_and_empty_batches
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        unit = [g / _spread(_lengths(gradients), g) for g in gradients]
    return [(u * _spread(np.minimum(_lengths(gradients), bound), u)).astype(u.dtype) for u in unit]


def clip_gradients__sum_of_absolutes(gradients, bound):
    """Measures by the sum of absolute values (L1).
    Fails: test_long_gradients_get_the_bound
    """
    lengths = sum(np.abs(g).sum(axis=tuple(range(1, g.ndim))) for g in gradients)
    return [g * _spread(bound / np.maximum(lengths, bound), g) for g in gradients]


def clip_gradients__adds_the_lengths(gradients, bound):
    """Adds up the lengths of the arrays, and not their squares.
    Fails: test_long_gradients_get_the_bound
    """
    lengths = sum(_lengths([g]) for g in gradients)
    return [g * _spread(bound / np.maximum(lengths, bound), g) for g in gradients]


def clip_gradients__squared_length(gradients, bound):
    """Forgets the root.
    Fails: test_long_gradients_get_the_bound
    """
    squared = _lengths(gradients) ** 2
    return [g * _spread(bound / np.maximum(squared, bound), g) for g in gradients]


def clip_gradients__drops_long_ones(gradients, bound):
    """Throws long gradients away.
    Fails: test_long_gradients_get_the_bound
    """
    return [g * _spread(_lengths(gradients) <= bound, g) for g in gradients]


def clip_gradients__inverse_factor(gradients, bound):
    """Multiplies by length / bound: long gradients grow.
    Fails: test_long_gradients_get_the_bound
    """
    factors = np.maximum(_lengths(gradients) / bound, 1)
    return [g * _spread(factors, g) for g in gradients]


def clip_gradients__doubles(gradients, bound):
    """Gives float64, whatever came in.
    Fails: test_clipping_keeps_the_form
    """
    factors = bound / np.maximum(_lengths(gradients), bound)
    return [g.astype(np.float64) * factors.reshape(-1, *[1] * (g.ndim - 1)) for g in gradients]


def clip_gradients__in_place(gradients, bound):
    """Changes the arrays that came in.
    Fails: test_clipping_keeps_the_form
    """
    factors = bound / np.maximum(_lengths(gradients), bound)
    for g in gradients:
        g *= _spread(factors, g)
    return gradients


def clip_gradients__summed(gradients, bound):
    """Adds the clipped gradients up already.
    Fails: test_clipping_keeps_the_form
    """
    factors = bound / np.maximum(_lengths(gradients), bound)
    return [(g * _spread(factors, g)).sum(axis=0) for g in gradients]


# dp_sgd_step


def _totals(gradients, bound):
    factors = bound / np.maximum(_lengths(gradients), bound)
    return [np.tensordot(factors, g.astype(np.float64), 1) for g in gradients]


def _moved(weights, totals, rate, expected):
    return [(w - rate / expected * t).astype(w.dtype) for w, t in zip(weights, totals, strict=True)]


def dp_sgd_step__clips_the_mean(weights, gradients, bound, noise_multiplier, expected, rate, rng):
    """Adds up first and clips the sum: one example can turn it round.
    Fails: test_step_without_noise_is_clipped_descent
    """
    sums = [g.sum(axis=0, dtype=np.float64) for g in gradients]
    length = math.sqrt(sum(float((s**2).sum()) for s in sums))
    totals = [s * bound / max(length, bound) + rng.normal(0, noise_multiplier * bound, s.shape) for s in sums]
    return _moved(weights, totals, rate, expected)


def dp_sgd_step__does_not_clip(weights, gradients, bound, noise_multiplier, expected, rate, rng):
    """Leaves the clipping out: the sensitivity has no bound, and the noise no meaning.
    Fails: test_step_without_noise_is_clipped_descent
    """
    totals = [g.sum(axis=0) + rng.normal(0, noise_multiplier * bound, g.shape[1:]) for g in gradients]
    return _moved(weights, totals, rate, expected)


def dp_sgd_step__size_at_hand(weights, gradients, bound, noise_multiplier, expected, rate, rng):
    """Divides by the size of the batch at hand, which is a secret, and may be 0.
    Fails: test_step_without_noise_is_clipped_descent, test_step_has_the_noise_asked_for
    """
    totals = [t + rng.normal(0, noise_multiplier * bound, t.shape) for t in _totals(gradients, bound)]
    return _moved(weights, totals, rate, max(1, len(gradients[0])))


def dp_sgd_step__noise_on_each_example(weights, gradients, bound, noise_multiplier, expected, rate, rng):
    """Adds noise to each example's gradient: too much with many, none with none.
    Fails: test_step_has_the_noise_asked_for, test_step_takes_an_empty_batch
    """
    totals = [
        t + rng.normal(0, noise_multiplier * bound, g.shape).sum(axis=0)
        for t, g in zip(_totals(gradients, bound), gradients, strict=True)
    ]
    return _moved(weights, totals, rate, expected)


def dp_sgd_step__noise_after_the_mean(weights, gradients, bound, noise_multiplier, expected, rate, rng):
    """Adds the sum's noise to the mean: far too much.
    Fails: test_step_has_the_noise_asked_for
    """
    means = [t / expected + rng.normal(0, noise_multiplier * bound, t.shape) for t in _totals(gradients, bound)]
    return _moved(weights, means, rate, 1)


def dp_sgd_step__noise_without_the_bound(weights, gradients, bound, noise_multiplier, expected, rate, rng):
    """Takes the multiplier for the deviation itself.
    Fails: test_step_has_the_noise_asked_for
    """
    totals = [t + rng.normal(0, noise_multiplier, t.shape) for t in _totals(gradients, bound)]
    return _moved(weights, totals, rate, expected)


def dp_sgd_step__multiplier_as_variance(weights, gradients, bound, noise_multiplier, expected, rate, rng):
    """Takes the product for the variance.
    Fails: test_step_has_the_noise_asked_for
    """
    totals = [t + rng.normal(0, math.sqrt(noise_multiplier * bound), t.shape) for t in _totals(gradients, bound)]
    return _moved(weights, totals, rate, expected)


def dp_sgd_step__noise_on_the_weights(weights, gradients, bound, noise_multiplier, expected, rate, rng):
    """Adds the noise to the new weights, where neither the rate nor the batch makes it smaller.
    Fails: test_step_has_the_noise_asked_for
    """
    new = _moved(weights, _totals(gradients, bound), rate, expected)
    return [(w + rng.normal(0, noise_multiplier * bound, w.shape)).astype(w.dtype) for w in new]


def dp_sgd_step__laplace(weights, gradients, bound, noise_multiplier, expected, rate, rng):
    """Draws Laplace noise of the right deviation: the accountant assumes normal noise.
    Fails: test_step_noise_is_normal_and_independent
    """
    scale = noise_multiplier * bound / math.sqrt(2)
    totals = [t + rng.laplace(0, scale, t.shape) for t in _totals(gradients, bound)]
    return _moved(weights, totals, rate, expected)


def dp_sgd_step__one_draw_an_array(weights, gradients, bound, noise_multiplier, expected, rate, rng):
    """Adds one number to all coordinates of an array.
    Fails: test_step_has_the_noise_asked_for
    """
    totals = [t + rng.normal(0, noise_multiplier * bound) for t in _totals(gradients, bound)]
    return _moved(weights, totals, rate, expected)


def dp_sgd_step__same_noise_for_all_arrays(weights, gradients, bound, noise_multiplier, expected, rate, rng):
    """Seeds each array's noise alike: a difference of two arrays has none.
    Fails: test_step_noise_is_normal_and_independent
    """
    seed = int(rng.integers(2**32))
    totals = [
        t + np.random.default_rng(seed).normal(0, noise_multiplier * bound, t.shape) for t in _totals(gradients, bound)
    ]
    return _moved(weights, totals, rate, expected)


def dp_sgd_step__uphill(weights, gradients, bound, noise_multiplier, expected, rate, rng):
    """Steps along the gradient, not against it.
    Fails: test_step_without_noise_is_clipped_descent
    """
    totals = [t + rng.normal(0, noise_multiplier * bound, t.shape) for t in _totals(gradients, bound)]
    return _moved(weights, totals, -rate, expected)


def dp_sgd_step__returns_when_empty(weights, gradients, bound, noise_multiplier, expected, rate, rng):
    """Leaves the weights alone where nobody was drawn: standing still says so.
    Fails: test_step_takes_an_empty_batch
    """
    if len(gradients[0]) == 0:
        return [w.copy() for w in weights]
    totals = [t + rng.normal(0, noise_multiplier * bound, t.shape) for t in _totals(gradients, bound)]
    return _moved(weights, totals, rate, expected)


def dp_sgd_step__clips_array_by_array(weights, gradients, bound, noise_multiplier, expected, rate, rng):
    """Clips each array by itself: with three arrays, an example counts up to sqrt(3) times the bound.
    Fails: test_step_without_noise_is_clipped_descent
    """
    totals = [_totals([g], bound)[0] + rng.normal(0, noise_multiplier * bound, g.shape[1:]) for g in gradients]
    return _moved(weights, totals, rate, expected)


def dp_sgd_step__in_place(weights, gradients, bound, noise_multiplier, expected, rate, rng):
    """Changes the weights that came in.
    Fails: test_step_keeps_the_form
    """
    for w, t in zip(weights, _totals(gradients, bound), strict=True):
        w -= (rate / expected * (t + rng.normal(0, noise_multiplier * bound, t.shape))).astype(w.dtype)
    return weights


def dp_sgd_step__global_generator(weights, gradients, bound, noise_multiplier, expected, rate, rng):
    """Draws from NumPy's global generator.
    Fails: test_step_comes_from_the_generator
    """
    noise = np.random.normal
    totals = [t + noise(0, noise_multiplier * bound, t.shape) for t in _totals(gradients, bound)]
    return _moved(weights, totals, rate, expected)


# epsilon_lower_bound


def _ends(errors, games, tail):
    return [1.0 if e == games else stats.beta.ppf(1 - tail, e + 1, games - e) for e in errors]


def _bound(p, q, delta):
    return float(np.log(max((1 - delta - p) / max(q, 1e-300), (1 - delta - q) / max(p, 1e-300), 1.0)))


def epsilon_lower_bound__point_estimates(false_positives, false_negatives, games, delta, confidence=0.95):
    """Takes the shares for the rates: a little luck proves anything.
    Fails: test_no_error_isn_t_proof_of_infinity
    """
    return _bound(false_positives / games, false_negatives / games, delta)


def epsilon_lower_bound__lower_ends(false_positives, false_negatives, games, delta, confidence=0.95):
    """Takes the lower ends, which make the attack look better than it was.
    Fails: test_no_error_isn_t_proof_of_infinity
    """
    tail = (1 - confidence) / 2
    ends = [0.0 if e == 0 else stats.beta.ppf(tail, e, games - e + 1) for e in (false_positives, false_negatives)]
    return _bound(*ends, delta)


def epsilon_lower_bound__one_ratio(false_positives, false_negatives, games, delta, confidence=0.95):
    """Looks at one of the two ratios.
    Fails: test_either_kind_of_error_can_prove_it
    """
    p, q = _ends((false_positives, false_negatives), games, (1 - confidence) / 2)
    return float(np.log(max((1 - delta - q) / p, 1.0)))


def epsilon_lower_bound__negative(false_positives, false_negatives, games, delta, confidence=0.95):
    """Lets the bound fall below 0.
    Fails: test_guessing_proves_nothing
    """
    p, q = _ends((false_positives, false_negatives), games, (1 - confidence) / 2)
    return float(np.log(max((1 - delta - p) / q, (1 - delta - q) / p, 1e-9)))


def epsilon_lower_bound__forgets_delta(false_positives, false_negatives, games, delta, confidence=0.95):
    """Leaves delta out.
    Fails: test_delta_is_a_part_that_may_leak
    """
    p, q = _ends((false_positives, false_negatives), games, (1 - confidence) / 2)
    return _bound(p, q, 0.0)


def epsilon_lower_bound__adds_delta(false_positives, false_negatives, games, delta, confidence=0.95):
    """Gives the attacker delta on top, where it belongs to the mechanism.
    Fails: test_delta_is_a_part_that_may_leak
    """
    p, q = _ends((false_positives, false_negatives), games, (1 - confidence) / 2)
    return _bound(p, q, -delta)


def epsilon_lower_bound__whole_tail_twice(false_positives, false_negatives, games, delta, confidence=0.95):
    """Lets each of the two ends err with the whole error probability.
    Fails: test_no_error_isn_t_proof_of_infinity
    """
    p, q = _ends((false_positives, false_negatives), games, 1 - confidence)
    return _bound(p, q, delta)


def epsilon_lower_bound__smaller_ratio(false_positives, false_negatives, games, delta, confidence=0.95):
    """Takes the smaller of the two ratios.
    Fails: test_either_kind_of_error_can_prove_it
    """
    p, q = _ends((false_positives, false_negatives), games, (1 - confidence) / 2)
    return float(np.log(max(min((1 - delta - p) / q, (1 - delta - q) / p), 1.0)))


def epsilon_lower_bound__sum_of_errors(false_positives, false_negatives, games, delta, confidence=0.95):
    """Adds the two kinds of error up, and looks at the accuracy alone.
    Fails: test_either_kind_of_error_can_prove_it
    """
    (rate,) = _ends((false_positives + false_negatives,), 2 * games, (1 - confidence) / 2)
    return float(np.log(max((1 - delta - rate) / rate, 1.0)))


def epsilon_lower_bound__odds(false_positives, false_negatives, games, delta, confidence=0.95):
    """Forgets the logarithm.
    Fails: test_no_error_isn_t_proof_of_infinity
    """
    p, q = _ends((false_positives, false_negatives), games, (1 - confidence) / 2)
    odds = max((1 - delta - p) / q, (1 - delta - q) / p)
    return float(odds) if odds > 1 else 0.0


def epsilon_lower_bound__normal_interval(false_positives, false_negatives, games, delta, confidence=0.95):
    """Takes the normal interval, which has no width where there was no error.
    Fails: test_no_error_isn_t_proof_of_infinity
    """
    z = stats.norm.ppf(1 - (1 - confidence) / 2)
    shares = [errors / games for errors in (false_positives, false_negatives)]
    return _bound(*(s + z * math.sqrt(s * (1 - s) / games) for s in shares), delta)


def epsilon_lower_bound__fixed_confidence(false_positives, false_negatives, games, delta, confidence=0.95):
    """Ignores the confidence asked for.
    Fails: test_no_error_isn_t_proof_of_infinity
    """
    p, q = _ends((false_positives, false_negatives), games, 0.025)
    return _bound(p, q, delta)


# private_mean


def private_mean__one_pixel(pictures, noise_multiplier, rng):
    """Asks by how much one pixel of the mean can change; but all of them change with one picture.
    Fails: test_mean_has_noise_for_a_whole_picture
    """
    sensitivity = 255 / len(pictures)
    return pictures.mean(axis=0) + rng.normal(0, noise_multiplier * sensitivity, pictures.shape[1:])


def private_mean__sum_of_changes(pictures, noise_multiplier, rng):
    """Takes the L1 sensitivity, which is for Laplace noise: far too much for normal noise.
    Fails: test_mean_has_noise_for_a_whole_picture
    """
    sensitivity = 255 * pictures[0].size / len(pictures)
    return pictures.mean(axis=0) + rng.normal(0, noise_multiplier * sensitivity, pictures.shape[1:])


def private_mean__not_divided(pictures, noise_multiplier, rng):
    """Takes the sensitivity of the sum for that of the mean.
    Fails: test_mean_has_noise_for_a_whole_picture
    """
    sensitivity = 255 * math.sqrt(pictures[0].size)
    return pictures.mean(axis=0) + rng.normal(0, noise_multiplier * sensitivity, pictures.shape[1:])


def private_mean__measured_sensitivity(pictures, noise_multiplier, rng):
    """Measures how far the farthest picture lies from the mean: the noise tells of the pictures.
    Fails: test_mean_noise_doesnt_depend_on_the_pictures
    """
    mean = pictures.mean(axis=0)
    sensitivity = max(np.linalg.norm(picture - mean) for picture in pictures) / len(pictures)
    return mean + rng.normal(0, noise_multiplier * sensitivity, mean.shape)


def private_mean__noise_on_each_picture(pictures, noise_multiplier, rng):
    """Adds the noise to each picture, and averages it away.
    Fails: test_mean_has_noise_for_a_whole_picture
    """
    sensitivity = 255 * math.sqrt(pictures[0].size) / len(pictures)
    return (pictures + rng.normal(0, noise_multiplier * sensitivity, pictures.shape)).mean(axis=0)


def private_mean__root_of_the_count(pictures, noise_multiplier, rng):
    """Divides by the root of the number of pictures, as for a standard error.
    Fails: test_mean_has_noise_for_a_whole_picture
    """
    sensitivity = 255 * math.sqrt(pictures[0].size / len(pictures))
    return pictures.mean(axis=0) + rng.normal(0, noise_multiplier * sensitivity, pictures.shape[1:])


def private_mean__clipped(pictures, noise_multiplier, rng):
    """Clips the mean to 0..255: harmless for privacy, but it wasn't asked for, and it moves the mean.
    Fails: test_mean_noise_doesnt_depend_on_the_pictures
    """
    sensitivity = 255 * math.sqrt(pictures[0].size) / len(pictures)
    return np.clip(pictures.mean(axis=0) + rng.normal(0, noise_multiplier * sensitivity, pictures.shape[1:]), 0, 255)


def private_mean__laplace(pictures, noise_multiplier, rng):
    """Draws Laplace noise of the deviation that was asked for.
    Fails: test_mean_noise_is_normal_and_independent
    """
    sensitivity = 255 * math.sqrt(pictures[0].size) / len(pictures)
    scale = noise_multiplier * sensitivity / math.sqrt(2)
    return pictures.mean(axis=0) + rng.laplace(0, scale, pictures.shape[1:])


def private_mean__one_draw(pictures, noise_multiplier, rng):
    """Draws one number for all pixels: the mean gets lighter or darker.
    Fails: test_mean_noise_is_normal_and_independent
    """
    sensitivity = 255 * math.sqrt(pictures[0].size) / len(pictures)
    return pictures.mean(axis=0) + rng.normal(0, noise_multiplier * sensitivity)


def private_mean__rounded(pictures, noise_multiplier, rng):
    """Comes back to 8 bits.
    Fails: test_mean_without_noise_is_the_mean
    """
    sensitivity = 255 * math.sqrt(pictures[0].size) / len(pictures)
    noisy = pictures.mean(axis=0) + rng.normal(0, noise_multiplier * sensitivity, pictures.shape[1:])
    return np.clip(np.rint(noisy), 0, 255).astype(np.uint8)


def private_mean__fixed_seed(pictures, noise_multiplier, rng):
    """Makes a generator of its own: the noise is known to everybody who has the program.
    Fails: test_mean_comes_from_the_generator
    """
    sensitivity = 255 * math.sqrt(pictures[0].size) / len(pictures)
    noise = np.random.default_rng(0).normal(0, noise_multiplier * sensitivity, pictures.shape[1:])
    return pictures.mean(axis=0) + noise


# dp_recap


def dp_recap__protects_from_everything():
    """Believes that nothing at all can be learned about a person.
    Fails: test_question_1_what_epsilon_bounds
    """
    return ("a", "d", "c", "a")


def dp_recap__accuracy_of_the_attack():
    """Takes epsilon for the share of people who are found.
    Fails: test_question_1_what_epsilon_bounds
    """
    return ("c", "d", "c", "a")


def dp_recap__half_the_noise():
    """Divides by the side of a block, not by its area.
    Fails: test_question_2_sensitivity_of_cells
    """
    return ("b", "a", "c", "a")


def dp_recap__more_noise():
    """Believes that larger cells, which hold more pixels, need more noise.
    Fails: test_question_2_sensitivity_of_cells
    """
    return ("b", "c", "c", "a")


def dp_recap__clipping_for_stability():
    """Takes the clipping for a way to train more steadily.
    Fails: test_question_3_why_clip
    """
    return ("b", "d", "a", "a")


def dp_recap__clipping_as_noise():
    """Believes that clipping alone makes training private.
    Fails: test_question_3_why_clip
    """
    return ("b", "d", "b", "a")


def dp_recap__attack_as_proof():
    """Takes the attack's number for the true epsilon.
    Fails: test_question_4_what_a_lower_bound_says
    """
    return ("b", "d", "c", "b")


def dp_recap__words():
    """Writes the answers out.
    Fails: test_four_letters_came_back
    """
    return ("one record", "a quarter", "sensitivity", "a bug")
