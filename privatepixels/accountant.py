"""What training with noise costs: the course's door to Google's `dp-accounting`.

The records of a batch are drawn by Poisson sampling; neighbours differ by one record, added or removed. Privacy loss
distributions are composed numerically, with every rounding in the direction of more loss.
"""

from functools import cache
from importlib.metadata import version
from math import exp, log

import dp_accounting
from dp_accounting.pld import PLDAccountant
from scipy.optimize import brentq

from privatepixels import require

MULTIPLIERS = (0.3, 100.0)  # the least and the most noise that is looked for
GRID = 1e-3  # of the privacy loss: coarse enough for a second's work, fine enough for three digits of epsilon
PRECISION = 1e-3  # of a noise multiplier that is searched for, relative


def epsilon_spent(noise_multiplier: float, share: float, steps: int, delta: float) -> float:
    """Tell the epsilon of `steps` steps of DP-SGD (Abadi et al. 2016), an upper bound.

    noise_multiplier: the noise's standard deviation over the clipping bound, > 0. share: probability of each record to
    be in a batch, 0 < share <= 1. steps: an integer >= 1. delta: 0 < delta < 1. Raises ValueError for anything else.
    Source: Koskela, Jälkö and Honkela 2020, "Computing tight differential privacy guarantees using FFT",
    arXiv:1906.03049, as `dp-accounting` implements it.
    """
    require.number("noise_multiplier", noise_multiplier, low=0, low_open=True)
    _require_plan(share, steps, delta)
    accountant = PLDAccountant(value_discretization_interval=GRID)
    accountant.compose(_training(noise_multiplier, share, steps))
    return float(accountant.get_epsilon(delta))


def noise_multiplier(epsilon: float, share: float, steps: int, delta: float) -> float:
    """Find how much noise DP-SGD needs to stay within epsilon: a noise multiplier from 0.3 to 100.

    epsilon: > 0, one that takes such a multiplier. The other arguments, the source and the errors are those of
    `epsilon_spent`.
    """
    require.number("epsilon", epsilon, low=0, low_open=True)
    _require_plan(share, steps, delta)
    return _calibrated(epsilon, share, steps, delta)


@cache
def _calibrated(epsilon: float, share: float, steps: int, delta: float) -> float:
    @cache
    def excess(log_multiplier: float) -> float:
        """In logarithms, where epsilon falls nearly in a straight line, so that a search needs few steps."""
        return log(max(epsilon_spent(exp(log_multiplier), share, steps, delta), 1e-9) / epsilon)

    ends = [log(multiplier) for multiplier in MULTIPLIERS]
    most, least = (epsilon * exp(excess(end)) for end in ends)
    require.that(least <= epsilon <= most, "epsilon", epsilon, f"a number from {least:.2g} to {most:.2g} for this plan")
    return exp(brentq(excess, *ends, xtol=PRECISION) + PRECISION)


def statement(noise_multiplier: float, share: float, steps: int, delta: float) -> dict[str, float | int | str]:
    """Put into words and numbers what a model's training guarantees, to be kept beside the model.

    The arguments, the source and the errors are those of `epsilon_spent`.
    """
    return {
        "guarantee": "(epsilon, delta)-differential privacy of the training data, for one record added or removed",
        "epsilon": epsilon_spent(noise_multiplier, share, steps, delta),
        "delta": delta,
        "mechanism": "DP-SGD, Poisson sampling, Gaussian noise",
        "noise_multiplier": noise_multiplier,
        "share": share,
        "steps": steps,
        "accountant": f"dp-accounting {version('dp-accounting')}, privacy loss distributions",
        "not covered": "the choice of settings; whatever else is published of the same data",
    }


def _training(noise_multiplier: float, share: float, steps: int) -> dp_accounting.DpEvent:
    step = dp_accounting.PoissonSampledDpEvent(share, dp_accounting.GaussianDpEvent(noise_multiplier))
    return dp_accounting.SelfComposedDpEvent(step, steps)


def _require_plan(share: float, steps: int, delta: float) -> None:
    require.number("share", share, low=0, high=1, low_open=True)
    require.number("steps", steps, low=1, integer=True)
    require.number("delta", delta, low=0, low_open=True)
    require.that(delta < 1, "delta", delta, "a number < 1")
