"""Plausible wrong answers of lesson 4: one misconception each, and the check that must catch it."""

import hashlib
import json
import os
import unicodedata
from io import BytesIO
from time import time_ns

import numpy as np
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from PIL import Image
from PIL.PngImagePlugin import PngInfo

# key_from_passphrase


def _typed(passphrase):
    return unicodedata.normalize("NFC", passphrase).encode()


def key_from_passphrase__sha256(passphrase, salt, cost):
    """Hashes once: no cost at all, and an attacker tries thousands of millions a second.
    Fails: test_a_key_is_the_published_one, test_a_key_depends_on_all_three
    """
    return hashlib.sha256(salt + _typed(passphrase)).digest()


def key_from_passphrase__cut_passphrase(passphrase, salt, cost):
    """Takes the passphrase itself for the key, cut or filled up to 32 bytes.
    Fails: test_a_key_is_the_published_one, test_a_key_depends_on_all_three
    """
    return _typed(passphrase)[:32].ljust(32, b"\0")


def key_from_passphrase__no_salt(passphrase, salt, cost):
    """Leaves the salt out: one table of keys serves an attacker for all files.
    Fails: test_a_key_is_the_published_one, test_a_key_depends_on_all_three
    """
    return Scrypt(salt=b"private pixels", length=32, n=cost, r=8, p=1).derive(_typed(passphrase))


def key_from_passphrase__fixed_cost(passphrase, salt, cost):
    """Ignores the cost that was asked for.
    Fails: test_a_key_depends_on_all_three, test_a_key_may_cost_more_than_32_mib
    """
    return Scrypt(salt=salt, length=32, n=2**14, r=8, p=1).derive(_typed(passphrase))


def key_from_passphrase__cost_as_exponent(passphrase, salt, cost):
    """Takes the cost for the exponent, though it is N itself; spares the memory by a remainder.
    Fails: test_a_key_is_the_published_one
    """
    return Scrypt(salt=salt, length=32, n=2 ** (1 + cost % 13), r=8, p=1).derive(_typed(passphrase))


def key_from_passphrase__16_bytes(passphrase, salt, cost):
    """Derives 16 bytes, a key for AES-128.
    Fails: test_a_key_has_32_bytes
    """
    return Scrypt(salt=salt, length=16, n=cost, r=8, p=1).derive(_typed(passphrase))


def key_from_passphrase__hexadecimal(passphrase, salt, cost):
    """Returns hexadecimal digits, as one would print them.
    Fails: test_a_key_has_32_bytes
    """
    return Scrypt(salt=salt, length=16, n=cost, r=8, p=1).derive(_typed(passphrase)).hex()


def key_from_passphrase__swapped(passphrase, salt, cost):
    """Takes the passphrase for the salt and the salt for the passphrase.
    Fails: test_a_key_is_the_published_one
    """
    return Scrypt(salt=_typed(passphrase), length=32, n=cost, r=8, p=1).derive(salt)


def key_from_passphrase__one_block(passphrase, salt, cost):
    """Sets the block size to 1: an eighth of the memory.
    Fails: test_a_key_is_the_published_one
    """
    return Scrypt(salt=salt, length=32, n=cost, r=1, p=1).derive(_typed(passphrase))


def key_from_passphrase__default_memory(passphrase, salt, cost):
    """Takes hashlib's scrypt with its limit of 32 MiB.
    Fails: test_a_key_may_cost_more_than_32_mib
    """
    return hashlib.scrypt(_typed(passphrase), salt=salt, n=cost, r=8, p=1, dklen=32)


def key_from_passphrase__as_typed(passphrase, salt, cost):
    """Doesn't normalise: the file opens on the computer it was made on, and not on the next.
    Fails: test_a_key_is_the_same_from_another_keyboard
    """
    return Scrypt(salt=salt, length=32, n=cost, r=8, p=1).derive(passphrase.encode())


def key_from_passphrase__decomposed(passphrase, salt, cost):
    """Normalises to NFD.
    Fails: test_a_key_is_the_same_from_another_keyboard
    """
    typed = unicodedata.normalize("NFD", passphrase).encode()
    return Scrypt(salt=salt, length=32, n=cost, r=8, p=1).derive(typed)


def key_from_passphrase__compatible(passphrase, salt, cost):
    """Normalises to NFKC, which takes different characters for one.
    Fails: test_a_key_is_the_same_from_another_keyboard
    """
    typed = unicodedata.normalize("NFKC", passphrase).encode()
    return Scrypt(salt=salt, length=32, n=cost, r=8, p=1).derive(typed)


def key_from_passphrase__ascii(passphrase, salt, cost):
    """Drops what isn't ASCII.
    Fails: test_a_key_is_the_same_from_another_keyboard
    """
    typed = _typed(passphrase).decode().encode("ascii", "ignore")
    return Scrypt(salt=salt, length=32, n=cost, r=8, p=1).derive(typed)


def key_from_passphrase__small_letters(passphrase, salt, cost):
    """Ignores case and spaces, to be kind: an attacker has fewer to try.
    Fails: test_a_key_depends_on_all_three
    """
    return Scrypt(salt=salt, length=32, n=cost, r=8, p=1).derive(_typed(passphrase.strip().lower()))


