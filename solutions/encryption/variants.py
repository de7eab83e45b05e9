"""Right answers of lesson 4, each written in another way."""

import base64
import hashlib
import json
import secrets
import struct
import unicodedata
from io import BytesIO

import numpy as np
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from PIL import Image
from PIL.PngImagePlugin import PngInfo

# key_from_passphrase


def key_from_passphrase__hashlib(passphrase, salt, cost):
    """Take the standard library's scrypt, and allow it the memory."""
    secret = unicodedata.normalize("NFC", passphrase).encode()
    return hashlib.scrypt(secret, salt=salt, n=cost, r=8, p=1, maxmem=2000 * cost + 2**20, dklen=32)


def key_from_passphrase__longer_key_cut(passphrase, salt, cost):
    """Derive 64 bytes, and keep the first half: scrypt's output begins alike whatever its length."""
    derived = Scrypt(salt, 64, n=cost, r=8, p=1).derive(bytes(unicodedata.normalize("NFC", passphrase), "utf-8"))
    return derived[:32]


def key_from_passphrase__normalised_if_needed(passphrase, salt, cost):
    """Normalise only what isn't normal yet."""
    if not unicodedata.is_normalized("NFC", passphrase):
        passphrase = unicodedata.normalize("NFC", passphrase)
    parameters = {"salt": salt, "length": 256 // 8, "n": cost, "r": 8, "p": 1}
    derivation = Scrypt(**parameters)
    return derivation.derive(passphrase.encode("utf-8"))


# encrypt_region


def encrypt_region__aesgcm(image, box, key, nonce):
    """Let AESGCM do it in one call, and cut off the tag."""
    top, left, bottom, right = box
    region = image[top:bottom, left:right]
    sealed = AESGCM(key).encrypt(nonce, region.tobytes(), np.array([*box, *image.shape], "<i8").tobytes())
    protected = image.copy()
    protected[top:bottom, left:right] = np.frombuffer(sealed[:-16], np.uint8).reshape(region.shape)
    return protected, sealed[-16:]


def encrypt_region__struct_and_slices(image, box, key, nonce):
    """Pack the associated data with struct, and address the box by a tuple of slices."""
    numbers = tuple(box) + image.shape
    place = (slice(box[0], box[2]), slice(box[1], box[3]))
    encryptor = Cipher(algorithms.AES(key), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(struct.pack(f"<{len(numbers)}q", *numbers))
    ciphertext = encryptor.update(image[place].tobytes()) + encryptor.finalize()
    result = np.array(image)
    result[place].flat = np.frombuffer(ciphertext, np.uint8)
    return result, encryptor.tag


def encrypt_region__row_by_row(image, box, key, nonce):
    """Encrypt one row of the box after the other with one encryptor."""
    top, left, bottom, right = map(int, box)
    context = Cipher(algorithms.AES256(key), modes.GCM(nonce)).encryptor()
    context.authenticate_additional_data(b"".join(n.to_bytes(8, "little") for n in (*box, *image.shape)))
    protected = image.copy()
    for y in range(top, bottom):
        row = context.update(image[y, left:right].tobytes())
        protected[y, left:right] = np.frombuffer(row, dtype="uint8").reshape(image[y, left:right].shape)
    context.finalize()
    return protected, context.tag


# decrypt_region


def decrypt_region__decryptor(protected, box, key, nonce, tag):
    """Decrypt with Cipher, and let finalize compare the tag before anything is returned."""
    top, left, bottom, right = box
    decryptor = Cipher(algorithms.AES(key), modes.GCM(nonce, tag)).decryptor()
    decryptor.authenticate_additional_data(np.array([*box, *protected.shape], dtype="<i8").tobytes())
    region = protected[top:bottom, left:right]
    plain = decryptor.update(region.tobytes())
    try:
        plain += decryptor.finalize()
    except InvalidTag as error:
        raise ValueError("this is not the picture that was encrypted, or not its key") from error
    image = np.copy(protected)
    image[top:bottom, left:right] = np.frombuffer(plain, np.uint8).reshape(region.shape)
    return image


def decrypt_region__early_copy(protected, box, key, nonce, tag):
    """Copy first, then fill in; no name for the cipher text."""
    image = protected.copy()
    place = np.s_[box[0] : box[2], box[1] : box[3]]
    numbers = (*box, *protected.shape)
    cipher, bound = AESGCM(key), struct.pack("<" + "q" * len(numbers), *numbers)
    try:
        image[place].flat = bytearray(cipher.decrypt(nonce, image[place].tobytes() + tag, bound))
    except InvalidTag:
        raise ValueError("cannot be opened") from None
    return image


def decrypt_region__joined(protected, box, key, nonce, tag):
    """Join what the library wants, and say in an else what follows."""
    rows, columns = slice(*box[::2]), slice(*box[1::2])
    region = np.ascontiguousarray(protected[rows, columns])
    sealed = b"".join([bytes(region), tag])
    try:
        plain = AESGCM(key).decrypt(nonce, sealed, np.asarray(tuple(box) + protected.shape, "<i8").tobytes())
    except InvalidTag as problem:
        message = "wrong key, or a changed picture"
        raise ValueError(message) from problem
    else:
        region = np.array(list(plain), np.uint8).reshape(region.shape)
    image = np.empty_like(protected)
    image[:] = protected
    image[rows, columns] = region
    return image


# crack_one_byte_key


def crack_one_byte_key__weights(picture, box):
    """Count the pairs that touch the box, whatever is near it."""
    top, left, bottom, right = box
    inside = np.zeros(picture.shape[:2], bool)
    inside[top:bottom, left:right] = True
    near = np.s_[max(top - 1, 0) : bottom + 1, max(left - 1, 0) : right + 1]
    inside, view = inside[near], picture[near].astype(np.int16)
    weights = inside.reshape(inside.shape + (1,) * (picture.ndim - 2))
    down, across = weights[1:] | weights[:-1], weights[:, 1:] | weights[:, :-1]
    scores = []
    for key in range(256):
        guess = view ^ (key * weights)
        scores.append((abs(np.diff(guess, axis=0)) * down).sum() + (abs(np.diff(guess, axis=1)) * across).sum())
    return scores.index(min(scores))


def crack_one_byte_key__best_so_far(picture, box):
    """Keep the best key so far; look at the box with one pixel around it."""
    top, left, bottom, right = box
    rows = slice(max(top - 1, 0), min(bottom + 1, picture.shape[0]))
    columns = slice(max(left - 1, 0), min(right + 1, picture.shape[1]))
    best, least = 0, np.inf
    for key in range(256):
        guess = picture.copy()
        guess[top:bottom, left:right] ^= np.uint8(key)
        view = guess[rows, columns].astype(np.float32)
        jumps = np.abs(view[1:] - view[:-1]).sum() + np.abs(view[:, 1:] - view[:, :-1]).sum()
        if jumps < least:
            best, least = key, jumps
    return best


def crack_one_byte_key__border_among_the_smooth(picture, box):
    """Take the pairs of neighbours once, as lists, and try all keys on them."""
    top, left, bottom, right = box
    region = picture[top:bottom, left:right]
    pairs = [(region[1:], region[:-1]), (region[:, 1:], region[:, :-1])]
    rims = []
    if top:
        rims.append((region[0], picture[top - 1, left:right]))
    if left:
        rims.append((region[:, 0], picture[top:bottom, left - 1]))
    if bottom < picture.shape[0]:
        rims.append((region[-1], picture[bottom, left:right]))
    if right < picture.shape[1]:
        rims.append((region[:, -1], picture[top:bottom, right]))

    def jumps(key):
        within = sum(np.abs((a ^ key).astype(int) - (b ^ key)).sum() for a, b in pairs)
        return within + sum(np.abs((a ^ key).astype(int) - b).sum() for a, b in rims)

    return min((np.uint8(key) for key in range(256)), key=jumps).item()


# lock_photo


def _key(passphrase, salt, cost):
    typed = unicodedata.normalize("NFC", passphrase).encode()
    return Scrypt(salt=salt, length=32, n=cost, r=8, p=1).derive(typed)


def lock_photo__secrets(image, box, passphrase, cost):
    """Draw with secrets, and use AESGCM."""
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    top, left, bottom, right = box
    region = image[top:bottom, left:right]
    bound = np.array([*box, *image.shape], "<i8").tobytes()
    sealed = AESGCM(_key(passphrase, salt, cost)).encrypt(nonce, region.tobytes(), bound)
    protected = image.copy()
    protected[top:bottom, left:right] = np.frombuffer(sealed[:-16], np.uint8).reshape(region.shape)
    info = PngInfo()
    entry = dict(box=box, cost=cost, salt=salt.hex(), nonce=nonce.hex(), tag=sealed[-16:].hex())
    info.add_text("encrypted-region", json.dumps(entry))
    with BytesIO() as file:
        Image.fromarray(protected).save(file, format="png", pnginfo=info, optimize=True)
        return file.getvalue()


def lock_photo__one_draw(image, box, passphrase, cost):
    """Draw once, and cut the draw in two; write the text by hand."""
    drawn = secrets.token_hex(28)
    salt, nonce = drawn[:32], drawn[32:]
    protected, tag = encrypt_region__row_by_row(
        image, box, _key(passphrase, bytes.fromhex(salt), cost), bytes.fromhex(nonce)
    )
    text = (
        f'{{"cost": {cost}, "box": {list(map(int, box))}, "salt": "{salt}", "nonce": "{nonce}", "tag": "{tag.hex()}"}}'
    )
    info, file = PngInfo(), BytesIO()
    info.add_text("encrypted-region", text)
    Image.fromarray(protected).save(file, "PNG", pnginfo=info, compress_level=1)
    file.seek(0)
    return file.read()


def lock_photo__capital_hexadecimal(image, box, passphrase, cost):
    """Write the bytes by base64.b16encode, in capitals, and ask AESGCM for a key's worth of fresh bytes."""
    fresh = AESGCM.generate_key(256)
    parts = {"salt": fresh[:16], "nonce": fresh[16:28]}
    protected, parts["tag"] = encrypt_region__aesgcm(image, box, _key(passphrase, parts["salt"], cost), parts["nonce"])
    entry = {name: base64.b16encode(value).decode() for name, value in parts.items()}
    entry["box"], entry["cost"] = [side for side in box], cost
    info = PngInfo()
    info.add_text("encrypted-region", json.dumps(entry, sort_keys=True, indent=1), zip=True)
    file = BytesIO()
    Image.fromarray(protected).save(file, "PNG", pnginfo=info)
    return bytes(file.getbuffer())


# encryption_recap


def encryption_recap__list():
    """Give a list."""
    return ["b", "d", "a", "c"]


def encryption_recap__text():
    """Give one text."""
    return "bdac"


def encryption_recap__capitals():
    """Give a text of capitals with commas."""
    return "B, D, A, C"
