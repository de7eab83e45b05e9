"""Reference answers of lesson 4, encryption."""

import json
import os
import unicodedata
from io import BytesIO

import numpy as np
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from privatepixels import locked_png, require


def key_from_passphrase(passphrase: str, salt: bytes, cost: int) -> bytes:
    """Derive a key from a passphrase with scrypt (RFC 7914), with block size r = 8 and parallelisation p = 1.

    The passphrase is brought to Unicode's normal form NFC and encoded in UTF-8 first: an accented letter may be typed
    as one character or as two, and looks the same.

    Args:
        passphrase: str, not empty.
        salt: bytes, at least 8; in use 16 fresh random ones for each file.
        cost: int, scrypt's N, a power of two from 2 to 2^20; a guess takes 128 N r = 1024 N bytes of memory.

    Returns:
        bytes, 32 of them: a key for AES-256.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.text("passphrase", passphrase)
    require.octets("salt", salt)
    require.that(len(salt) >= 8, "salt", salt, "at least 8 bytes")
    require.number("cost", cost, low=2, high=locked_png.HIGHEST_COST, integer=True)
    require.that(cost & (cost - 1) == 0, "cost", cost, "a power of two")
    typed = unicodedata.normalize("NFC", passphrase).encode("utf-8")
    return Scrypt(salt=salt, length=32, n=cost, r=8, p=1).derive(typed)


def encrypt_region(
    image: np.ndarray, box: tuple[int, int, int, int], key: bytes, nonce: bytes
) -> tuple[np.ndarray, bytes]:
    """Encrypt the box of an 8-bit picture with AES-256-GCM (NIST SP 800-38D), and leave the rest in clear.

    The plain text is the bytes of the box's samples, row by row, the colours of a pixel side by side (as `tobytes`
    gives them); the cipher text has as many bytes and takes their place. The associated data, which the tag covers
    too, is the box and the picture's shape: `np.array([*box, *image.shape], "<i8").tobytes()`.

    Args:
        image: uint8, H x W (grey) or H x W x 3 (colour). It isn't changed.
        box: int, (top, left, bottom, right) in pixels, half-open, inside the picture, not empty.
        key: bytes, 32 of them.
        nonce: bytes, 12 of them, which may never come twice with one key.

    Returns:
        (protected, tag): the picture with the encrypted box, uint8, the shape of `image`; and the tag, 16 bytes.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.image("image", image, dtype=np.uint8)
    require.box(box, image.shape)
    require.octets("key", key, 32)
    require.octets("nonce", nonce, 12)
    top, left, bottom, right = box
    protected = np.empty_like(image)
    protected[:top], protected[bottom:] = image[:top], image[bottom:]
    protected[top:bottom, :left], protected[top:bottom, right:] = image[top:bottom, :left], image[top:bottom, right:]
    plain, sealed = (np.ascontiguousarray(picture[top:bottom, left:right]) for picture in (image, protected))
    encryptor = Cipher(algorithms.AES(key), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(np.array([*box, *image.shape], "<i8").tobytes())
    encryptor.update_into(plain.data.cast("B"), sealed.data.cast("B"))
    encryptor.finalize()
    protected[top:bottom, left:right] = sealed
    return protected, encryptor.tag


def decrypt_region(
    protected: np.ndarray, box: tuple[int, int, int, int], key: bytes, nonce: bytes, tag: bytes
) -> np.ndarray:
    """Undo `encrypt_region`, or refuse: nothing is returned unless the tag fits all of it.

    The tag covers the cipher text in the box, the nonce, the box and the picture's shape. It doesn't cover what lies
    outside the box.

    Args:
        protected: uint8, H x W (grey) or H x W x 3 (colour), as `encrypt_region` returned it. It isn't changed.
        box: int, (top, left, bottom, right) in pixels, half-open, inside the picture, not empty.
        key: bytes, 32 of them.
        nonce: bytes, 12 of them.
        tag: bytes, 16 of them.

    Returns:
        uint8, the shape of `protected`: the picture as it was before it was encrypted.

    Raises:
        ValueError: where an argument isn't as described, and, with a message that says so, where the tag doesn't fit:
            the key is wrong, or something was changed.
    """
    require.image("protected", protected, dtype=np.uint8)
    require.box(box, protected.shape)
    require.octets("key", key, 32)
    require.octets("nonce", nonce, 12)
    require.octets("tag", tag, 16)
    top, left, bottom, right = box
    region = protected[top:bottom, left:right]
    bound = np.array([*box, *protected.shape], "<i8").tobytes()
    try:
        plain = AESGCM(key).decrypt(nonce, region.tobytes() + tag, bound)
    except InvalidTag:
        raise ValueError("tag: expected one that fits, got another: wrong key, or something was changed") from None
    image = protected.copy()
    image[top:bottom, left:right] = np.frombuffer(plain, np.uint8).reshape(region.shape)
    return image


def crack_one_byte_key(picture: np.ndarray, box: tuple[int, int, int, int]) -> int:
    """Find the one byte with which every sample in a box was XORed, from the picture alone.

    Neighbouring samples of a photograph differ little, across the border of the box too. So try all 256 keys, and add
    up for each the jumps |a - b| between all pairs of neighbours (side by side or one above the other, colour by
    colour) of which at least one lies in the box. The key with the smallest sum is the answer.

    Args:
        picture: uint8, H x W (grey) or H x W x 3 (colour), with the box encrypted. It isn't changed.
        box: int, (top, left, bottom, right) in pixels, half-open, inside the picture, not empty, and smaller than it.

    Returns:
        int from 0 to 255.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.image("picture", picture, dtype=np.uint8)
    require.box(box, picture.shape)
    require.that(tuple(box) != (0, 0, *picture.shape[:2]), "box", box, "a box smaller than the picture")
    top, left, bottom, right = box
    y, x = min(top, 1), min(left, 1)  # where the box begins in a view that is one pixel wider all round
    view = picture[top - y : bottom + 1, left - x : right + 1].astype(np.int16)
    jumps = []
    for key in range(256):
        guess = view.copy()
        guess[y : y + bottom - top, x : x + right - left] ^= key
        jumps.append(np.abs(np.diff(guess, axis=0)).sum() + np.abs(np.diff(guess, axis=1)).sum())
    return int(np.argmin(jumps))


def lock_photo(image: np.ndarray, box: tuple[int, int, int, int], passphrase: str, cost: int) -> bytes:
    """Encrypt the box of a picture under a passphrase, and return a file that anyone can look at.

    The file is a PNG. Its pixels are the protected picture. Its text entry "encrypted-region" (a tEXt chunk) holds a
    JSON object with `box`, a list of four integers, and `cost`; and `salt`, `nonce` and `tag` in hexadecimal.
    The salt is 16, the nonce 12 bytes, both drawn anew from the operating system's generator for each file. The key is
    as `key_from_passphrase` derives it, the protected picture and the tag as `encrypt_region` makes them.

    Args:
        image: uint8, H x W (grey) or H x W x 3 (colour). It isn't changed.
        box: int, (top, left, bottom, right) in pixels, half-open, inside the picture, not empty.
        passphrase: str, not empty.
        cost: int, scrypt's N, a power of two from 2 to 2^20.

    Returns:
        bytes of the file.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.image("image", image, dtype=np.uint8)
    require.box(box, image.shape)
    salt, nonce = os.urandom(16), os.urandom(12)
    protected, tag = encrypt_region(image, box, key_from_passphrase(passphrase, salt, cost), nonce)
    entry = {"box": [int(side) for side in box], "cost": int(cost)}
    entry |= {"salt": salt.hex(), "nonce": nonce.hex(), "tag": tag.hex()}
    info = PngInfo()
    info.add_text(locked_png.ENTRY, json.dumps(entry))
    png = BytesIO()
    Image.fromarray(protected).save(png, "PNG", pnginfo=info)
    return png.getvalue()


def encryption_recap() -> tuple[str, str, str, str]:
    """Answer the four questions above.

    Returns:
        four letters, each "a", "b", "c" or "d": the answers to questions 1 to 4, such as ("a", "a", "a", "a").
    """
    return ("b", "d", "a", "c")
