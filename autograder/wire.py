"""Plain data as a JSON text and a list of buffers: how it crosses to a student's kernel and back.

JSON's own types stand for themselves; everything else is a list that starts with its kind. The bytes of arrays stand
in the buffers, in the order of the text. Nothing is executed to read it, and sizes are checked before memory is taken.
"""

import json
import math
import re
import zlib
from collections.abc import Iterator, Sequence

import numpy as np

from autograder import plain

MOST_TEXT = 4 * 2**20  # characters
MOST_DIGITS = 1000  # of an integer
MOST_BYTES_AN_ITEM = 2**16
_DTYPE = re.compile(rf"[<>|=][{plain.ARRAY_KINDS}]\d{{1,6}}")
_BIT_GENERATORS = ("MT19937", "PCG64", "PCG64DXSM", "Philox", "SFC64")


def encode(value: object) -> tuple[str, list[bytes]]:
    """Write plain data, and generators, as a text and buffers. Raises `ValueError` where it is too large to cross."""
    buffers: list[bytes] = []
    text = json.dumps(_tree(value, buffers), separators=(",", ":"))
    if len(text) > MOST_TEXT:
        raise ValueError("more than fits: return large data as an array")
    return text, buffers


def decode(
    text: str, buffers: Sequence[bytes], *, most_bytes: int = plain.MOST_BYTES, generators: bool = False
) -> object:
    """Read what `encode` wrote: new objects, which share no memory with the buffers.

    Raises `ValueError` on anything else: this may come from anybody.
    """
    if not isinstance(text, str) or len(text) > MOST_TEXT:
        raise ValueError(f"text: expected at most {MOST_TEXT} characters of JSON")
    if sum(map(len, buffers)) > most_bytes:
        raise ValueError(f"buffers: expected at most {most_bytes} bytes, got {sum(map(len, buffers))}")
    try:
        tree = json.loads(text)
    except RecursionError:
        raise ValueError("text: nested too deeply") from None
    return _Reader(iter(buffers), generators).value(tree, plain.MOST_LEVELS + 2)


def _tree(value: object, buffers: list[bytes]) -> object:
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
    if isinstance(value, np.random.Generator):
        return ["generator", _tree(value.bit_generator.state, buffers)]
    if isinstance(value, (np.ndarray, np.generic)):
        buffers.append(value.tobytes())
        return ["array" if kind is np.ndarray else "scalar", value.dtype.str, *value.shape]
    raise ValueError(f"value: expected plain data, got {kind.__name__}")


class _Reader:
    """Reads one value; takes each buffer once, in order."""

    def __init__(self, buffers: Iterator[bytes], generators: bool):
        self._buffers = buffers
        self._generators = generators

    def value(self, tree: object, levels: int) -> object:
        if levels < 0:
            raise ValueError("text: nested too deeply")
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
                return self._array(dtype, shape)
            case ["scalar", str(dtype)]:
                return self._array(dtype, [])[()]
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

    def _array(self, dtype: str, shape: list) -> np.ndarray:
        if not _DTYPE.fullmatch(dtype):
            raise ValueError(f"dtype: expected numbers, booleans or text, got {dtype[:40]!r}")
        kind = np.dtype(dtype)
        if not 0 < kind.itemsize <= MOST_BYTES_AN_ITEM:
            raise ValueError(f"dtype: expected 1 to {MOST_BYTES_AN_ITEM} bytes an item, got {dtype}")
        if len(shape) > 64 or not all(type(length) is int and 0 <= length < 2**31 for length in shape):
            raise ValueError(f"shape: expected lengths of at most 64 axes, got {str(shape)[:40]}")
        data = self._buffer()
        if math.prod(shape) * kind.itemsize != len(data):
            raise ValueError(f"shape: expected {len(data)} bytes of {dtype}, got {str(shape)[:40]}")
        if kind.kind == "b":  # Any byte but 0 is True, and a lawful one.
            return np.ndarray(shape, np.uint8, data) != 0
        return np.ndarray(shape, kind, data).copy()

    def _buffer(self) -> bytes:
        try:
            return next(self._buffers)
        except StopIteration:
            raise ValueError("buffers: expected as many as the text names, got fewer") from None


def _generator(state: object) -> np.random.Generator:
    """Make a generator in this state; its children, `spawn(n)`, depend on nothing else."""
    match state:
        case {"bit_generator": name} if name in _BIT_GENERATORS:
            bits = getattr(np.random, name)(zlib.crc32(repr(state).encode()))
            bits.state = state
            return np.random.Generator(bits)
    raise ValueError(f"generator: expected the state of one of {', '.join(_BIT_GENERATORS)}")