def key_from_passphrase__pbkdf2(passphrase, salt, cost):
    """Takes PBKDF2, which needs hardly any memory.
    Fails: test_a_key_is_the_published_one
    """
    return PBKDF2HMAC(hashes.SHA256(), 32, salt, cost).derive(_typed(passphrase))


def key_from_passphrase__fresh(passphrase, salt, cost):
    """Draws a salt of its own: no key comes back a second time.
    Fails: test_a_key_is_the_published_one, test_a_key_depends_on_all_three
    """
    return Scrypt(salt=os.urandom(16), length=32, n=cost, r=8, p=1).derive(_typed(passphrase))


def key_from_passphrase__cut_salt(passphrase, salt, cost):
    """Uses 16 bytes of the salt, however long it is.
    Fails: test_a_key_is_the_expected_one
    """
    return Scrypt(salt=salt[:16], length=32, n=cost, r=8, p=1).derive(_typed(passphrase))


def key_from_passphrase__cut_at_72_bytes(passphrase, salt, cost):
    """Uses 72 bytes of the passphrase, as bcrypt does: what comes behind them doesn't count.
    Fails: test_a_key_is_the_expected_one
    """
    return Scrypt(salt=salt, length=32, n=cost, r=8, p=1).derive(_typed(passphrase)[:72])


# encrypt_region


def _bound(box, image):
    return np.array([*box, *image.shape], "<i8").tobytes()


def _encrypted(image, box, key, nonce, bound):
    top, left, bottom, right = box
    region = image[top:bottom, left:right]
    sealed = AESGCM(key).encrypt(nonce, region.tobytes(), bound)
    protected = image.copy()
    protected[top:bottom, left:right] = np.frombuffer(sealed[:-16], np.uint8).reshape(region.shape)
    return protected, sealed[-16:]


def encrypt_region__columns_first(image, box, key, nonce):
    """Takes the box for (left, top, right, bottom), as the article and Pillow do.
    Fails: test_encryption_leaves_the_outside_alone
    """
    left, top, right, bottom = box
    region = image[top:bottom, left:right]
    sealed = AESGCM(key).encrypt(nonce, region.tobytes(), _bound(box, image))
    protected = image.copy()
    protected[top:bottom, left:right] = np.frombuffer(sealed[:-16], np.uint8).reshape(region.shape)
    return protected, sealed[-16:]


def encrypt_region__in_place(image, box, key, nonce):
    """Writes into the picture that came in.
    Fails: test_encryption_gives_a_picture_and_a_tag
    """
    image[...], tag = _encrypted(image, box, key, nonce, _bound(box, image))
    return image, tag


def encrypt_region__no_associated_data(image, box, key, nonce):
    """Binds nothing: the cipher text can be moved to another place.
    Fails: test_the_tag_covers_the_box_and_the_shape
    """
    return _encrypted(image, box, key, nonce, None)


def encrypt_region__box_alone(image, box, key, nonce):
    """Binds the box and leaves out the shape.
    Fails: test_the_tag_covers_the_box_and_the_shape
    """
    return _encrypted(image, box, key, nonce, np.array(box, "<i8").tobytes())


def encrypt_region__shape_alone(image, box, key, nonce):
    """Binds the shape and leaves out the box.
    Fails: test_the_tag_covers_the_box_and_the_shape
    """
    return _encrypted(image, box, key, nonce, np.array(image.shape, "<i8").tobytes())


def encrypt_region__size_of_the_box(image, box, key, nonce):
    """Binds the height and width of the box, not its place.
    Fails: test_the_tag_covers_the_box_and_the_shape
    """
    top, left, bottom, right = box
    return _encrypted(image, box, key, nonce, np.array([bottom - top, right - left, *image.shape], "<i8").tobytes())


def encrypt_region__short_numbers(image, box, key, nonce):
    """Binds numbers of four bytes: nobody else can open it.
    Fails: test_the_tag_is_the_expected_one
    """
    return _encrypted(image, box, key, nonce, np.array([*box, *image.shape], "<i4").tobytes())


def encrypt_region__big_endian(image, box, key, nonce):
    """Binds numbers with their highest byte first.
    Fails: test_the_tag_is_the_expected_one
    """
    return _encrypted(image, box, key, nonce, np.array([*box, *image.shape], ">i8").tobytes())


def encrypt_region__ecb(image, box, key, nonce):
    """Encrypts each block by itself (ECB): equal blocks stay equal, and there is no tag.
    Fails: test_encryption_hides_the_inside, test_encryption_is_the_published_one
    """
    top, left, bottom, right = box
    region = image[top:bottom, left:right].tobytes()
    encryptor = Cipher(algorithms.AES(key), modes.ECB()).encryptor()
    sealed = encryptor.update(region + bytes(-len(region) % 16))[: len(region)]
    protected = image.copy()
    protected[top:bottom, left:right] = np.frombuffer(sealed, np.uint8).reshape(image[top:bottom, left:right].shape)
    return protected, hashlib.sha256(sealed).digest()[:16]


def encrypt_region__one_byte(image, box, key, nonce):
    """XORs with one byte of the key, as the article's key of one byte would have it.
    Fails: test_encryption_hides_the_inside, test_encryption_is_the_published_one
    """
    top, left, bottom, right = box
    protected = image.copy()
    protected[top:bottom, left:right] ^= np.uint8(key[0])
    return protected, hashlib.sha256(protected.tobytes() + key).digest()[:16]


