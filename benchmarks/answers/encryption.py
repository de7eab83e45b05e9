"""The answers of the lesson `encryption` beside loops over pixels and libraries."""

import numpy as np
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from benchmarks.contest import LOOP, OURS, Contest
from solutions.encryption import answers as encryption


def contests(picture: np.ndarray) -> list[Contest]:
    """List the contests of this lesson's answers on a picture of a megapixel."""
    colour = np.stack([picture, picture.T, 255 - picture], axis=2)
    return [_encryption_of("grey", picture), _encryption_of("colour", colour)]


def _encryption_of(kind: str, image: np.ndarray) -> Contest:
    """The box is the whole picture; the loop XORs one byte, as the article's key has no more."""
    key, nonce, box, bare = bytes(range(32)), bytes(12), (0, 0, *image.shape[:2]), image.tobytes()
    return Contest(
        f"encrypt_region ({kind})",
        OURS,
        {
            LOOP: lambda: encryption_by_loop(image, box, 167),
            "cryptography on the bare bytes": lambda: AESGCM(key).encrypt(nonce, bare, None),
            OURS: lambda: encryption.encrypt_region(image, box, key, nonce),
        },
    )


def encryption_by_loop(image: np.ndarray, box: tuple[int, int, int, int], key: int) -> np.ndarray:
    """XOR each pixel of the box with the key, one at a time: the article's 4.4.1 with its `encrypt` filled in."""
    encrypted_image = np.copy(image)
    for y in range(box[0], box[2]):
        for x in range(box[1], box[3]):
            encrypted_image[y, x] = image[y, x] ^ key
    return encrypted_image
