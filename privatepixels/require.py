"""Input validation with one form of message: `<argument>: expected <what>, got <what came>`.

Every function raises `ValueError` in that form, and returns the value when it is good.
"""

from collections.abc import Collection
from functools import cache
from math import isfinite
from numbers import Integral, Real
from typing import Any

import numpy as np
from numpy.typing import NDArray

_KINDS = {float: np.floating, int: np.integer}
_KIND_NAMES = {np.floating: "float", np.integer: "integer", np.number: "number", np.complexfloating: "complex"}


def that(holds: bool, name: str, value: object, expected: str) -> None:
    """Raise the one form of `ValueError` unless `holds`; `expected` is what the argument should have been."""
    if not holds:
        raise ValueError(f"{name}: expected {expected}, got {_describe(value)}")


def image(name: str, value: object, dtype: Any = None) -> NDArray[Any]:
    """One picture: H x W (grey) or H x W x 3 (colour), not empty.

    With `dtype` None it may be uint8 (0..255) or any float (0..1); `np.uint8` or `float` asks for that one.
    """
    expected = f"a picture (H x W or H x W x 3, {_pixels(dtype)})"
    picture = _array(name, value, expected)
    that(_is_image_shape(picture.shape) and _has_pixels(picture.dtype, dtype), name, value, expected)
    return _in_range(name, picture)


def images(name: str, value: object, dtype: Any = None) -> NDArray[Any]:
    """Pictures of one size, stacked: N x H x W (grey) or N x H x W x 3 (colour), not empty; `dtype` as for `image`."""
    expected = f"pictures (N x H x W or N x H x W x 3, {_pixels(dtype)})"
    stack = _array(name, value, expected)
    is_stack = stack.ndim > 2 and len(stack) > 0 and _is_image_shape(stack.shape[1:])
    that(is_stack and _has_pixels(stack.dtype, dtype), name, value, expected)
    return _in_range(name, stack)


def array(
    name: str, value: object, shape: tuple[int | None, ...] | None = None, dtype: Any = None, ndim: int | None = None
) -> NDArray[Any]:
    """A NumPy array; in `shape`, None stands for any length.

    `dtype` may be exact (`np.uint8`) or a kind: `float` (any float), `int` (any integer), `np.number`.
    """
    wanted = _KINDS.get(dtype, dtype)
    parts = []
    if shape is not None:
        parts.append("of shape (" + ", ".join("any" if n is None else str(n) for n in shape) + ")")
    if ndim is not None:
        parts.append(f"with {ndim} dimension" + "s" * (ndim != 1))
    if wanted is not None:
        parts.append(f"of dtype {_KIND_NAMES.get(wanted) or np.dtype(wanted)}")
    expected = " ".join(["an array", *parts])
    found = _array(name, value, expected)
    that(shape is None or _matches(found.shape, shape), name, value, expected)
    that(ndim is None or found.ndim == ndim, name, value, expected)
    that(wanted is None or np.issubdtype(found.dtype, wanted), name, value, expected)
    return found


def weights(name: str, value: object, like: list[NDArray[Any]] | None = None) -> list[NDArray[Any]]:
    """The weights of a network: a list of float arrays without NaN or infinity; with `like`, of the shapes of these."""
    expected = "a list of float arrays"
    that(_are_float_arrays(value), name, value, expected)
    if like is not None:
        found, wanted = ([part.shape for part in parts] for parts in (value, like))
        if found != wanted:
            raise ValueError(f"{name}: expected arrays of the shapes {wanted}, got {found}")
    for place, part in enumerate(value):
        odd = part.size - int(np.count_nonzero(np.isfinite(part)))
        if odd:
            raise ValueError(f"{name}: expected finite numbers, got {odd} NaN or infinite of {part.size} in [{place}]")
    return value


def gradients(name: str, value: object, like: list[NDArray[Any]] | None = None) -> list[NDArray[Any]]:
    """The gradients of each example: finite float arrays, each with a row for each example (there may be none).

    With `like`, an array for each of these, whose rows have its shape.
    """
    expected = "a list of float arrays without NaN, each with a row for each example"
    fit = _are_float_arrays(value) and all(part.ndim > 0 and len(part) == len(value[0]) for part in value)
    that(fit and all(np.isfinite(part).all() for part in value), name, value, expected)
    if like is not None:
        found, wanted = [part.shape[1:] for part in value], [part.shape for part in like]
        if found != wanted:
            raise ValueError(f"{name}: expected rows of the shapes {wanted}, as the weights have, got {found}")
    return value


def _are_float_arrays(value: object) -> bool:
    """Tell whether a value is a list of one or more float arrays."""
    is_list = isinstance(value, list) and len(value) > 0
    return is_list and all(isinstance(part, np.ndarray) and part.dtype.kind == "f" for part in value)


def grey_shape(name: str, value: object, low: int) -> tuple[int, int]:
    """The shape (H, W) of one grey picture, each side at least `low`."""
    that(isinstance(value, tuple) and len(value) == 2, name, value, "(H, W)")
    for side in value:
        number(name, side, low=low, integer=True)
    return value


