"""The reference answers of lesson 5 on bad input, and what they promise where a check can't look."""

import numpy as np
import pytest

from solutions.differential_privacy import answers

COLOUR = np.random.default_rng(0).integers(0, 256, (8, 12, 3), dtype=np.uint8)
GREY = COLOUR[:, :, 0].copy()
STACK = np.stack([GREY, GREY[::-1]])
WEIGHTS = [np.ones((2, 3), np.float32), np.ones(3, np.float32)]
GRADIENTS = [np.ones((5, 2, 3), np.float32), np.ones((5, 3), np.float32)]
NUMBERS_THAT_ARE_NONE = (float("nan"), float("inf"), "1", None, [1.0], True, 1 + 0j)
NO_GENERATORS = (None, 0, np.random.RandomState(0), np.random)


def rng():
    return np.random.default_rng(1)


def with_nan(arrays):
    spoiled = [array.copy() for array in arrays]
    spoiled[-1].flat[0] = np.nan
    return spoiled


CALLS = {
    "laplace_mechanism": lambda **given: answers.laplace_mechanism(
        **{"values": np.zeros(3), "sensitivity": 1.0, "epsilon": 1.0, "rng": rng()} | given
    ),
    "private_pixelation": lambda **given: answers.private_pixelation(
        **{"image": GREY, "block": 4, "differing": 2, "epsilon": 1.0, "rng": rng()} | given
    ),
    "gaussian_sigma": lambda **given: answers.gaussian_sigma(
        **{"sensitivity": 1.0, "epsilon": 1.0, "delta": 1e-5} | given
    ),
    "composed_budget": lambda **given: answers.composed_budget(
        **{"epsilon": 1.0, "delta": 1e-5, "times": 3, "slack": 1e-5} | given
    ),
    "poisson_batch": lambda **given: answers.poisson_batch(**{"count": 9, "share": 0.5, "rng": rng()} | given),
    "clip_gradients": lambda **given: answers.clip_gradients(**{"gradients": GRADIENTS, "bound": 1.0} | given),
    "dp_sgd_step": lambda **given: answers.dp_sgd_step(
        **{
            "weights": WEIGHTS,
            "gradients": GRADIENTS,
            "bound": 1.0,
            "noise_multiplier": 1.0,
            "expected": 5.0,
            "rate": 0.1,
            "rng": rng(),
        }
        | given
    ),
    "epsilon_lower_bound": lambda **given: answers.epsilon_lower_bound(
        **{"false_positives": 1, "false_negatives": 2, "games": 10, "delta": 1e-5, "confidence": 0.95} | given
    ),
    "private_mean": lambda **given: answers.private_mean(
        **{"pictures": STACK, "noise_multiplier": 1.0, "rng": rng()} | given
    ),
}

POSITIVE = (0, -1.0, *NUMBERS_THAT_ARE_NONE)
PROBABILITY = (0, 1, -1e-5, 1.5, *NUMBERS_THAT_ARE_NONE)  # neither end is allowed
COUNT = (0, -1, 2.0, *NUMBERS_THAT_ARE_NONE)
NO_LISTS = ([], tuple(GRADIENTS), GRADIENTS[0], None, [None], [[1.0]], [1.0], [np.float64(1)])
BAD = {
    ("laplace_mechanism", "values"): (np.zeros(3, np.float32), np.zeros(3, int), [0.0], 0.0, None),
    ("laplace_mechanism", "sensitivity"): POSITIVE,
    ("laplace_mechanism", "epsilon"): POSITIVE,
    ("laplace_mechanism", "rng"): NO_GENERATORS,
    ("private_pixelation", "image"): (COLOUR, STACK, GREY[:7], GREY[:, :11], GREY[:0], GREY / 255, GREY.tolist()),
    ("private_pixelation", "block"): COUNT,
    ("private_pixelation", "differing"): (*COUNT, GREY.size + 1),
    ("private_pixelation", "epsilon"): POSITIVE,
    ("private_pixelation", "rng"): NO_GENERATORS,
    ("gaussian_sigma", "sensitivity"): POSITIVE,
    ("gaussian_sigma", "epsilon"): POSITIVE,
    ("gaussian_sigma", "delta"): PROBABILITY,
    ("composed_budget", "epsilon"): POSITIVE,
    ("composed_budget", "delta"): (-1e-5, 1.5, *NUMBERS_THAT_ARE_NONE),
    ("composed_budget", "times"): COUNT,
    ("composed_budget", "slack"): PROBABILITY,
    ("poisson_batch", "count"): COUNT,
    ("poisson_batch", "share"): (0, -0.1, 1.1, *NUMBERS_THAT_ARE_NONE),
    ("poisson_batch", "rng"): NO_GENERATORS,
    ("clip_gradients", "gradients"): (
        *NO_LISTS,
        [np.ones((5, 2)), np.ones((4, 3))],
        [np.array(1.0)],
        [np.ones((5, 2), int)],
        with_nan(GRADIENTS),
        [np.full((5, 2), np.inf)],
    ),
    ("clip_gradients", "bound"): POSITIVE,
    ("dp_sgd_step", "weights"): ([], tuple(WEIGHTS), WEIGHTS[0], None, [None, None], [1.0, 1.0], [[1.0], [1.0]]),
    ("dp_sgd_step", "gradients"): (
        *NO_LISTS,
        GRADIENTS[:1],
        GRADIENTS[::-1],
        WEIGHTS,
        [GRADIENTS[0], GRADIENTS[1][:4]],
        [gradient.astype(int) for gradient in GRADIENTS],
        with_nan(GRADIENTS),
    ),
    ("dp_sgd_step", "bound"): POSITIVE,
    ("dp_sgd_step", "noise_multiplier"): (-1.0, *NUMBERS_THAT_ARE_NONE),
    ("dp_sgd_step", "expected"): POSITIVE,
    ("dp_sgd_step", "rate"): POSITIVE,
    ("dp_sgd_step", "rng"): NO_GENERATORS,
    ("epsilon_lower_bound", "false_positives"): (-1, 11, 1.0, *NUMBERS_THAT_ARE_NONE),
    ("epsilon_lower_bound", "false_negatives"): (-1, 11, 1.0, *NUMBERS_THAT_ARE_NONE),
    ("epsilon_lower_bound", "games"): COUNT,
    ("epsilon_lower_bound", "delta"): (-1e-5, 1, 1.5, *NUMBERS_THAT_ARE_NONE),
    ("epsilon_lower_bound", "confidence"): PROBABILITY,
    ("private_mean", "pictures"): (GREY, STACK[:0], np.stack([COLOUR]), STACK / 255, STACK.astype(int), [GREY, GREY]),
    ("private_mean", "noise_multiplier"): (-1.0, *NUMBERS_THAT_ARE_NONE),
    ("private_mean", "rng"): NO_GENERATORS,
}


