"""Right answers of lesson 5, each written in another way."""

import math

import numpy as np
import scipy.stats
from scipy import optimize, special
from skimage.transform import downscale_local_mean

# laplace_mechanism


def laplace_mechanism__difference_of_exponentials(values, sensitivity, epsilon, rng):
    """Two exponential draws differ by a Laplace draw."""
    scale = sensitivity / epsilon
    return values + rng.exponential(scale, values.shape) - rng.exponential(scale, values.shape)


def laplace_mechanism__inverse_distribution(values, sensitivity, epsilon, rng):
    """Put uniform draws through the inverse of the distribution function."""
    u = rng.random(values.shape) - 0.5
    return values - sensitivity / epsilon * np.sign(u) * np.log1p(-2 * np.abs(u))


def laplace_mechanism__scipy(values, sensitivity, epsilon, rng):
    """Let SciPy draw."""
    noise = scipy.stats.laplace(scale=sensitivity / epsilon).rvs(size=values.shape, random_state=rng)
    return np.add(values, noise)


# private_pixelation


def private_pixelation__cell_by_cell(image, block, differing, epsilon, rng):
    """Go through the cells one by one."""
    result = np.empty_like(image)
    scale = differing * 255 / (block * block) / epsilon
    for y in range(0, image.shape[0], block):
        for x in range(0, image.shape[1], block):
            cell = image[y : y + block, x : x + block].mean() + rng.laplace(scale=scale)
            result[y : y + block, x : x + block] = round(min(max(cell, 0), 255))
    return result


def private_pixelation__skimage_and_kron(image, block, differing, epsilon, rng):
    """Average with scikit-image, and enlarge by a Kronecker product."""
    means = downscale_local_mean(image.astype(np.float64), (block, block))
    means += rng.laplace(0, 255 * differing / (epsilon * block**2), means.shape)
    cells = np.floor(means + 0.5).clip(0, 255).astype(np.uint8)
    return np.kron(cells, np.ones((block, block), np.uint8))


def private_pixelation__noise_on_sums(image, block, differing, epsilon, rng):
    """Add the noise to the sums of the cells, and divide later."""
    sums = np.add.reduceat(image.astype(np.int64), np.arange(0, image.shape[0], block), axis=0)
    sums = np.add.reduceat(sums, np.arange(0, image.shape[1], block), axis=1)
    noisy = sums + rng.laplace(0, 255 * differing / epsilon, sums.shape)
    cells = np.minimum(np.maximum(np.rint(noisy / block**2), 0), 255).astype(np.uint8)
    return np.repeat(np.repeat(cells, block, 0), block, 1)


# gaussian_sigma


def gaussian_sigma__bisection(sensitivity, epsilon, delta):
    """Halve an interval that holds the answer."""

    def found(s):
        a = special.log_ndtr(1 / (2 * s) - epsilon * s)
        b = epsilon + special.log_ndtr(-1 / (2 * s) - epsilon * s)
        return math.exp(a) * -math.expm1(b - a)

    low, high = 1e-3, 1e3
    while high / low > 1 + 1e-9:
        middle = math.sqrt(low * high)
        low, high = (middle, high) if found(middle) > delta else (low, middle)
    return sensitivity * high


def gaussian_sigma__by_survival_functions(sensitivity, epsilon, delta):
    """Write it with SciPy's normal distribution, and double the upper end until it is enough."""
    normal = scipy.stats.norm

    def excess(s):
        upper = normal.sf(epsilon * s / sensitivity - sensitivity / (2 * s))
        lower = np.exp(epsilon + normal.logsf(epsilon * s / sensitivity + sensitivity / (2 * s)))
        return upper - lower - delta

    high = sensitivity
    while excess(high) > 0:
        high *= 2
    low = high
    while excess(low) < 0:
        low /= 2
    return float(optimize.bisect(excess, low, high, xtol=1e-12 * sensitivity, rtol=1e-9))


def gaussian_sigma__as_the_paper(sensitivity, epsilon, delta):
    """Follow algorithm 1 of the paper, with its alpha."""
    at_zero = special.ndtr(0) - math.exp(epsilon + special.log_ndtr(-math.sqrt(2 * epsilon)))

    def plus(v):
        return special.ndtr(math.sqrt(epsilon * v)) - math.exp(
            epsilon + special.log_ndtr(-math.sqrt(epsilon * (v + 2)))
        )

    def minus(u):
        return math.exp(special.log_ndtr(-math.sqrt(epsilon * u))) - math.exp(
            epsilon + special.log_ndtr(-math.sqrt(epsilon * (u + 2)))
        )

    if delta >= at_zero:
        v = optimize.brentq(lambda v: plus(v) - delta, 0, 1e6, xtol=1e-12)
        alpha = math.sqrt(1 + v / 2) - math.sqrt(v / 2)
    else:
        u = optimize.brentq(lambda u: minus(u) - delta, 0, 1e6, xtol=1e-12)
        alpha = math.sqrt(1 + u / 2) + math.sqrt(u / 2)
    return alpha * sensitivity / math.sqrt(2 * epsilon)


