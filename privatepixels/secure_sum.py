"""What both ends of secure aggregation agree on: a field, a stream of masks, fixed-point numbers, and bytes to send.

The protocol is that of Bonawitz et al. 2017, "Practical Secure Aggregation for Privacy-Preserving Machine Learning",
doi:10.1145/3133956.3133982.
"""

from math import ceil, log2

import numpy as np
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from numpy.typing import NDArray

from privatepixels import require

SECRET_BYTES = 32
PRIME = 2**256 + 297  # the first prime above 2^256: any secret of 32 bytes is an element of its field
PAPER_KEY_BITS = PAPER_SHARE_BITS = 256


def expand_seed(seed: bytes, round_number: int, size: int) -> NDArray[np.uint64]:
    """Stretch a seed to as many random 64-bit integers as a message has, other ones in each round.

    HKDF with SHA-256 (RFC 5869) makes a key of the seed and the round; the integers are the key stream of AES-256 in
    counter mode from 0, eight bytes each, little end first.
    seed: 32 bytes. round_number: an integer from 0 to 2^64 - 1. size: an integer >= 1. Returns uint64 (size,).
    Raises ValueError for anything else.
    """
    require.octets("seed", seed, SECRET_BYTES)
    require.number("round_number", round_number, low=0, high=2**64 - 1, integer=True)
    require.number("size", size, low=1, integer=True)
    info = b"private pixels, mask of round " + int(round_number).to_bytes(8, "big")
    key = HKDF(hashes.SHA256(), length=32, salt=None, info=info).derive(seed)
    stream = Cipher(algorithms.AES(key), modes.CTR(bytes(16))).encryptor().update(bytes(8 * size))
    return np.frombuffer(stream, "<u8").astype(np.uint64)


def decode_sum(total: NDArray[np.uint64], fraction_bits: int) -> NDArray[np.float64]:
    """Read a sum of fixed-point numbers modulo 2^64: the upper half of the integers stands for negative numbers.

    total: uint64 (n,). fraction_bits: binary digits after the point, an integer from 0 to 62. Returns float64 (n,).
    Raises ValueError for anything else.
    """
    require.array("total", total, ndim=1, dtype=np.uint64)
    require.number("fraction_bits", fraction_bits, low=0, high=62, integer=True)
    return total.view(np.int64) / 2.0**fraction_bits


def paper_expansion(clients: int, size: int, value_bits: int) -> float:
    """How many times more bits a client sends in the paper's protocol than its values have in clear.

    clients: how many there are, an integer >= 2. size: values in a message, an integer >= 1. value_bits: of one value,
    an integer >= 1. Raises ValueError for anything else.
    Source: Bonawitz et al. 2017, section 7.1, 'Communication' of a user: 2 n keys, 5 n - 4 shares, and the masked
    values, each with room for the sum of n; keys and shares have 256 bits.
    """
    require.number("clients", clients, low=2, integer=True)
    require.number("size", size, low=1, integer=True)
    require.number("value_bits", value_bits, low=1, integer=True)
    masked = size * ceil(log2(clients * (2**value_bits - 1) + 1))
    sent = 2 * clients * PAPER_KEY_BITS + (5 * clients - 4) * PAPER_SHARE_BITS + masked
    return sent / (size * value_bits)


def require_messages(name: str, value: object) -> None:
    """Demand a dict from client numbers to uint64 arrays (n,) of one length, not empty."""
    good = _is_by_client(value, np.ndarray) and len(value) > 0
    good = good and all(one.ndim == 1 and one.dtype == np.uint64 and one.size for one in value.values())
    good = good and len({one.size for one in value.values()}) == 1
    require.that(good, name, value, "a dict from client numbers to uint64 arrays of one length")


def require_secrets(name: str, value: object) -> None:
    """Demand a dict from client numbers to 32 bytes each."""
    good = _is_by_client(value, bytes) and all(len(one) == SECRET_BYTES for one in value.values())
    require.that(good, name, value, f"a dict from client numbers to {SECRET_BYTES} bytes each")


def require_clients(name: str, value: object) -> None:
    """Demand a list of client numbers, integers >= 0."""
    good = isinstance(value, list) and all(_is_integer(client) and client >= 0 for client in value)
    require.that(good, name, value, "a list of client numbers")


def require_share(name: str, value: object) -> None:
    """Demand one share: a tuple of its place x, an integer >= 1, and its value y, an integer from 0 to PRIME - 1."""
    good = isinstance(value, tuple) and len(value) == 2 and all(map(_is_integer, value))
    good = good and 1 <= value[0] < PRIME and 0 <= value[1] < PRIME
    require.that(good, name, value, "shares (x, y) of two integers, x >= 1 and 0 <= y < PRIME")


def _is_by_client(value: object, kind: type) -> bool:
    if not isinstance(value, dict):
        return False
    return all(_is_integer(client) and client >= 0 and isinstance(one, kind) for client, one in value.items())


def _is_integer(value: object) -> bool:
    return isinstance(value, int | np.integer) and not isinstance(value, bool)