def encrypt_region__repeated_key(image, box, key, nonce):
    """XORs with the key, over and over (Vigenère's cipher).
    Fails: test_encryption_hides_the_inside, test_encryption_is_the_published_one
    """
    top, left, bottom, right = box
    region = image[top:bottom, left:right]
    protected = image.copy()
    protected[top:bottom, left:right] ^= np.resize(np.frombuffer(key, np.uint8), region.shape)
    return protected, hashlib.sha256(protected.tobytes() + key).digest()[:16]


def encrypt_region__each_row_anew(image, box, key, nonce):
    """Starts again with the same nonce in each row: equal rows stay equal.
    Fails: test_encryption_hides_the_inside, test_encryption_is_the_published_one
    """
    top, left, bottom, right = box
    protected = image.copy()
    for y in range(top, bottom):
        row = image[y, left:right]
        sealed = AESGCM(key).encrypt(nonce, row.tobytes(), _bound(box, image))
        protected[y, left:right] = np.frombuffer(sealed[:-16], np.uint8).reshape(row.shape)
    return protected, sealed[-16:]


def encrypt_region__each_colour_anew(image, box, key, nonce):
    """Encrypts each colour by itself under one nonce: grey stays grey.
    Fails: test_the_tag_is_the_expected_one
    """
    if image.ndim == 2:
        return _encrypted(image, box, key, nonce, _bound(box, image))
    planes = [_encrypted(image[:, :, k], box, key, nonce, _bound(box, image)) for k in range(3)]
    return np.stack([plane for plane, _ in planes], axis=2), planes[0][1]


def encrypt_region__draws_its_nonce(image, box, key, nonce):
    """Draws a nonce, though one was given: nobody learns it, and nothing can be decrypted.
    Fails: test_encryption_is_the_published_one, test_encryption_depends_on_key_and_nonce
    """
    return _encrypted(image, box, key, os.urandom(12), _bound(box, image))


def encrypt_region__zero_nonce(image, box, key, nonce):
    """Leaves the nonce at zero: two pictures under one key give each other away.
    Fails: test_encryption_is_the_published_one, test_encryption_depends_on_key_and_nonce
    """
    return _encrypted(image, box, key, bytes(12), _bound(box, image))


def encrypt_region__half_the_key(image, box, key, nonce):
    """Uses 16 bytes of the key.
    Fails: test_encryption_depends_on_key_and_nonce, test_the_tag_is_the_expected_one
    """
    return _encrypted(image, box, key[:16], nonce, _bound(box, image))


def encrypt_region__tag_in_front(image, box, key, nonce):
    """Takes the first 16 bytes for the tag and the rest for the cipher text.
    Fails: test_encryption_is_the_published_one
    """
    top, left, bottom, right = box
    region = image[top:bottom, left:right]
    sealed = AESGCM(key).encrypt(nonce, region.tobytes(), _bound(box, image))
    protected = image.copy()
    protected[top:bottom, left:right] = np.frombuffer(sealed[16:], np.uint8).reshape(region.shape)
    return protected, sealed[:16]


def encrypt_region__no_tag(image, box, key, nonce):
    """Encrypts in counter mode and has no tag to give.
    Fails: test_encryption_gives_a_picture_and_a_tag
    """
    protected, _ = _encrypted(image, box, key, nonce, None)
    return protected, b""


def encrypt_region__picture_only(image, box, key, nonce):
    """Returns the picture and forgets the tag, without which nothing can be opened.
    Fails: test_encryption_gives_a_picture_and_a_tag
    """
    return _encrypted(image, box, key, nonce, _bound(box, image))[0]


def encrypt_region__everything(image, box, key, nonce):
    """Encrypts the whole picture.
    Fails: test_encryption_leaves_the_outside_alone
    """
    height, width = image.shape[:2]
    return _encrypted(image, (0, 0, height, width), key, nonce, _bound(box, image))


def encrypt_region__with_both_ends(image, box, key, nonce):
    """Takes bottom and right for part of the box.
    Fails: test_encryption_leaves_the_outside_alone
    """
    top, left, bottom, right = box
    height, width = image.shape[:2]
    return _encrypted(
        image, (top, left, min(bottom + 1, height), min(right + 1, width)), key, nonce, _bound(box, image)
    )


def encrypt_region__shuffled_pixels(image, box, key, nonce):
    """Shuffles the samples in the box, with the key for a seed: a flat area stays flat.
    Fails: test_encryption_hides_the_inside
    """
    top, left, bottom, right = box
    region = image[top:bottom, left:right]
    order = np.random.default_rng(list(key + nonce)).permutation(region.size)
    protected = image.copy()
    protected[top:bottom, left:right] = region.ravel()[order].reshape(region.shape)
    return protected, hashlib.sha256(protected.tobytes() + key).digest()[:16]


# decrypt_region


def _decrypted(protected, box, key, nonce):
    """Decrypt without looking at a tag."""
    top, left, bottom, right = box
    region = protected[top:bottom, left:right]
    counter = nonce + (2).to_bytes(4, "big")
    plain = Cipher(algorithms.AES(key), modes.CTR(counter)).decryptor().update(region.tobytes())
    image = protected.copy()
    image[top:bottom, left:right] = np.frombuffer(plain, np.uint8).reshape(region.shape)
    return image


