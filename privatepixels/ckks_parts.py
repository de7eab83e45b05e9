"""The polynomials inside of TenSEAL's ciphertexts, for the attack on a key whose results are shared.

It serves contexts with the course's parameters (`ckks.new_keys()`), which have one prime for data. A polynomial stands
in SEAL's own form: as its N values at the odd powers of a root of unity, modulo that prime, so that polynomials are
multiplied value by value. In this order, reversing the array replaces X by 1 / X.
"""

import struct
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from privatepixels import ckks, require

if TYPE_CHECKING:
    import tenseal

_HEADER = struct.Struct("<HBBBBHQ")  # of SEAL 4's files: magic number, its own size, version, compression, 0, all bytes
_MAGIC, _VERSION, _UNCOMPRESSED = 0xA15E, (4, 3), 0


def modulus() -> int:
    """Return the prime that all is calculated with; it follows from the parameters, and everybody knows it."""
    return _seal().CoeffModulus.Create(ckks.DEGREE, list(ckks.MODULI))[0].value()


def polynomials(context: "tenseal.Context", vector: "tenseal.CKKSVector") -> tuple[NDArray[Any], NDArray[Any]]:
    """Return (c0, c1) of an encrypted vector, each N Python integers in an array.

    It takes no secret: decryption is c0 + c1 s, so decrypting with the 'keys' 0 and 1 gives c0 and c0 + c1.
    """
    zero, one = (_values(_decrypted(context, np.full(ckks.DEGREE, key), vector)) for key in (0, 1))
    return zero, (one - zero) % modulus()


def encoded(context: "tenseal.Context", numbers: Sequence[float], vector: "tenseal.CKKSVector") -> NDArray[Any]:
    """Return the polynomial that stands for numbers, N / 2 of them, at the scale of an encrypted vector."""
    numbers = require.array("numbers", np.asarray(numbers, np.float64), shape=(ckks.SLOTS,))
    plaintext, ciphertext = _seal().Plaintext(), vector.ciphertext()[0]
    _encoder(context).encode(numbers.tolist(), ciphertext.parms_id(), ciphertext.scale, plaintext)
    return _values(plaintext)


def decrypt_with(context: "tenseal.Context", key: NDArray[Any], vector: "tenseal.CKKSVector") -> NDArray[np.float64]:
    """Decrypt a vector with a secret key that is given as a polynomial, N integers; returns its numbers, float64."""
    require.array("key", key, shape=(ckks.DEGREE,))
    return np.array(_encoder(context).decode_double(_decrypted(context, key, vector)))[: vector.size()]


def _seal() -> ModuleType:
    from tenseal import sealapi

    return sealapi


def _encoder(context: "tenseal.Context") -> Any:
    return _seal().CKKSEncoder(context.seal_context().data)


def _values(plaintext: Any) -> NDArray[Any]:
    return np.array([plaintext.data(i) for i in range(ckks.DEGREE)], object)


def _decrypted(context: "tenseal.Context", key: NDArray[Any], vector: "tenseal.CKKSVector") -> Any:
    inside, plaintext = context.seal_context().data, _seal().Plaintext()
    _seal().Decryptor(inside, _secret_key(inside, key)).decrypt(vector.ciphertext()[0], plaintext)
    return plaintext


def _secret_key(inside: Any, key: NDArray[Any]) -> Any:
    """Make a key for SEAL by way of a file. The part that belongs to the prime for keys isn't used here, and left 0."""
    values = np.concatenate([key.astype("<u8"), np.zeros(len(key), "<u8")])
    array = _file(struct.pack("<Q", len(values)) + values.tobytes())
    secret = _seal().SecretKey()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "key"
        path.write_bytes(_file(struct.pack("<4QQd", *inside.key_parms_id(), len(values), 1.0) + array))
        secret.load(inside, str(path))
    return secret


def _file(body: bytes) -> bytes:
    return _HEADER.pack(_MAGIC, _HEADER.size, *_VERSION, _UNCOMPRESSED, 0, _HEADER.size + len(body)) + body