def number(
    name: str,
    value: object,
    low: float | None = None,
    high: float | None = None,
    integer: bool = False,
    low_open: bool = False,
) -> float:
    """A finite number (not a bool) with `low <= value <= high`; with `low_open`, `low < value`.

    With `integer` its type must be an integer's: 3.0 isn't one.
    """
    bounds = []
    if low is not None:
        bounds.append(f"{'>' if low_open else '>='} {low}")
    if high is not None:
        bounds.append(f"<= {high}")
    expected = " ".join(["an integer" if integer else "a number", " and ".join(bounds)]).rstrip()
    is_number = isinstance(value, Integral if integer else Real) and not isinstance(value, bool)
    that(is_number and (isinstance(value, Integral) or isfinite(value)), name, value, expected)
    that(low is None or value > low or (value == low and not low_open), name, value, expected)
    that(high is None or value <= high, name, value, expected)
    return value


def box(box: object, image_shape: tuple[int, ...]) -> tuple[int, int, int, int]:
    """A box (top, left, bottom, right) in pixels, half-open: rows top to bottom - 1, columns left to right - 1.

    A tuple of four integers, inside a picture of `image_shape` (H, W, ...), and not empty.
    """
    height, width = image_shape[:2]
    expected = f"integers (top, left, bottom, right), 0 <= top < bottom <= {height} and 0 <= left < right <= {width}"
    is_box = isinstance(box, tuple) and len(box) == 4
    that(is_box and all(isinstance(n, Integral) and not isinstance(n, bool) for n in box), "box", box, expected)
    top, left, bottom, right = box
    that(0 <= top < bottom <= height and 0 <= left < right <= width, "box", box, expected)
    return box


def colour(name: str, value: object, image_shape: tuple[int, ...]) -> int | tuple[int, int, int]:
    """A colour for an 8-bit picture of `image_shape`: a grey level 0..255, or for H x W x 3 a tuple of three levels."""
    grey = len(image_shape) == 2
    levels = (value,) if grey else value
    is_colour = isinstance(levels, tuple) and len(levels) == (1 if grey else 3)
    that(
        is_colour and all(isinstance(n, Integral) and not isinstance(n, bool) and 0 <= n <= 255 for n in levels),
        name,
        value,
        "an integer from 0 to 255" if grey else "a tuple of three integers from 0 to 255",
    )
    return value


def same_shape(name_a: str, a: NDArray[Any], name_b: str, b: NDArray[Any]) -> None:
    """Two arrays of one shape; the message names both arguments."""
    that(np.shape(a) == np.shape(b), name_b, b, f"the shape of {name_a}, {np.shape(a)}")


def generator(name: str, value: object) -> np.random.Generator:
    """A NumPy random generator, as `numpy.random.default_rng(seed)` makes it."""
    that(isinstance(value, np.random.Generator), name, value, "a numpy.random.Generator")
    return value


def choice(name: str, value: object, options: Collection[str]) -> str:
    """One of the strings in `options`."""
    that(isinstance(value, str) and value in options, name, value, "one of " + ", ".join(map(repr, options)))
    return value


def text(name: str, value: object) -> str:
    """A string that says something: not empty, not only spaces."""
    that(isinstance(value, str) and bool(value.strip()), name, value, "a text that isn't empty")
    return value


def octets(name: str, value: object, length: int | None = None) -> bytes:
    """Bytes, as many as `length` says; messages tell how many came and never show them: they may be a key."""
    expected = "bytes" if length is None else f"{length} bytes"
    that(isinstance(value, bytes) and length in (None, len(value)), name, value, expected)
    return value


def _describe(value: object) -> str:
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape} and dtype {value.dtype}"
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    if value is None or isinstance(value, bool | int | float | complex | str):
        shown = repr(value)
        return shown if len(shown) <= 60 else shown[:57] + "..."
    if isinstance(value, tuple) and len(value) <= 4 and all(isinstance(item, Real) for item in value):
        return f"({', '.join(map(_describe, value))})"
    if isinstance(value, list | tuple | dict | set):
        return f"a {type(value).__name__} of length {len(value)}"
    return f"an object of type {type(value).__name__}"


def _array(name: str, value: object, expected: str) -> NDArray[Any]:
    that(isinstance(value, np.ndarray), name, value, expected)
    return value


def _matches(shape: tuple[int, ...], wanted: tuple[int | None, ...]) -> bool:
    return len(shape) == len(wanted) and all(w in (None, n) for n, w in zip(shape, wanted, strict=True))


def _is_image_shape(shape: tuple[int, ...]) -> bool:
    return (len(shape) == 2 or (len(shape) == 3 and shape[2] == 3)) and min(shape) > 0


@cache
def _pixels(dtype: Any) -> str:
    if dtype is None:
        return "uint8 or float in 0..1"
    return "float in 0..1" if np.issubdtype(_KINDS.get(dtype, dtype), np.floating) else str(np.dtype(dtype))


@cache
def _has_pixels(found: np.dtype, dtype: Any) -> bool:
    if dtype is None:
        return found == np.uint8 or np.issubdtype(found, np.floating)
    return np.issubdtype(found, _KINDS.get(dtype, dtype))


def _in_range(name: str, picture: NDArray[Any]) -> NDArray[Any]:
    if picture.dtype.kind == "f":
        low, high = picture.min(), picture.max()
        if not (low >= 0 and high <= 1):  # False for NaN too
            raise ValueError(f"{name}: expected float pixels in 0..1, got values from {low:.4g} to {high:.4g}")
    return picture