def _opened(protected, box, key, nonce, tag, bound):
    top, left, bottom, right = box
    AESGCM(key).decrypt(nonce, protected[top:bottom, left:right].tobytes() + tag, bound)
    return _decrypted(protected, box, key, nonce)


def decrypt_region__counter_mode(protected, box, key, nonce, tag):
    """Decrypts in counter mode and never looks at the tag: whatever was changed is shown.
    Fails: test_decryption_refuses_a_changed_picture, test_decryption_refuses_another_tag_nonce_or_key
    """
    return _decrypted(protected, box, key, nonce)


def decrypt_region__not_finalised(protected, box, key, nonce, tag):
    """Uses what `update` gives and never calls `finalize`, which compares the tag.
    Fails: test_decryption_refuses_a_changed_picture, test_decryption_refuses_another_place
    """
    top, left, bottom, right = box
    region = protected[top:bottom, left:right]
    decryptor = Cipher(algorithms.AES(key), modes.GCM(nonce, tag)).decryptor()
    decryptor.authenticate_additional_data(_bound(box, protected))
    image = protected.copy()
    image[top:bottom, left:right] = np.frombuffer(decryptor.update(region.tobytes()), np.uint8).reshape(region.shape)
    return image


def decrypt_region__black_box(protected, box, key, nonce, tag):
    """Returns a black box where the tag doesn't fit: nobody hears of it.
    Fails: test_decryption_refuses_a_changed_picture, test_decryption_says_why_it_refuses
    """
    try:
        return _opened(protected, box, key, nonce, tag, _bound(box, protected))
    except InvalidTag:
        image = protected.copy()
        image[box[0] : box[2], box[1] : box[3]] = 0
        return image


def decrypt_region__none(protected, box, key, nonce, tag):
    """Returns None where the tag doesn't fit.
    Fails: test_decryption_refuses_a_changed_picture, test_decryption_says_why_it_refuses
    """
    try:
        return _opened(protected, box, key, nonce, tag, _bound(box, protected))
    except InvalidTag:
        return None


def decrypt_region__prints(protected, box, key, nonce, tag):
    """Prints a warning, and shows the picture all the same.
    Fails: test_decryption_refuses_a_changed_picture, test_decryption_refuses_another_tag_nonce_or_key
    """
    try:
        return _opened(protected, box, key, nonce, tag, _bound(box, protected))
    except InvalidTag:
        print("warning: the picture was changed")
        return _decrypted(protected, box, key, nonce)


def decrypt_region__speechless(protected, box, key, nonce, tag):
    """Lets the library's exception pass, whose message is empty.
    Fails: test_decryption_says_why_it_refuses
    """
    return _opened(protected, box, key, nonce, tag, _bound(box, protected))


def decrypt_region__passes_the_silence_on(protected, box, key, nonce, tag):
    """Makes a ValueError of the library's exception, and takes its empty message over.
    Fails: test_decryption_says_why_it_refuses
    """
    try:
        return _opened(protected, box, key, nonce, tag, _bound(box, protected))
    except InvalidTag as error:
        raise ValueError(error) from error


def decrypt_region__another_error(protected, box, key, nonce, tag):
    """Raises RuntimeError, where ValueError is promised.
    Fails: test_decryption_refuses_a_changed_picture, test_decryption_says_why_it_refuses
    """
    try:
        return _opened(protected, box, key, nonce, tag, _bound(box, protected))
    except InvalidTag:
        raise RuntimeError("the picture was changed") from None


def decrypt_region__always_refuses(protected, box, key, nonce, tag):
    """Raises whatever comes: safe, and of no use.
    Fails: test_decryption_gives_the_picture_back, test_decryption_refuses_a_changed_picture
    """
    raise ValueError("this picture can't be trusted")


def decrypt_region__no_associated_data(protected, box, key, nonce, tag):
    """Forgets the associated data: what was encrypted properly can't be opened.
    Fails: test_decryption_gives_the_picture_back
    """
    return _opened(protected, box, key, nonce, tag, None)


def decrypt_region__tag_in_front(protected, box, key, nonce, tag):
    """Puts the tag before the cipher text.
    Fails: test_decryption_gives_the_picture_back
    """
    top, left, bottom, right = box
    AESGCM(key).decrypt(nonce, tag + protected[top:bottom, left:right].tobytes(), _bound(box, protected))
    return _decrypted(protected, box, key, nonce)


def decrypt_region__columns_first(protected, box, key, nonce, tag):
    """Takes the box for (left, top, right, bottom).
    Fails: test_decryption_gives_the_picture_back
    """
    left, top, right, bottom = box
    return _opened(protected, (top, left, bottom, right), key, nonce, tag, _bound(box, protected))


def decrypt_region__in_place(protected, box, key, nonce, tag):
    """Writes the picture into the array that came in.
    Fails: test_decryption_gives_the_picture_back
    """
    protected[...] = _opened(protected, box, key, nonce, tag, _bound(box, protected))
    return protected


def decrypt_region__box_only(protected, box, key, nonce, tag):
    """Returns the box and leaves the rest of the picture behind.
    Fails: test_decryption_gives_the_picture_back
    """
    image = _opened(protected, box, key, nonce, tag, _bound(box, protected))
    return image[box[0] : box[2], box[1] : box[3]]