@pytest.mark.parametrize(("name", "argument"), BAD, ids=[" ".join(key) for key in BAD])
def test_bad_input_is_refused_by_name(name, argument):
    for value in BAD[name, argument]:
        with pytest.raises(ValueError, match=rf"^{argument}(\[\d\])?: expected .+, got .+"):
            CALLS[name](**{argument: value})


@pytest.mark.parametrize(
    ("name", "argument", "value"),
    [
        ("laplace_mechanism", "values", np.arange(6.0).reshape(2, 3)),
        ("private_pixelation", "image", GREY.copy()),
        ("clip_gradients", "gradients", [gradient.copy() for gradient in GRADIENTS]),
        ("dp_sgd_step", "weights", [weight.copy() for weight in WEIGHTS]),
        ("dp_sgd_step", "gradients", [gradient.copy() for gradient in GRADIENTS]),
        ("private_mean", "pictures", STACK.copy()),
    ],
)
def test_no_answer_changes_its_input(name, argument, value):
    before = [part.copy() for part in value]
    CALLS[name](**{argument: value})
    for part, old in zip(value, before, strict=True):
        np.testing.assert_array_equal(part, old)


@pytest.mark.parametrize(
    ("epsilon", "delta"), [(1e-6, 1e-12), (1e-3, 1e-5), (1.0, 1e-300), (300.0, 1e-9), (5.0, 0.999)]
)
def test_a_deviation_is_found_far_beyond_what_is_checked(epsilon, delta):
    sigma = answers.gaussian_sigma(1.0, epsilon, delta)
    assert np.isfinite(sigma)
    assert sigma > 0


def test_no_neighbour_moves_the_published_cells_further_than_the_noise_allows_for():
    dark, differing, block = np.zeros((8, 8), np.uint8), 5, 2
    for places in (range(5), (0, 9, 18, 27, 36), (0, 1, 8, 9, 63)):
        light = dark.copy()
        light.flat[list(places)] = 255
        cells = [picture.reshape(4, block, 4, block).mean(axis=(1, 3), dtype=np.float64) for picture in (dark, light)]
        assert np.abs(cells[1] - cells[0]).sum() == pytest.approx(255 * differing / block**2)


def test_no_example_moves_the_sum_of_clipped_gradients_further_than_the_bound():
    gradients = [np.random.default_rng(2).normal(0, 10, (9, *weight.shape)) for weight in WEIGHTS]
    still = {"weights": [weight * 0.0 for weight in WEIGHTS], "noise_multiplier": 0.0, "expected": 1.0, "rate": 1.0}
    every = CALLS["dp_sgd_step"](gradients=gradients, **still)
    for i in range(9):
        others = CALLS["dp_sgd_step"](gradients=[np.delete(gradient, i, axis=0) for gradient in gradients], **still)
        moved = sum(float(((one - other) ** 2).sum()) for one, other in zip(every, others, strict=True))
        assert np.sqrt(moved) == pytest.approx(1.0, abs=1e-4)


def test_a_lower_bound_holds_against_the_attacker_of_randomised_response():
    truth = np.log(3)  # the right answer with probability 3/4
    draws, games = rng(), 400
    bounds = [answers.epsilon_lower_bound(*map(int, draws.binomial(games, 0.25, 2)), games, 0.0) for _ in range(200)]
    assert np.mean(np.array(bounds) <= truth) >= 0.95
    assert np.median(bounds) > 0.7 * truth
