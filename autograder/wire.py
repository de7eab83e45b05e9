"""Plain data as a JSON text and a list of buffers: how it crosses to a student's kernel and back.

JSON's own types stand for themselves; everything else is a list that starts with its kind. The bytes of arrays stand
in the buffers, in the order of the text. Nothing is executed to read it, and sizes are checked before memory is taken.
"""

import json
import math
import re
import zlib
from collections.abc import Sequence

import numpy as np

from autograder import plain

Data = bytes | memoryview
MOST_TEXT = 4 * 2**20  # characters
MOST_VALUES = 2 * plain.MOST_VALUES  # lists and keys count here
MOST_BUFFERS = 1000
MOST_DIGITS = 1000  # of an integer
MOST_BYTES_AN_ITEM = 2**16
_DTYPE = re.compile(rf"[<>|=][{plain.ARRAY_KINDS}]\d{{1,6}}")
_BIT_GENERATORS = ("MT19937", "PCG64", "PCG64DXSM", "Philox", "SFC64")


def encode(value: object) -> tuple[str, list[Data]]:
    """Write plain data, and generators, as a text and buffers, which share memory with the value's arrays.

    Raises `ValueError` where it is too large to cross.
    """
    buffers: list[Data] = []
    text = json.dumps(_tree(value, buffers), separators=(",", ":"))
    size = sum(memoryview(buffer).nbytes for buffer in buffers)
    if len(text) > MOST_TEXT or len(buffers) > MOST_BUFFERS or size > plain.MOST_BYTES:
        raise ValueError("more data than can be handed over: return less, or one array in place of many values")
    return text, buffers


def decode(text: str, buffers: Sequence[Data], *, generators: bool = False, copy: bool = True) -> object:
    """Read what `encode` wrote. Without `copy` arrays are views of the buffers, which can't be written to.

    Raises `ValueError` on anything else: this may come from anybody.
    """
    if not isinstance(text, str) or len(text) > MOST_TEXT:
        raise ValueError(f"text: expected at most {MOST_TEXT} characters of JSON")
    if sum(memoryview(buffer).nbytes for buffer in buffers) > plain.MOST_BYTES:
        raise ValueError(f"buffers: expected at most {plain.MOST_BYTES} bytes")
    try:
        tree = json.loads(text)
    except RecursionError:
        raise ValueError("text: nested too deeply") from None
    return _Reader(buffers, generators, copy).value(tree, plain.MOST_LEVELS + 2)


def _tree(value: object, buffers: list[Data]) -> object:
    """Turn a value into what JSON can hold, and put the bytes into `buffers`."""
    kind = type(value)
    if value is None or kind in (bool, float, str):
        return value
    if kind is int:
        if abs(value) >= 10**MOST_DIGITS:
            raise ValueError(f"a number of more than {MOST_DIGITS} digits")
        return value
    if kind is complex:
        return ["complex", value.real, value.imag]
    if kind is bytes:
        buffers.append(value)
        return ["bytes"]
    if kind in (tuple, list):
        return [kind.__name__, *[_tree(item, buffers) for item in value]]
    if kind is dict:
        return ["dict", *[[_tree(key, buffers), _tree(item, buffers)] for key, item in value.items()]]
    if kind is np.ndarray:
        buffers.append(np.ascontiguousarray(value).reshape(-1).view(np.uint8).data)
        return ["array", value.dtype.str, *value.shape]
    if isinstance(value, np.generic):
        array = np.asarray(value)
        return ["scalar", array.dtype.str, array.tobytes().hex()]
    if isinstance(value, np.random.Generator):
        return ["generator", _tree(value.bit_generator.state, buffers)]
    raise ValueError(f"value: expected plain data, got {kind.__name__}")


class _Reader:
    """Reads one value; takes each buffer once, in order."""

    def __init__(self, buffers: Sequence[Data], generators: bool, copy: bool):
        self._buffers = iter(buffers)
        self._generators = generators
        self._copy = copy
        self._left = MOST_VALUES

    def value(self, tree: object, levels: int) -> object:
        self._left -= 1
        if self._left < 0 or levels < 0:
            raise ValueError(f"text: expected at most {MOST_VALUES} values, nested at most {plain.MOST_LEVELS} deep")
        match tree:
            case None | bool() | float() | str():
                return tree
            case int() if abs(tree) < 10**MOST_DIGITS:
                return tree
            case ["complex", float(real), float(imaginary)]:
                return complex(real, imaginary)
            case ["bytes"]:
                return bytes(self._buffer())
            case ["tuple", *items]:
                return tuple(self.value(item, levels - 1) for item in items)
            case ["list", *items]:
                return [self.value(item, levels - 1) for item in items]
            case ["dict", *items]:
                return dict(self._item(item, levels) for item in items)
            case ["array", str(dtype), *shape]:
                return self._array(_dtype(dtype), shape)
            case ["scalar", str(dtype), str(digits)]:
                return _array(_dtype(dtype), [], bytes.fromhex(digits))[()]
            case ["generator", state] if self._generators:
                return _generator(self.value(state, levels))
        raise ValueError(f"text: expected plain data, got {str(tree)[:40]!r}")

    def _item(self, tree: object, levels: int) -> tuple[object, object]:
        match tree:
            case [key, item]:
                key = self.value(key, 0)
                if plain.is_scalar(key):
                    return key, self.value(item, levels - 1)
        raise ValueError("text: expected a key and its value")

    def _array(self, dtype: np.dtype, shape: list) -> np.ndarray:
        array = _array(dtype, shape, self._buffer())
        return array.copy() if self._copy else array

    def _buffer(self) -> memoryview:
        try:
            return memoryview(next(self._buffers)).toreadonly()
        except StopIteration:
            raise ValueError("buffers: expected as many as the text names, got fewer") from None


def _dtype(text: str) -> np.dtype:
    if not _DTYPE.fullmatch(text):
        raise ValueError(f"dtype: expected numbers, booleans or text, got {text[:40]!r}")
    try:
        dtype = np.dtype(text)
    except TypeError:
        raise ValueError(f"dtype: expected one that NumPy knows, got {text!r}") from None
    if not 0 < dtype.itemsize <= MOST_BYTES_AN_ITEM:
        raise ValueError(f"dtype: expected 1 to {MOST_BYTES_AN_ITEM} bytes an item, got {text!r}")
    return dtype


def _array(dtype: np.dtype, shape: list, data: Data) -> np.ndarray:
    """Make an array of bytes that came in, if they are as many as it takes."""
    if len(shape) > 64 or not all(type(length) is int and 0 <= length < 2**31 for length in shape):
        raise ValueError(f"shape: expected lengths of at most 64 axes, got {str(shape)[:40]}")
    size = memoryview(data).nbytes
    if math.prod(shape) * dtype.itemsize != size:
        raise ValueError(f"shape: expected {size} bytes of {dtype}, got {str(shape)[:40]}")
    if dtype.kind == "b":  # Any byte but 0 is True, and a lawful one.
        return np.ndarray(shape, np.uint8, data) != 0
    return np.ndarray(shape, dtype, data)


def _generator(state: object) -> np.random.Generator:
    """Make a generator in this state; its children, `spawn(n)`, depend on nothing else."""
    match state:
        case {"bit_generator": name} if name in _BIT_GENERATORS:
            bits = getattr(np.random, name)(zlib.crc32(repr(state).encode()))
            bits.state = state
            return np.random.Generator(bits)
    raise ValueError(f"generator: expected the state of one of {', '.join(_BIT_GENERATORS)}")