def decrypt_region__half_a_tag(protected, box, key, nonce, tag):
    """Compares the first eight bytes of the tag only: a forger needs 2^64 tries fewer.
    Fails: test_decryption_refuses_another_tag_nonce_or_key
    """
    decrypted = _decrypted(protected, box, key, nonce)
    _, expected = _encrypted(decrypted, box, key, nonce, _bound(box, protected))
    if expected[:8] != tag[:8]:
        raise ValueError("changed")
    return decrypted


def decrypt_region__whole_picture_bound(protected, box, key, nonce, tag):
    """Takes the picture outside the box for associated data too.
    Fails: test_decryption_gives_the_picture_back
    """
    return _opened(protected, box, key, nonce, tag, protected.tobytes())


# crack_one_byte_key


def _cracked(picture, box, jumps):
    """Return the key whose decryption has the least jumps, by some measure."""
    top, left, bottom, right = box
    scores = []
    for key in range(256):
        guess = picture.copy()
        guess[top:bottom, left:right] ^= np.uint8(key)
        scores.append(jumps(guess, box))
    return int(np.argmin(scores))


def _total(view):
    view = view.astype(np.int64)
    return np.abs(np.diff(view, axis=0)).sum() + np.abs(np.diff(view, axis=1)).sum()


def crack_one_byte_key__inside_only(picture, box):
    """Looks inside the box only: a picture and its negative are equally smooth.
    Fails: test_no_key_and_a_negative_are_keys_too
    """
    return _cracked(picture, box, lambda guess, b: _total(guess[b[0] : b[2], b[1] : b[3]]))


def crack_one_byte_key__border_only(picture, box):
    """Looks at the border only: a jump that was there before misleads it.
    Fails: test_a_key_is_found_where_the_border_jumps
    """

    def border(guess, b):
        view = guess.astype(np.int64)
        above = np.abs(view[b[0]] - view[b[0] - 1])[b[1] : b[3]].sum() if b[0] else 0
        beside = np.abs(view[:, b[1]] - view[:, b[1] - 1])[b[0] : b[2]].sum() if b[1] else 0
        below = np.abs(view[b[2]] - view[b[2] - 1])[b[1] : b[3]].sum() if b[2] < len(view) else 0
        return above + beside + below

    return _cracked(picture, box, border)


def crack_one_byte_key__wraps_around(picture, box):
    """Subtracts in uint8: a fall of one level counts as 255.
    Fails: test_a_key_of_one_byte_is_found
    """

    def wrapped(guess, b):
        view = guess[max(b[0] - 1, 0) : b[2] + 1, max(b[1] - 1, 0) : b[3] + 1]
        return np.diff(view, axis=0).sum(dtype=np.int64) + np.diff(view, axis=1).sum(dtype=np.int64)

    return _cracked(picture, box, wrapped)


def crack_one_byte_key__signed(picture, box):
    """Adds up jumps with their signs: ups and downs cancel.
    Fails: test_a_key_of_one_byte_is_found
    """

    def signed(guess, b):
        view = guess[max(b[0] - 1, 0) : b[2] + 1, max(b[1] - 1, 0) : b[3] + 1].astype(np.int64)
        return abs(np.diff(view, axis=0).sum() + np.diff(view, axis=1).sum())

    return _cracked(picture, box, signed)


def crack_one_byte_key__roughest(picture, box):
    """Takes the key with the most jumps.
    Fails: test_a_key_of_one_byte_is_found
    """
    return _cracked(picture, box, lambda guess, b: -_total(guess))


def crack_one_byte_key__flattest(picture, box):
    """Takes the key that gives the box the least variance, whatever stands beside it.
    Fails: test_a_key_of_one_byte_is_found
    """
    return _cracked(picture, box, lambda guess, b: guess[b[0] : b[2], b[1] : b[3]].astype(float).std())


def crack_one_byte_key__same_mean(picture, box):
    """Takes the key that makes the box as bright as the rest of the picture.
    Fails: test_a_key_of_one_byte_is_found
    """
    mean = picture.mean()
    return _cracked(picture, box, lambda guess, b: abs(guess[b[0] : b[2], b[1] : b[3]].mean() - mean))


def crack_one_byte_key__columns_first(picture, box):
    """Takes the box for (left, top, right, bottom).
    Fails: test_a_key_of_one_byte_is_found
    """
    left, top, right, bottom = box
    return _cracked(picture, (top, left, bottom, right), lambda guess, b: _total(guess))


def crack_one_byte_key__wraps_at_the_edge(picture, box):
    """Starts one pixel before the box with an index of -1, which an empty view comes of.
    Fails: test_a_key_is_found_at_the_edge
    """
    return _cracked(picture, box, lambda guess, b: _total(guess[b[0] - 1 : b[2] + 1, b[1] - 1 : b[3] + 1]))


def crack_one_byte_key__forgets_the_last(picture, box):
    """Tries the keys 0 to 254.
    Fails: test_no_key_and_a_negative_are_keys_too
    """
    top, left, bottom, right = box
    scores = []
    for key in range(255):
        guess = picture.copy()
        guess[top:bottom, left:right] ^= np.uint8(key)
        scores.append(_total(guess))
    return int(np.argmin(scores))