# composed_budget


def composed_budget__with_an_if(epsilon, delta, times, slack):
    """Compare and choose."""
    total_delta = times * delta + slack
    if total_delta > 1:
        total_delta = 1.0
    advanced = math.sqrt(2 * times * math.log(1 / slack)) * epsilon + times * epsilon * (math.exp(epsilon) - 1)
    if advanced < times * epsilon:
        return advanced, total_delta
    return times * epsilon, total_delta


def composed_budget__numpy_minimum(epsilon, delta, times, slack):
    """Let NumPy choose."""
    root = np.sqrt(-2 * times * np.log(slack))
    return np.minimum(epsilon * times, epsilon * (root + times * np.expm1(epsilon))), np.minimum(
        1, times * delta + slack
    )


def composed_budget__added_in_a_loop(epsilon, delta, times, slack):
    """Add up use by use."""
    basic = squares = drift = 0.0
    total_delta = slack
    for _ in range(times):
        basic += epsilon
        squares += epsilon**2
        drift += epsilon * (math.exp(epsilon) - 1)
        total_delta += delta
    return sorted([basic, math.sqrt(2 * math.log(1 / slack) * squares) + drift])[0], min(total_delta, 1.0)


# poisson_batch


def poisson_batch__record_by_record(count, share, rng):
    """Toss a coin for each record."""
    return np.array([record for record in range(count) if rng.uniform() < share], dtype=np.int64)


def poisson_batch__binomial_mask(count, share, rng):
    """Draw 0 or 1 for each, and take the ones."""
    return np.arange(count)[rng.binomial(1, share, count) == 1]


def poisson_batch__size_first(count, share, rng):
    """Draw the size, then that many records: the same distribution."""
    size = rng.binomial(count, share)
    return np.sort(rng.choice(count, size, replace=False)).astype(np.int64)


# clip_gradients


def clip_gradients__example_by_example(gradients, bound):
    """Treat each example by itself."""
    clipped = [gradient.copy() for gradient in gradients]
    for i in range(len(gradients[0])):
        length = math.sqrt(sum(float(np.sum(np.square(gradient[i]))) for gradient in gradients))
        if length > bound:
            for gradient in clipped:
                gradient[i] *= bound / length
    return clipped


def clip_gradients__one_long_row(gradients, bound):
    """Join everything of an example into one row, clip, and cut apart."""
    count = len(gradients[0])
    sizes = [math.prod(gradient.shape[1:]) for gradient in gradients]
    rows = np.concatenate([g.reshape(count, size) for g, size in zip(gradients, sizes, strict=True)], axis=1)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    rows = np.where(lengths > bound, rows * bound / np.where(lengths > 0, lengths, 1), rows)
    parts = np.split(rows, np.cumsum(sizes)[:-1], axis=1)
    return [part.reshape(g.shape).astype(g.dtype) for part, g in zip(parts, gradients, strict=True)]


def clip_gradients__sums_over_axes(gradients, bound):
    """Add squares over all axes but the first, and let shapes broadcast."""
    squared = sum((gradient**2).sum(axis=tuple(range(1, gradient.ndim))) for gradient in gradients)
    with np.errstate(divide="ignore"):
        factors = np.minimum(1, bound / np.sqrt(squared))
    return [(gradient.T * factors).T.astype(gradient.dtype) for gradient in gradients]


# dp_sgd_step


def dp_sgd_step__from_clipped_gradients(weights, gradients, bound, noise_multiplier, expected, rate, rng):
    """Clip by the function above, then add up."""
    clipped = clip_gradients__sums_over_axes(gradients, bound)
    return [
        (w - rate * (c.sum(axis=0) + noise_multiplier * bound * rng.standard_normal(w.shape)) / expected).astype(
            w.dtype
        )
        for w, c in zip(weights, clipped, strict=True)
    ]


