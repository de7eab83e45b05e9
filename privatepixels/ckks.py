"""CKKS through TenSEAL: keys with the course's parameters, and contexts and encrypted vectors from bytes.

TenSEAL is an extra, for one lesson needs it and it has no wheel for every system: `library` gives it, or a stand-in
that says how to get it.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from privatepixels import require

if TYPE_CHECKING:
    import tenseal

DEGREE = 4096
MODULI = (54, 55)
SCALE = 2**22
SLOTS = DEGREE // 2
MISSING = (
    "this needs TenSEAL, which isn't installed: `python -m pip install tenseal`. It has wheels for Python 3.11 to 3.13 "
    "on Linux (x86-64 and ARM), Windows (x86-64) and macOS from 14 on (Apple silicon). Without it, the exercises on "
    "Paillier work all the same"
)


class _Missing:
    """Stands where TenSEAL would, and says so when it is used."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        raise ImportError(MISSING)


def library() -> ModuleType | _Missing:
    """Import TenSEAL; where it isn't installed, return a stand-in that raises ImportError when it is used."""
    try:
        with _own_symbols_first():
            import tenseal
    except ImportError:
        return _Missing()
    return tenseal


def installed() -> bool:
    """Tell whether TenSEAL is installed, without importing it."""
    return find_spec("tenseal") is not None


@contextmanager
def _own_symbols_first() -> Iterator[None]:
    """Let a library that is loaded use its own protobuf: TensorFlow's, of another version, crashes TenSEAL on Linux."""
    if not hasattr(os, "RTLD_DEEPBIND"):
        yield
        return
    before = sys.getdlopenflags()
    sys.setdlopenflags(before | os.RTLD_DEEPBIND)
    try:
        yield
    finally:
        sys.setdlopenflags(before)


def new_keys(
    degree: int = DEGREE, moduli: Sequence[int] = MODULI, scale: float = SCALE, *, rotations: bool = True
) -> bytes:
    """Make a TenSEAL context with fresh keys, the secret one among them, and return it as bytes.

    degree: N, a power of two; a ciphertext has N / 2 slots. moduli: bits of each prime of the modulus, the last one
    being for keys only. scale: numbers are multiplied by it and rounded. rotations: with the (large) Galois keys that
    it takes to sum up the slots of a ciphertext. SEAL refuses what has less than 128 bits of
    security by the Homomorphic Encryption Standard (2018). Nothing is rescaled by itself: the scale of a product is
    the product of the scales. Raises ValueError where SEAL refuses.
    """
    ts = library()
    try:
        context = ts.context(ts.SCHEME_TYPE.CKKS, degree, coeff_mod_bit_sizes=list(moduli))
    except (TypeError, ValueError, RuntimeError) as error:
        raise ValueError(f"degree, moduli: expected what SEAL takes, got {degree}, {moduli}: {error}") from None
    context.global_scale = require.number("scale", scale, low=1)
    context.auto_rescale = context.auto_mod_switch = False
    if rotations:
        context.generate_galois_keys()
    return context.serialize(save_secret_key=True)


def open_context(name: str, data: object) -> "tenseal.Context":
    """Read a context from bytes. Raises ValueError that names the argument where they hold none for CKKS."""
    expected = "the bytes of a CKKS context"
    require.that(isinstance(data, bytes) and len(data) > 0, name, data, expected)
    try:
        context = library().context_from(data)
        if context.global_scale > 0:
            return context
    except (TypeError, ValueError, RuntimeError):
        pass
    raise ValueError(f"{name}: expected {expected}, got {len(data)} bytes that are none, or not whole")


def open_vector(name: str, context: "tenseal.Context", data: object) -> "tenseal.CKKSVector":
    """Read an encrypted vector from bytes.

    Raises ValueError that names the argument where they hold none, or one with other parameters than the context's.
    Another key with the same parameters isn't noticed: nothing in a ciphertext tells it.
    """
    expected = "the bytes of a vector encrypted with the context's parameters"
    require.that(isinstance(data, bytes) and len(data) > 0, name, data, expected)
    try:
        return library().ckks_vector_from(context, data)
    except (TypeError, ValueError, RuntimeError):
        raise ValueError(f"{name}: expected {expected}, got {len(data)} bytes that are none, or not whole") from None


def decrypt(
    name: str, context: "tenseal.Context", ciphertexts: Sequence[bytes], limit: float = 1000.0
) -> NDArray[np.float64]:
    """Decrypt vectors of one length with a context that holds the secret key: float64, one row for each.

    limit: the largest size of a number that makes sense. A ciphertext from another key decrypts to noise, which is far
    larger almost everywhere; that, too, raises ValueError.
    """
    require.that(context.has_secret_key(), "context", context, "a context with the secret key")
    require.that(isinstance(ciphertexts, (list, tuple)) and len(ciphertexts) > 0, name, ciphertexts, "a list of bytes")
    found = [open_vector(name, context, data).decrypt() for data in ciphertexts]
    require.that(len({len(row) for row in found}) == 1, name, ciphertexts, "vectors of one length")
    numbers = np.array(found)
    largest = np.abs(numbers).max()
    if not largest <= limit:
        raise ValueError(f"{name}: expected numbers up to {limit:g}, got {largest:.3g}: another key, or an overflow")
    return numbers


def weighted_sums(columns: Sequence["tenseal.CKKSVector"], weights: NDArray[np.floating]) -> list["tenseal.CKKSVector"]:
    """Add up D encrypted columns times weights, D x K, to K sums; each sum is of all the slots at once."""
    sums = []
    for column_weights in weights.T:
        # What rounds to 0 is left out, since TenSEAL gives such a product another scale.
        used = [(column, float(w)) for column, w in zip(columns, column_weights, strict=True) if abs(w) > 1e-6]
        total = used[0][0] * used[0][1]
        for column, weight in used[1:]:
            total.add_(column * weight)
        sums.append(total)
    return sums


def score_packed(
    context: bytes, ciphertexts: Sequence[bytes], *layers: tuple[NDArray[np.floating], NDArray[np.floating]]
) -> list[bytes]:
    """Score packed pictures, as a server does: with a linear classifier, or a network that squares between layers.

    context: bytes, without a secret key. ciphertexts: bytes of D vectors, one for each pixel. layers: weights (D x K)
    and biases (K) of each. Returns the bytes of a vector for each class. Raises ValueError for anything else.
    """
    server = open_context("context", context)
    require.that(isinstance(ciphertexts, (list, tuple)) and len(ciphertexts) > 0, "ciphertexts", ciphertexts, "a list")
    columns = [open_vector("ciphertexts", server, data) for data in ciphertexts]
    one = library().ckks_vector(server, [1.0] * columns[0].size())  # A bias is the weight of a column of ones.
    for number, (weights, bias) in enumerate(layers):
        require.array("layers", weights, shape=(len(columns), None), dtype=float)
        require.array("layers", bias, shape=weights.shape[1:], dtype=float)
        if number:
            columns, one = [column.square() for column in columns], (one * 1.0).square()
        columns = weighted_sums([*columns, one], np.vstack([weights, bias]))
    return [column.serialize() for column in columns]