def crack_one_byte_key__subtracts(picture, box):
    """Undoes an addition instead of an XOR.
    Fails: test_a_key_of_one_byte_is_found
    """
    top, left, bottom, right = box
    scores = []
    for key in range(256):
        guess = picture.copy()
        guess[top:bottom, left:right] -= np.uint8(key)
        scores.append(_total(guess))
    return int(np.argmin(scores))


def crack_one_byte_key__in_place(picture, box):
    """Leaves its last guess in the picture that came in.
    Fails: test_a_key_of_one_byte_is_found
    """
    top, left, bottom, right = box
    region = picture[top:bottom, left:right]
    scores = []
    for key in range(256):
        region ^= np.uint8(key)
        scores.append(_total(picture))
        if key < 255:
            region ^= np.uint8(key)
    return int(np.argmin(scores))


def crack_one_byte_key__a_share(picture, box):
    """Returns the key as a share of 255.
    Fails: test_a_key_of_one_byte_is_found
    """
    return _cracked(picture, box, lambda guess, b: _total(guess)) / 255


def crack_one_byte_key__grey_only(picture, box):
    """Takes the last axis for the width: in colour it compares red with green.
    Fails: test_a_key_is_found_in_colour
    """

    def last_axes(guess, b):
        view = guess[max(b[0] - 1, 0) : b[2] + 1, max(b[1] - 1, 0) : b[3] + 1].astype(np.int64)
        return np.abs(np.diff(view, axis=-1)).sum() if view.ndim == 3 else _total(view)

    return _cracked(picture, box, last_axes)


def crack_one_byte_key__side_by_side(picture, box):
    """Compares neighbours in a row only: what is above and below doesn't count.
    Fails: test_a_key_is_found_from_each_side
    """
    return _cracked(picture, box, lambda guess, b: np.abs(np.diff(guess.astype(np.int64), axis=1)).sum())


def crack_one_byte_key__one_above_the_other(picture, box):
    """Compares neighbours in a column only: what is to the left and right doesn't count.
    Fails: test_a_key_is_found_from_each_side
    """
    return _cracked(picture, box, lambda guess, b: np.abs(np.diff(guess.astype(np.int64), axis=0)).sum())


def crack_one_byte_key__above_and_left(picture, box):
    """Looks at the border above and to the left, and forgets the one below and to the right.
    Fails: test_a_key_is_found_from_each_side
    """
    return _cracked(picture, box, lambda guess, b: _total(guess[max(b[0] - 1, 0) : b[2], max(b[1] - 1, 0) : b[3]]))


def crack_one_byte_key__in_grey(picture, box):
    """Turns colours into grey first; but the XOR of a mean isn't the mean of the XORs.
    Fails: test_a_key_is_found_in_colour
    """
    grey = picture if picture.ndim == 2 else picture.mean(axis=2).astype(np.uint8)
    return _cracked(grey, box, lambda guess, b: _total(guess))


# lock_photo


def lock_photo__as_the_article(image, box, passphrase, cost):
    """Takes the box the other way round, derives the nonce from the passphrase, has no salt, no cost and no tag,
    changes its input, and saves as JPEG.
    Fails: test_a_locked_photo_is_a_png_with_its_entry, test_a_locked_photo_has_a_fresh_salt_and_nonce
    """
    left, top, right, bottom = box
    key = hashlib.sha256(passphrase.encode()).digest()
    nonce = key[:12]
    encryptor = Cipher(algorithms.AES(key), modes.CTR(nonce + bytes(4))).encryptor()
    region = image[top:bottom, left:right]
    encrypted = encryptor.update(region.tobytes())
    image[top:bottom, left:right] = np.frombuffer(encrypted, np.uint8).reshape(region.shape)
    file = BytesIO()
    Image.fromarray(image).save(file, "JPEG", quality=95, comment=json.dumps({"box": box, "nonce": nonce.hex()}))
    return file.getvalue()


def _key(passphrase, salt, cost):
    return Scrypt(salt=salt, length=32, n=cost, r=8, p=1).derive(_typed(passphrase))


def _file(protected, box, cost, salt, nonce, tag, *, form="PNG", **more):
    entry = {"box": list(box), "cost": cost, "salt": salt.hex(), "nonce": nonce.hex(), "tag": tag.hex(), **more}
    info = PngInfo()
    info.add_text("encrypted-region", json.dumps(entry))
    file = BytesIO()
    Image.fromarray(protected).save(file, form, pnginfo=info)
    return file.getvalue()


def _locked(image, box, passphrase, cost, salt, nonce, **more):
    protected, tag = _encrypted(image, box, _key(passphrase, salt, cost), nonce, _bound(box, image))
    return _file(protected, box, cost, salt, nonce, tag, **more)


def lock_photo__jpeg(image, box, passphrase, cost):
    """Saves as JPEG, which changes the cipher text.
    Fails: test_a_locked_photo_is_a_png_with_its_entry
    """
    return _locked(image, box, passphrase, cost, os.urandom(16), os.urandom(12), form="JPEG")


def lock_photo__fixed_salt(image, box, passphrase, cost):
    """Has one salt for all files.
    Fails: test_a_locked_photo_has_a_fresh_salt_and_nonce
    """
    return _locked(image, box, passphrase, cost, b"private pixels 4", os.urandom(12))