def dp_sgd_step__example_by_example(weights, gradients, bound, noise_multiplier, expected, rate, rng):
    """Add the examples up in a loop."""
    totals = [rng.normal(scale=noise_multiplier * bound, size=weight.shape) for weight in weights]
    for i in range(len(gradients[0])):
        length = math.sqrt(sum(float((gradient[i].astype(np.float64) ** 2).sum()) for gradient in gradients))
        for total, gradient in zip(totals, gradients, strict=True):
            total += gradient[i] / max(1.0, length / bound)
    new = []
    for weight, total in zip(weights, totals, strict=True):
        new.append(np.asarray(weight - rate / expected * total, dtype=weight.dtype))
    return new


def dp_sgd_step__one_long_vector(weights, gradients, bound, noise_multiplier, expected, rate, rng):
    """Join all weights into one vector, step, and cut it apart."""
    count, sizes = len(gradients[0]), [weight.size for weight in weights]
    rows = np.hstack([g.reshape(count, size) for g, size in zip(gradients, sizes, strict=True)]).astype(np.float64)
    norms = np.linalg.norm(rows, axis=1)
    norms[norms < bound] = bound
    total = (rows / norms[:, None] * bound).sum(axis=0) + rng.normal(0, bound, rows.shape[1]) * noise_multiplier
    moved = np.concatenate([weight.ravel() for weight in weights]) - rate * total / expected
    ends = np.cumsum(sizes)
    return [moved[end - w.size : end].reshape(w.shape).astype(w.dtype) for end, w in zip(ends, weights, strict=True)]


# epsilon_lower_bound


def epsilon_lower_bound__scipy_intervals(false_positives, false_negatives, games, delta, confidence=0.95):
    """Take the ends from SciPy's exact interval."""
    ends = [
        scipy.stats.binomtest(errors, games).proportion_ci(confidence, "exact").high
        for errors in (false_positives, false_negatives)
    ]
    found = 0.0
    for one, other in (ends, ends[::-1]):
        if 1 - delta - one > other:
            found = max(found, math.log((1 - delta - one) / other))
    return found


def epsilon_lower_bound__inverse_beta(false_positives, false_negatives, games, delta, confidence=0.95):
    """Invert the incomplete beta function, and clip the odds at 1."""
    errors = np.array([false_positives, false_negatives])
    tail = (1 - confidence) / 2
    with np.errstate(invalid="ignore"):
        ends = np.where(errors == games, 1.0, special.betaincinv(errors + 1.0, np.maximum(games - errors, 1), 1 - tail))
    odds = (1 - delta - ends) / ends[::-1]
    return float(np.log(np.clip(odds, 1, None)).max())


def epsilon_lower_bound__search_for_the_ends(false_positives, false_negatives, games, delta, confidence=0.95):
    """Search for the rate at which so few errors are just too unlikely."""

    def end(errors):
        if errors == games:
            return 1.0
        tail = (1 - confidence) / 2
        return optimize.brentq(
            lambda rate: scipy.stats.binom.cdf(errors, games, rate) - tail, errors / games, 1, xtol=1e-15, rtol=1e-12
        )

    p, q = end(false_positives), end(false_negatives)
    low, high = min(p, q), max(p, q)
    best = max((1 - delta - low) / high, (1 - delta - high) / low)
    return math.log(best) if best > 1 else 0.0


# private_mean


def private_mean__length_of_the_worst_change(pictures, noise_multiplier, rng):
    """Measure the length of the largest change: from black to white."""
    worst = np.full(pictures.shape[1:], 255 / len(pictures))
    mean = np.mean(pictures, axis=0, dtype=np.float64)
    return mean + noise_multiplier * np.linalg.norm(worst) * rng.standard_normal(mean.shape)


def private_mean__noise_on_the_sum(pictures, noise_multiplier, rng):
    """Add the noise to the sum, and divide at the end."""
    count, height, width = pictures.shape
    total = pictures.astype(np.int64).sum(axis=0)
    noise = rng.normal(scale=noise_multiplier * 255 * (height * width) ** 0.5, size=(height, width))
    return (total + noise) / count


def private_mean__as_one_row(pictures, noise_multiplier, rng):
    """Flatten the pictures to rows of numbers."""
    rows = pictures.reshape(len(pictures), -1) / 1.0
    sensitivity = math.hypot(*[255.0] * rows.shape[1]) / len(rows)
    noisy = [rng.normal(value, noise_multiplier * sensitivity) for value in rows.mean(axis=0)]
    return np.array(noisy).reshape(pictures.shape[1:])


# dp_recap


def dp_recap__list():
    """Give a list."""
    return ["b", "d", "c", "a"]


def dp_recap__text():
    """Give one text."""
    return "bdca"


def dp_recap__capitals():
    """Give a text of capitals with commas."""
    return "B, D, C, A"
