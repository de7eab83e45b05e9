"""What checks say of a result: an `AssertionError` with a sentence that tells what came and what was expected."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np

from autograder import plain
from autograder.submission import AnswerError


class PicturesDiffer(AssertionError):
    """Two pictures differ; `yours` and `expected` are shown to the learner beside their difference."""

    def __init__(self, message: str, yours: np.ndarray, expected: np.ndarray):
        super().__init__(message)
        self.yours = yours
        self.expected = expected


def that(condition: object, message: str) -> None:
    """Expect a condition to be true."""
    if not condition:
        raise AssertionError(message)


def array(
    value: object,
    *,
    shape: Sequence[int] | None = None,
    dtype: np.typing.DTypeLike | None = None,
    low: float | None = None,
    high: float | None = None,
) -> None:
    """Expect a NumPy array, then its shape, dtype, that it holds no NaN or infinity, and its range, in this order."""
    that(isinstance(value, np.ndarray), f"came back: {_shown(value)}; expected a NumPy array")
    if shape is not None:
        that(value.shape == tuple(shape), f"shape {value.shape}; expected {tuple(shape)}")
    if dtype is not None:
        that(value.dtype == np.dtype(dtype), f"dtype {value.dtype}; expected {np.dtype(dtype)}")
    if value.dtype.kind in "fc":
        odd = int(np.count_nonzero(~np.isfinite(value)))
        that(odd == 0, f"{odd} of {value.size} values are NaN or infinite; expected none")
    if low is not None and value.size:
        that(value.min() >= low, f"lowest value {value.min():.6g}; expected at least {low:.6g}")
    if high is not None and value.size:
        that(value.max() <= high, f"highest value {value.max():.6g}; expected at most {high:.6g}")


def number(value: object, *, low: float | None = None, high: float | None = None) -> None:
    """Expect one real number (a Python or NumPy scalar), not NaN, in a range."""
    real = isinstance(value, (int, float, np.integer, np.floating)) and not isinstance(value, bool)
    that(real, f"came back: {_shown(value)}; expected one number")
    that(value == value, "came back: NaN; expected a number")
    if low is not None:
        that(value >= low, f"came back: {value:.6g}; expected at least {low:.6g}")
    if high is not None:
        that(value <= high, f"came back: {value:.6g}; expected at most {high:.6g}")


def close(value: object, expected: object, tolerance: float, what: str = "value") -> None:
    """Expect a number, or each value of an array, within `tolerance` (absolute) of the expected one."""
    value, expected = np.asarray(value), np.asarray(expected)
    that(value.shape == expected.shape, f"{what}: shape {value.shape}; expected {expected.shape}")
    within = f" (within {tolerance:.2g})" if tolerance else ""
    if value.ndim == 0:
        that(
            abs(value - expected) <= tolerance or value == expected,
            f"{what}: {value:.6g}; expected {expected:.6g}{within}",
        )
        return
    with np.errstate(invalid="ignore"):
        off = np.abs(np.subtract(value, expected, dtype=np.result_type(value, expected, np.float64)))
    wrong = ~((off <= tolerance) | (value == expected))
    if wrong.any():
        place = np.unravel_index(np.argmax(wrong), wrong.shape)
        raise AssertionError(
            f"{what}: {wrong.sum()} of {wrong.size} values are off; the first, at {tuple(map(int, place))}, "
            f"is {value[place]:.6g}; expected {expected[place]:.6g}{within}"
        )


def same_picture(value: np.ndarray, expected: np.ndarray, tolerance: float = 0) -> None:
    """Expect a picture of the same shape and dtype, each sample within `tolerance` of the expected one.

    Where it isn't, the learner sees both pictures and their difference.
    """
    array(value, shape=expected.shape, dtype=expected.dtype)
    off = np.abs(value.astype(np.float64) - expected.astype(np.float64))
    if off.max(initial=0) > tolerance:
        differ = f"{np.count_nonzero(off > tolerance)} of {off.size} samples differ"
        message = f"{differ} from the expected picture, by up to {off.max():.6g}"
        raise PicturesDiffer(message, value, expected)


def letters(value: object, count: int) -> list[str]:
    """Expect the answers to multiple-choice questions: letters from a to d, in a tuple, a list or a text, of any case.

    Returns them as a list of small letters.
    """
    given = list(value) if isinstance(value, (tuple, list, str)) else []
    found = [letter.strip().lower() for letter in given if isinstance(letter, str) and letter.strip(" ,")]
    well_formed = len(found) == count and all(letter in tuple("abcd") for letter in found)
    that(well_formed, f"came back: {_shown(value)}; expected {count} letters from a to d")
    return found


def same_letter(given: object, right: Sequence[str], place: int) -> None:
    """Expect the answer to one of several multiple-choice questions to be the right one; `place` counts from 0."""
    found = letters(given, len(right))[place]
    that(found == right[place], f"question {place + 1}: {found!r} isn't the answer")


@contextmanager
def raises(*kinds: str, saying_why: bool = False) -> Iterator[None]:
    """Expect that the call inside raises an exception whose class has one of these names, and maybe has a message."""
    expected = " or ".join(kinds)
    try:
        yield
    except AnswerError as error:
        that(error.kind in kinds, f"{error}; expected {expected}")
        that(not saying_why or f"raised {error.kind}: " in str(error), f"{error}; expected one with a message")
    else:
        raise AssertionError(f"nothing was raised; expected {expected}")


def input_unchanged(answer: object) -> None:
    """Expect that the last call of an answer left its arguments as they were."""
    changed = " and ".join(answer.changed)
    that(not changed, f"the function changed its input: {changed}; expected a new array")


def _shown(value: object) -> str:
    return "nothing (None): did you forget `return`?" if value is None else plain.describe(value)