def lock_photo__fixed_nonce(image, box, passphrase, cost):
    """Has one nonce for all files, and relies on the salt.
    Fails: test_a_locked_photo_has_a_fresh_salt_and_nonce
    """
    return _locked(image, box, passphrase, cost, os.urandom(16), b"use me once!")


def lock_photo__seeded(image, box, passphrase, cost):
    """Draws from a generator with a fixed seed, so that it can be repeated: it is, by everybody.
    Fails: test_a_locked_photo_has_a_fresh_salt_and_nonce
    """
    rng = np.random.default_rng(42)
    return _locked(image, box, passphrase, cost, rng.bytes(16), rng.bytes(12))


def lock_photo__derived_from_the_passphrase(image, box, passphrase, cost):
    """Derives salt and nonce from the passphrase: the same for every picture.
    Fails: test_a_locked_photo_has_a_fresh_salt_and_nonce
    """
    digest = hashlib.sha256(_typed(passphrase)).digest()
    return _locked(image, box, passphrase, cost, digest[:16], digest[16:28])


def lock_photo__derived_from_the_picture(image, box, passphrase, cost):
    """Derives salt and nonce from the picture: they tell that two files show the same.
    Fails: test_a_locked_photo_has_a_fresh_salt_and_nonce
    """
    digest = hashlib.sha256(image.tobytes()).digest()
    return _locked(image, box, passphrase, cost, digest[:16], digest[16:28])


def lock_photo__empty_salt(image, box, passphrase, cost):
    """Leaves the salt at zero.
    Fails: test_a_locked_photo_has_a_fresh_salt_and_nonce
    """
    return _locked(image, box, passphrase, cost, bytes(16), os.urandom(12))


def lock_photo__clock(image, box, passphrase, cost):
    """Takes the time for a nonce: whoever sets the clock back gets the same again.
    Fails: test_a_locked_photo_has_a_fresh_salt_and_nonce
    """
    return _locked(image, box, passphrase, cost, os.urandom(16), time_ns().to_bytes(12, "big"))


def lock_photo__digits(image, box, passphrase, cost):
    """Draws texts of hexadecimal digits: half the bits are always the same.
    Fails: test_a_locked_photo_has_a_fresh_salt_and_nonce
    """
    return _locked(image, box, passphrase, cost, os.urandom(8).hex().encode(), os.urandom(6).hex().encode())


def lock_photo__one_draw_for_both(image, box, passphrase, cost):
    """Takes the beginning of the salt for a nonce.
    Fails: test_a_locked_photo_has_a_fresh_salt_and_nonce
    """
    salt = os.urandom(16)
    return _locked(image, box, passphrase, cost, salt, salt[:12])


def lock_photo__short_salt(image, box, passphrase, cost):
    """Draws a salt of 8 bytes.
    Fails: test_a_locked_photo_is_a_png_with_its_entry
    """
    return _locked(image, box, passphrase, cost, os.urandom(8), os.urandom(12))


def lock_photo__columns_first(image, box, passphrase, cost):
    """Takes the box for (left, top, right, bottom).
    Fails: test_a_locked_photo_is_legible_outside
    """
    left, top, right, bottom = box
    salt, nonce = os.urandom(16), os.urandom(12)
    turned = (top, left, bottom, right)
    protected, tag = _encrypted(image, turned, _key(passphrase, salt, cost), nonce, _bound(box, image))
    return _file(protected, box, cost, salt, nonce, tag)


def lock_photo__in_place(image, box, passphrase, cost):
    """Encrypts the picture that came in.
    Fails: test_a_locked_photo_is_legible_outside
    """
    salt, nonce = os.urandom(16), os.urandom(12)
    image[...], tag = _encrypted(image, box, _key(passphrase, salt, cost), nonce, _bound(box, image))
    return _file(image, box, cost, salt, nonce, tag)


def lock_photo__keeps_the_passphrase(image, box, passphrase, cost):
    """Writes the passphrase into the file, in case it is forgotten.
    Fails: test_a_locked_photo_is_a_png_with_its_entry
    """
    return _locked(image, box, passphrase, cost, os.urandom(16), os.urandom(12), passphrase=passphrase)


def _commented(png, comment):
    with Image.open(BytesIO(png)) as picture:
        info, file = PngInfo(), BytesIO()
        info.add_text("encrypted-region", picture.text["encrypted-region"])
        info.add_text("Comment", comment)
        picture.save(file, "PNG", pnginfo=info)
    return file.getvalue()


def lock_photo__comments_with_the_passphrase(image, box, passphrase, cost):
    """Writes the passphrase into another entry of the file.
    Fails: test_a_locked_photo_keeps_no_secret
    """
    png = _locked(image, box, passphrase, cost, os.urandom(16), os.urandom(12))
    return _commented(png, passphrase)


def lock_photo__comments_with_the_key(image, box, passphrase, cost):
    """Writes the key into another entry of the file, so that it needn't be derived again.
    Fails: test_a_locked_photo_keeps_no_secret
    """
    salt, nonce = os.urandom(16), os.urandom(12)
    key = _key(passphrase, salt, cost)
    protected, tag = _encrypted(image, box, key, nonce, _bound(box, image))
    return _commented(_file(protected, box, cost, salt, nonce, tag), key.hex())


