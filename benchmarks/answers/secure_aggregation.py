"""The answers of the lesson `secure_aggregation` beside loops over numbers, and beside bare key streams."""

import numpy as np
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from benchmarks.contest import LOOP, OURS, Contest
from privatepixels.secure_sum import expand_seed
from solutions.secure_aggregation import answers

CLIENTS = 12
BITS = 24


def contests(picture: np.ndarray) -> list[Contest]:
    """List the contests of this lesson's answers on as many numbers as a picture of a megapixel has pixels."""
    update = picture.ravel() / 255 - 0.5
    encoded = answers.encode_update(update, BITS, CLIENTS)
    private = {client: bytes([client + 1]) * 32 for client in range(CLIENTS)}
    keys = {client: X25519PrivateKey.from_private_bytes(key) for client, key in private.items()}
    public = {client: key.public_key().public_bytes_raw() for client, key in keys.items()}
    seed = bytes(32)
    masks = [expand_seed(bytes([number]) * 32, 0, update.size) for number in range(CLIENTS)]
    return [
        Contest(
            "encode_update",
            OURS,
            {
                LOOP: lambda: encoding_by_loop(update),
                OURS: lambda: answers.encode_update(update, BITS, CLIENTS),
            },
        ),
        Contest(
            f"mask_update ({CLIENTS} clients)",
            OURS,
            {
                LOOP: lambda: masking_by_loop(encoded, masks),
                "cryptography, the bare key streams": lambda: key_streams(update.size),
                OURS: lambda: answers.mask_update(encoded, 5, private[5], public, seed, 0),
            },
        ),
    ]


def encoding_by_loop(update: np.ndarray) -> list[int]:
    """Encode one number at a time."""
    return [round(value * 2**BITS) % 2**64 for value in update.tolist()]


def masking_by_loop(encoded: np.ndarray, masks: list[np.ndarray]) -> list[int]:
    """Add masks that are there already, one number at a time."""
    masked = encoded.tolist()
    for mask in masks:
        for place, value in enumerate(mask.tolist()):
            masked[place] = (masked[place] + value) % 2**64
    return masked


def key_streams(size: int) -> list[bytes]:
    """Make as many key streams as a client has masks, and do nothing with them."""
    zeros = bytes(8 * size)
    return [
        Cipher(algorithms.AES(bytes([number]) * 32), modes.CTR(bytes(16))).encryptor().update(zeros)
        for number in range(CLIENTS)
    ]
