"""Reference answers of lesson 5, differential_privacy."""

import numpy as np
from scipy.optimize import brentq
from scipy.special import log_ndtr
from scipy.stats import beta

from privatepixels import require


def laplace_mechanism(values: np.ndarray, sensitivity: float, epsilon: float, rng: np.random.Generator) -> np.ndarray:
    """Publish numbers with epsilon-differential privacy: add Laplace noise of scale sensitivity / epsilon to each.

    Source: Dwork, McSherry, Nissim and Smith 2006, section 3.

    Args:
        values: float64, of any shape. It isn't changed.
        sensitivity: L1 sensitivity, > 0: the most that the sum of the values' absolute changes can be between
            neighbours, in the unit of the values.
        epsilon: privacy loss, > 0.
        rng: generator that all randomness comes from.

    Returns:
        float64, the shape of `values`.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.array("values", values, dtype=np.float64)
    require.number("sensitivity", sensitivity, low=0, low_open=True)
    require.number("epsilon", epsilon, low=0, low_open=True)
    require.generator("rng", rng)
    return values + rng.laplace(0, sensitivity / epsilon, values.shape)


def private_pixelation(
    image: np.ndarray, block: int, differing: int, epsilon: float, rng: np.random.Generator
) -> np.ndarray:
    """Pixelate a grey picture with differential privacy: pictures are neighbours if they differ in a few pixels.

    Each cell of block x block pixels gets its mean (not rounded), plus one Laplace draw of scale sensitivity /
    epsilon; the sum is rounded to the nearest whole number, then clipped to 0..255. The sensitivity is the most that
    the means of all cells together can change, as a sum of absolute changes in grey levels, when `differing` pixels
    take any other values.

    Source: Fan 2018, "Image pixelization with differential privacy".

    Args:
        image: uint8, H x W, both multiples of `block`. It isn't changed.
        block: side of a cell in pixels, an integer >= 1.
        differing: pixels in which neighbours may differ, an integer from 1 to H W.
        epsilon: privacy loss, > 0.
        rng: generator that all randomness comes from.

    Returns:
        uint8, H x W: every pixel of a cell has the cell's value.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.image("image", image, dtype=np.uint8)
    require.that(image.ndim == 2, "image", image, "a grey picture, H x W")
    require.number("block", block, low=1, integer=True)
    require.that(not (image.shape[0] % block or image.shape[1] % block), "image", image, f"sides that {block} divides")
    require.number("differing", differing, low=1, high=image.size, integer=True)
    require.number("epsilon", epsilon, low=0, low_open=True)
    require.generator("rng", rng)
    height, width = image.shape
    means = image.reshape(height // block, block, width // block, block).mean(axis=(1, 3))
    sensitivity = 255 * differing / block**2
    noisy = means + rng.laplace(0, sensitivity / epsilon, means.shape)
    cells = np.clip(np.rint(noisy), 0, 255).astype(np.uint8)
    return cells.repeat(block, axis=0).repeat(block, axis=1)


def gaussian_sigma(sensitivity: float, epsilon: float, delta: float) -> float:
    """Find the least standard deviation of Gaussian noise that gives (epsilon, delta)-differential privacy.

    With s the noise's standard deviation and D the sensitivity, the Gaussian mechanism has exactly

        delta(s) = Phi(D / (2 s) - epsilon s / D) - e^epsilon Phi(-D / (2 s) - epsilon s / D),

    where Phi is the distribution function of the standard normal distribution. It falls as s grows. Solve delta(s) =
    delta for s, to a relative error below 1e-6.

    Source: Balle and Wang 2018, theorem 8.

    Args:
        sensitivity: L2 sensitivity D, > 0: the most that the root of the sum of the values' squared changes can be
            between neighbours.
        epsilon: privacy loss, a number > 0; the checks go from 0.01 to 50.
        delta: number, 0 < delta < 1; the checks go from 1e-10 to 0.5.

    Returns:
        the standard deviation, a float in the unit of `sensitivity`.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.number("sensitivity", sensitivity, low=0, low_open=True)
    require.number("epsilon", epsilon, low=0, low_open=True)
    require.number("delta", delta, low=0, low_open=True)
    require.that(delta < 1, "delta", delta, "a number < 1")

    def excess(log_s: float) -> float:
        s = np.exp(log_s)
        return np.exp(log_ndtr(0.5 / s - epsilon * s)) - np.exp(epsilon + log_ndtr(-0.5 / s - epsilon * s)) - delta

    return float(sensitivity * np.exp(brentq(excess, np.log(1e-4), np.log(1e12), xtol=1e-10)))


def composed_budget(epsilon: float, delta: float, times: int, slack: float) -> tuple[float, float]:
    """Add up what several uses of one mechanism cost together.

    Each use is (epsilon, delta)-differentially private. By basic composition, `times` uses cost times epsilon; by
    advanced composition, epsilon sqrt(2 times ln(1 / slack)) + times epsilon (e^epsilon - 1). Both hold with times
    delta + slack for the other number, so the smaller of the two counts.

    Source: Dwork and Roth 2014, theorems 3.16 and 3.20.

    Args:
        epsilon: privacy loss of one use, a number > 0.
        delta: delta of one use, a number from 0 to 1.
        times: how many uses, an integer >= 1.
        slack: the extra delta that advanced composition asks for, a number, 0 < slack < 1.

    Returns:
        (epsilon, delta) of all uses together, two floats; delta is at most 1.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.number("epsilon", epsilon, low=0, low_open=True)
    require.number("delta", delta, low=0, high=1)
    require.number("times", times, low=1, integer=True)
    require.number("slack", slack, low=0, low_open=True)
    require.that(slack < 1, "slack", slack, "a number < 1")
    basic = times * epsilon
    advanced = epsilon * np.sqrt(2 * times * np.log(1 / slack)) + times * epsilon * np.expm1(epsilon)
    return float(min(basic, advanced)), float(min(1.0, times * delta + slack))


def poisson_batch(count: int, share: float, rng: np.random.Generator) -> np.ndarray:
    """Draw a batch by Poisson sampling: each record is in it with the same probability, whatever the others do.

    The size of the batch is random, and may be 0.

    Args:
        count: records there are, an integer >= 1.
        share: the probability of each, a number, 0 < share <= 1.
        rng: generator that all randomness comes from.

    Returns:
        int64 (n,): the numbers of the records in the batch, from 0 to count - 1, in rising order.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.number("count", count, low=1, integer=True)
    require.number("share", share, low=0, high=1, low_open=True)
    require.generator("rng", rng)
    return np.flatnonzero(rng.random(count) < share).astype(np.int64)


def clip_gradients(gradients: list[np.ndarray], bound: float) -> list[np.ndarray]:
    """Shorten each example's gradient to a length of at most `bound`.

    An example's gradient is everything that belongs to it, in all arrays together; its length is the root of the sum
    of all squares (L2). A gradient longer than `bound` is multiplied by bound / length. The others stay as they are,
    one of length 0 too.

    Source: Abadi et al. 2016, algorithm 1.

    Args:
        gradients: a list of float arrays, one for each array of weights, each of shape (n, ...): row i belongs to
            example i. n may be 0. They aren't changed, and hold no NaN.
        bound: the greatest length, a number > 0.

    Returns:
        a list of arrays with the shapes and dtypes of `gradients`.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.gradients("gradients", gradients)
    require.number("bound", bound, low=0, low_open=True)
    rows = [gradient.reshape(len(gradient), -1 if len(gradient) else 0) for gradient in gradients]
    lengths = np.sqrt(sum(np.einsum("nk,nk->n", row, row) for row in rows))
    factors = bound / np.maximum(lengths, bound)
    return [g * factors.astype(g.dtype).reshape(-1, *[1] * (g.ndim - 1)) for g in gradients]


def dp_sgd_step(
    weights: list[np.ndarray],
    gradients: list[np.ndarray],
    bound: float,
    noise_multiplier: float,
    expected: float,
    rate: float,
    rng: np.random.Generator,
) -> list[np.ndarray]:
    """Take one step of differentially private gradient descent.

    Clip each example's gradient to `bound`, over all arrays together; add the gradients up; add to each coordinate of
    the sum one normal draw of standard deviation noise_multiplier * bound; divide by the *expected* size of a batch;
    and step by `rate` against it. A batch may be empty: then the noise alone moves the weights.

    Source: Abadi et al. 2016, algorithm 1.

    Args:
        weights: a list of float arrays of any shapes. They aren't changed, and hold no NaN.
        gradients: a list of float arrays; with weights of shape (...), the gradients have the shape (n, ...), a row for
            each example of the batch. n may be 0. They aren't changed, and hold no NaN.
        bound: the greatest length (L2) of an example's gradient, a number > 0.
        noise_multiplier: the noise's standard deviation over `bound`, a number >= 0.
        expected: expected size of a batch, a number > 0: records times the share that is drawn.
        rate: learning rate, a number > 0.
        rng: generator that all randomness comes from.

    Returns:
        the new weights, a list of arrays with the shapes and dtypes of `weights`.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.weights("weights", weights)
    require.gradients("gradients", gradients, like=weights)
    require.number("bound", bound, low=0, low_open=True)
    require.number("noise_multiplier", noise_multiplier, low=0)
    require.number("expected", expected, low=0, low_open=True)
    require.number("rate", rate, low=0, low_open=True)
    require.generator("rng", rng)
    rows = [gradient.reshape(len(gradient), weight.size) for weight, gradient in zip(weights, gradients, strict=True)]
    lengths = np.sqrt(sum(np.einsum("nk,nk->n", row, row) for row in rows))
    factors = bound / np.maximum(lengths, bound)
    stepped = []
    for weight, row in zip(weights, rows, strict=True):
        total = (factors.astype(row.dtype) @ row).reshape(weight.shape)
        noisy = total + rng.normal(0, noise_multiplier * bound, weight.shape)
        stepped.append((weight - rate / expected * noisy).astype(weight.dtype))
    return stepped


def epsilon_lower_bound(
    false_positives: int, false_negatives: int, games: int, delta: float, confidence: float = 0.95
) -> float:
    """Bound epsilon from below, by the errors that a distinguisher made in games against a mechanism.

    In half of the games one neighbour was used, in half the other. If the mechanism is (epsilon, delta)-differentially
    private, then for any distinguisher with false positive rate p and false negative rate q

        p + e^epsilon q >= 1 - delta   and   q + e^epsilon p >= 1 - delta.

    The rates aren't known, only counts: take for p and for q the upper end of the exact (Clopper-Pearson) interval,
    one-sided, each with error probability (1 - confidence) / 2, and see how large epsilon must be at least. The end
    is 1 if all games of a kind were lost, else the quantile 1 - (1 - confidence) / 2 of the beta distribution with
    the parameters errors + 1 and games - errors.

    Source: Jagielski, Ullman and Oprea 2020; Kairouz, Oh and Viswanath 2015, theorem 2.1.

    Args:
        false_positives: games without the target in which the distinguisher said 'with', an integer 0..games.
        false_negatives: games with the target in which it said 'without', an integer 0..games.
        games: games of each kind, an integer >= 1.
        delta: number, 0 <= delta < 1.
        confidence: number, 0 < confidence < 1: how sure the bound is to hold.

    Returns:
        the largest epsilon that the counts rule out, a float >= 0; 0 if they rule out none.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.number("games", games, low=1, integer=True)
    require.number("false_positives", false_positives, low=0, high=games, integer=True)
    require.number("false_negatives", false_negatives, low=0, high=games, integer=True)
    require.number("delta", delta, low=0)
    require.that(delta < 1, "delta", delta, "a number < 1")
    require.number("confidence", confidence, low=0, low_open=True)
    require.that(confidence < 1, "confidence", confidence, "a number < 1")
    level = 1 - (1 - confidence) / 2
    p, q = (
        1.0 if errors == games else beta.ppf(level, errors + 1, games - errors)
        for errors in (false_positives, false_negatives)
    )
    odds = max((1 - delta - p) / q, (1 - delta - q) / p)
    return float(np.log(max(odds, 1.0)))


def private_mean(pictures: np.ndarray, noise_multiplier: float, rng: np.random.Generator) -> np.ndarray:
    """Publish the mean of many pictures by the Gaussian mechanism.

    Neighbours have the same number of pictures, and one of them is another picture, in any or all of its pixels. Each
    pixel of the mean gets its own normal draw, of standard deviation noise_multiplier times the L2 sensitivity of the
    mean. The result is neither rounded nor clipped.

    Args:
        pictures: uint8, N x H x W. They aren't changed.
        noise_multiplier: the noise's standard deviation over the sensitivity, a number >= 0.
        rng: generator that all randomness comes from.

    Returns:
        float64, H x W, in grey levels.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.images("pictures", pictures, dtype=np.uint8)
    require.that(pictures.ndim == 3, "pictures", pictures, "grey pictures, N x H x W")
    require.number("noise_multiplier", noise_multiplier, low=0)
    require.generator("rng", rng)
    sensitivity = 255 * np.sqrt(pictures[0].size) / len(pictures)
    return rng.normal(pictures.mean(axis=0), noise_multiplier * sensitivity)


def dp_recap() -> tuple[str, str, str, str]:
    """Answer the four questions above.

    Returns:
        four letters, each "a", "b", "c" or "d": the answers to questions 1 to 4, such as ("a", "a", "a", "a").
    """
    return ("b", "d", "c", "a")