def lock_photo__no_tag(image, box, passphrase, cost):
    """Encrypts in counter mode, and writes zeros for the tag.
    Fails: test_a_locked_photo_has_a_fresh_salt_and_nonce, test_a_locked_photo_opens_with_its_passphrase
    """
    salt, nonce = os.urandom(16), os.urandom(12)
    protected, _ = _encrypted(image, box, _key(passphrase, salt, cost), nonce, None)
    return _file(protected, box, cost, salt, nonce, bytes(16))


def lock_photo__random_tag(image, box, passphrase, cost):
    """Draws the tag.
    Fails: test_a_locked_photo_opens_with_its_passphrase
    """
    salt, nonce = os.urandom(16), os.urandom(12)
    protected, _ = _encrypted(image, box, _key(passphrase, salt, cost), nonce, _bound(box, image))
    return _file(protected, box, cost, salt, nonce, os.urandom(16))


def lock_photo__unbound(image, box, passphrase, cost):
    """Binds neither box nor shape.
    Fails: test_a_locked_photo_opens_with_its_passphrase
    """
    salt, nonce = os.urandom(16), os.urandom(12)
    protected, tag = _encrypted(image, box, _key(passphrase, salt, cost), nonce, None)
    return _file(protected, box, cost, salt, nonce, tag)


def lock_photo__key_without_salt(image, box, passphrase, cost):
    """Writes a salt into the file, and derives the key without it.
    Fails: test_a_locked_photo_opens_with_its_passphrase
    """
    salt, nonce = os.urandom(16), os.urandom(12)
    key = hashlib.sha256(_typed(passphrase)).digest()
    protected, tag = _encrypted(image, box, key, nonce, _bound(box, image))
    return _file(protected, box, cost, salt, nonce, tag)


def lock_photo__as_typed(image, box, passphrase, cost):
    """Takes the passphrase in the form NFD.
    Fails: test_a_locked_photo_opens_with_its_passphrase
    """
    salt, nonce = os.urandom(16), os.urandom(12)
    key = Scrypt(salt, 32, cost, 8, 1).derive(unicodedata.normalize("NFD", passphrase).encode())
    protected, tag = _encrypted(image, box, key, nonce, _bound(box, image))
    return _file(protected, box, cost, salt, nonce, tag)


def lock_photo__another_cost(image, box, passphrase, cost):
    """Has a cost of its own, and says so in the file.
    Fails: test_a_locked_photo_is_a_png_with_its_entry
    """
    return _locked(image, box, passphrase, 2 * cost, os.urandom(16), os.urandom(12))


def lock_photo__no_entry(image, box, passphrase, cost):
    """Saves the picture alone: nobody can open it again.
    Fails: test_a_locked_photo_is_a_png_with_its_entry
    """
    protected, _ = _encrypted(image, box, _key(passphrase, os.urandom(16), cost), os.urandom(12), _bound(box, image))
    file = BytesIO()
    Image.fromarray(protected).save(file, "PNG")
    return file.getvalue()


def lock_photo__encrypts_nothing(image, box, passphrase, cost):
    """Calculates the cipher text, and saves the picture as it came.
    Fails: test_a_locked_photo_is_legible_outside
    """
    salt, nonce = os.urandom(16), os.urandom(12)
    _, tag = _encrypted(image, box, _key(passphrase, salt, cost), nonce, _bound(box, image))
    return _file(image, box, cost, salt, nonce, tag)


def lock_photo__grey(image, box, passphrase, cost):
    """Saves every picture in colour.
    Fails: test_a_locked_photo_is_legible_outside
    """
    colour = image if image.ndim == 3 else np.repeat(image[:, :, None], 3, axis=2)
    return _locked(colour, box, passphrase, cost, os.urandom(16), os.urandom(12))


# encryption_recap


def encryption_recap__all_a():
    """Answers nothing.
    Fails: test_question_1_what_is_secret, test_question_2_nonce_reuse, test_question_4_seeded_generator
    """
    return ("a", "a", "a", "a")


def encryption_recap__secret_nonce():
    """Takes the nonce for a secret.
    Fails: test_question_1_what_is_secret
    """
    return ("c", "d", "a", "c")


def encryption_recap__secret_everything():
    """Takes everything but the picture for a secret.
    Fails: test_question_1_what_is_secret
    """
    return ("d", "d", "a", "c")


def encryption_recap__harmless_reuse():
    """Thinks that AES makes up for a nonce that is used twice.
    Fails: test_question_2_nonce_reuse
    """
    return ("b", "a", "a", "c")


def encryption_recap__reuse_gives_the_key():
    """Thinks that a nonce that is used twice gives the key away.
    Fails: test_question_2_nonce_reuse
    """
    return ("b", "b", "a", "c")


def encryption_recap__noise_is_proof():
    """Takes high entropy for proof of security.
    Fails: test_question_3_what_noise_proves
    """
    return ("b", "d", "c", "c")


def encryption_recap__seed_is_fine():
    """Thinks that a nonce may be predictable, so a seed can do no harm.
    Fails: test_question_4_seeded_generator
    """
    return ("b", "d", "a", "a")


def encryption_recap__too_few_letters():
    """Leaves the last question out.
    Fails: test_four_letters_came_back
    """
    return ("b", "d", "a")


def encryption_recap__numbers():
    """Gives numbers in place of letters.
    Fails: test_four_letters_came_back
    """
    return (2, 4, 1, 3)
