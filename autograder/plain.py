"""Plain data: all that may pass between a check and an answer.

That is NumPy arrays, numbers, text, bytes, booleans and None, and tuples, lists and dicts of these.
A `numpy.random.Generator` may go in, but not come out.
"""

import numpy as np

MIB = 2**20
MOST_LEVELS = 8
MOST_VALUES = 100_000  # in one result, an array counting as one
MOST_BYTES = 64 * MIB  # in the arrays and texts of one result
ARRAY_KINDS = "biufcSU"  # as dtype.kind has them: no Python objects, no records, no dates
_SCALARS = frozenset({bool, int, float, complex, str, bytes, type(None)})
_NUMPY_SCALARS = frozenset(kind for kind in np.sctypeDict.values() if np.dtype(kind).kind in ARRAY_KINDS)


def copy_result(value: object) -> object:
    """Return a copy of an answer's result that shares no memory with it.

    Raises `ValueError` where it holds anything but plain data, is too large, or is nested too deeply.
    """
    return _Copier().copy(value, MOST_LEVELS)


def is_scalar(value: object) -> bool:
    """Tell whether a value is a number, text, bytes, a boolean or None, of Python's or NumPy's own types."""
    return type(value) in _SCALARS or type(value) in _NUMPY_SCALARS


class _Copier:
    """Copies one result, and counts what it holds."""

    def __init__(self):
        self._values = self._bytes = 0

    def copy(self, value: object, levels: int) -> object:
        if is_scalar(value):
            return self._scalar(value)
        if type(value) is np.ndarray:
            return self._array(value)
        if levels == 0:
            raise ValueError(f"data nested more than {MOST_LEVELS} levels deep")
        if type(value) in (tuple, list):
            return type(value)([self.copy(item, levels - 1) for item in value])
        if type(value) is dict:
            return {self._scalar(key): self.copy(item, levels - 1) for key, item in value.items()}
        raise ValueError(f"{_article(type(value).__name__)}: return {_advice(value)}")

    def _scalar(self, value: object) -> object:
        if not is_scalar(value):
            raise ValueError(f"{_article(type(value).__name__)}: return {_advice(value)}")
        self._count(len(value) if isinstance(value, (str, bytes)) else 0)
        return value

    def _array(self, array: np.ndarray) -> np.ndarray:
        if array.dtype.hasobject:
            raise ValueError("an array of Python objects: return an array of numbers")
        if array.dtype.kind not in ARRAY_KINDS:
            raise ValueError(f"an array of {array.dtype}: return an array of numbers")
        if array.nbytes > MOST_BYTES:
            raise ValueError(f"an array of {array.nbytes / MIB:.0f} MiB; expected at most {MOST_BYTES / MIB:.0f} MiB")
        self._count(array.nbytes)
        return array.copy()

    def _count(self, size: int) -> None:
        self._values += 1
        self._bytes += size
        if self._values > MOST_VALUES:
            raise ValueError(f"more than {MOST_VALUES} values: return an array of numbers")
        if self._bytes > MOST_BYTES:
            raise ValueError(f"more than {MOST_BYTES / MIB:.0f} MiB of data: return less")


def _advice(value: object) -> str:
    if hasattr(value, "numpy"):
        return "its NumPy array, .numpy()"
    if isinstance(value, np.ndarray) or hasattr(value, "__array__") or hasattr(value, "__array_interface__"):
        return "a plain NumPy array, np.asarray(...)"
    if hasattr(value, "__next__"):
        return "a list, list(...)"
    return "an array, a number, text, or a tuple, list or dict of these"


def _article(name: str) -> str:
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def same(one: object, other: object) -> bool:
    """Tell whether two pieces of plain data are equal in type, shape, dtype and every value (NaN equals NaN)."""
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and one.shape == other.shape and np.array_equal(_bytes(one), _bytes(other))
    if isinstance(one, (tuple, list)):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    return one == other or (one != one and other != other)


def _bytes(array: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(array).reshape(-1).view(np.uint8)


def describe(value: object) -> str:
    """Say in a few words what a value is: type, shape and range of an array, a number or text itself."""
    if isinstance(value, np.ndarray):
        return _describe_array(value)
    if isinstance(value, np.random.Generator):
        return "rng"
    if isinstance(value, (tuple, list)):
        inside = ", ".join(describe(item) for item in value[:4]) + (", ..." if len(value) > 4 else "")
        return f"({inside})" if isinstance(value, tuple) else f"[{inside}]"
    if isinstance(value, (float, np.floating)):
        return f"{value:.6g}"
    if isinstance(value, np.generic):
        return str(value)
    text = repr(value[:60] if isinstance(value, (str, bytes)) else value)  # a context's bytes are megabytes
    return text if len(text) <= 60 else text[:57] + "..."


def _describe_array(array: np.ndarray) -> str:
    shape = " x ".join(map(str, array.shape)) or "0-dimensional"
    text = f"{array.dtype} array, {shape}"
    if array.size == 0 or array.dtype.kind not in "buif":
        return text
    if array.size <= 6:
        return f"{text}: {np.array2string(array, precision=4, separator=', ', max_line_width=200)}".replace("\n", "")
    return f"{text}, {array.min():.4g} to {array.max():.4g}"
