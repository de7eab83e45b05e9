"""Checks of lesson 4, encryption.

Published vectors stand in for a reference where there are any. What a check decrypts was encrypted beforehand: how, is
the learner's to find out.
"""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from autograder import expect
from privatepixels import data, locked_png

points = pytest.mark.points
hidden = pytest.mark.hidden

# Case 15 of the specification of GCM (McGrew and Viega 2005, appendix B): a key of 256 bits, four blocks.
KEY = bytes.fromhex(2 * "feffe9928665731c6d6a8f9467308308")
NONCE = bytes.fromhex("cafebabefacedbaddecaf888")
PLAIN = bytes.fromhex(
    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
    "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255"
)
SEALED = bytes.fromhex(
    "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
    "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad"
)
# Pictures encrypted with KEY and NONCE: shape, box, the samples in the box afterwards, and the tag.
GREY_CASE = (
    (12, 16),
    (3, 5, 9, 14),
    "47ede8950458d436a80d6e131fce80e9d1c5a025652529503359205fa64a08a00d4e65ccf2063ac35a88a47274bc80ff78ada5ed9972",
    "1662049af3944ec4b1204cf7254ed92e",
)
COLOUR_CASE = (
    (7, 9, 3),
    (2, 1, 5, 8),
    "ee965c0198f1338fc391e260ae21117d5d792bbcf2b1b2b994208cc3c7e9e90f"
    "91aac9ad59df6d67a62cdeb4baeed2044aff7b3beb40bd1b6d3a3881970689",
    "c5247c7f64da0a51bc2bd18f3d922c97",
)
BOX = (10, 22, 34, 70)
LOW_COST = 16


@pytest.fixture
def colour_photo():
    """Give a small part of a colour photograph."""
    return data.photo("chelsea")[80:144, 120:216]


@pytest.fixture
def grey_photo():
    """Give a small part of a grey photograph."""
    return data.photo("camera")[80:176:2, 200:368:2]


@pytest.fixture
def secret(rng):
    """Give a key and a nonce. They serve a check, and no other purpose: a seeded generator made them."""
    return rng.bytes(32), rng.bytes(12)


def part(picture, box):
    """Cut out the box."""
    top, left, bottom, right = box
    return picture[top:bottom, left:right]


def outside(picture, box):
    """Return a copy of the picture with the box black."""
    copied = picture.copy()
    part(copied, box)[...] = 0
    return copied


# key_from_passphrase


def expect_key(key_from_passphrase, *args):
    """Derive a key, and expect 32 bytes."""
    key = key_from_passphrase(*args)
    expect.that(isinstance(key, bytes), f"came back: a {type(key).__name__}; expected bytes")
    expect.that(len(key) == 32, f"{len(key)} bytes; expected 32")
    return key


@points(1)
def test_a_key_has_32_bytes(key_from_passphrase):
    """The key is a bytes object of 32 bytes, whatever the passphrase: neither a text of hexadecimal digits nor an
    object of the library. Which argument sets the length, and which method gives the key?
    """
    for passphrase in ("a", "correct horse battery staple", "密码" * 50):
        expect_key(key_from_passphrase, passphrase, bytes(range(16)), LOW_COST)


@points(1)
def test_a_key_is_the_published_one(key_from_passphrase):
    """RFC 7914, section 12, publishes what scrypt makes of 'pleaseletmein' and the salt 'SodiumChloride' with N =
    16384, r = 8, p = 1. Compare your r, p and N; the passphrase goes in as it is, in UTF-8.
    """
    key = expect_key(key_from_passphrase, "pleaseletmein", b"SodiumChloride", 16384)
    published = "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
    expect.that(key.hex() == published, f"key {key.hex()[:16]}...; expected {published[:16]}...")


@points(1)
def test_a_key_depends_on_all_three(key_from_passphrase):
    """Another passphrase, salt or cost gives another key, and the same ones the same key, on any day. A difference in
    case or in a space at the end is a difference. Is every argument used, and nothing else?
    """
    salt = b"a salt of 16 b.."
    key = expect_key(key_from_passphrase, "open sesame", salt, LOW_COST)
    expect.that(key == expect_key(key_from_passphrase, "open sesame", salt, LOW_COST), "the same call, another key")
    for other in (
        ("open Sesame", salt, LOW_COST),
        ("open sesame ", salt, LOW_COST),
        ("open sesame", salt[::-1], LOW_COST),
        ("open sesame", salt, 2 * LOW_COST),
    ):
        expect.that(expect_key(key_from_passphrase, *other) != key, "a call with another argument gave the same key")


@points(1)
def test_a_key_may_cost_more_than_32_mib(key_from_passphrase):
    """With N = 2^15 scrypt needs a little over 32 MiB. `hashlib.scrypt` refuses that, unless its `maxmem` allows it;
    `Scrypt` of `cryptography` doesn't ask.
    """
    key = expect_key(key_from_passphrase, "gruen, ja!", b"16 bytes of salt", 2**15)
    again = "73630d339a5fc6f7d56a327bd18898a8811f5bdca7cecbf878326ab8ab43f575"
    expect.that(key.hex() == again, f"key {key.hex()[:16]}...; expected {again[:16]}...")


@points(1)
def test_a_key_is_the_same_from_another_keyboard(key_from_passphrase):
    """'é' may be typed as one character, or as an e and an accent: it looks the same, and must give the same key. The
    docstring names the normal form; `unicodedata.normalize` makes it.
    """
    salt = bytes(16)
    composed, decomposed = (
        expect_key(key_from_passphrase, typed, salt, LOW_COST) for typed in ("caf\u00e9", "cafe\u0301")
    )
    expect.that(composed == decomposed, "the two ways to type 'café' gave two keys")
    ligature, letters = (expect_key(key_from_passphrase, typed, salt, LOW_COST) for typed in ("\ufb01t", "fit"))
    expect.that(ligature != letters, "the ligature 'ﬁ' and the letters 'fi' gave one key: NFC keeps them apart")
    published = "cfbc1dccbc52ff332e6ad03c7f614268760f79892aca9e78e019459f36060daa"
    expect.that(composed.hex() == published, f"key {composed.hex()[:16]}...; expected {published[:16]}...")


@hidden
@points(1)
def test_a_key_is_the_expected_one(key_from_passphrase, reference, rng):
    """Passphrases, salts and costs of many sizes, long ones too: every character and every byte counts."""
    for size in (1, 40, 300):
        passphrase = "".join(map(chr, rng.integers(0x4E00, 0x9FA5, size)))  # Chinese characters
        arguments = (passphrase, rng.bytes(size + 8), 2 ** int(rng.integers(1, 8)))
        key, expected = expect_key(key_from_passphrase, *arguments), reference(*arguments)
        expect.that(key == expected, f"key {key.hex()[:16]}...; expected {expected.hex()[:16]}...")


# encrypt_region


def expect_encrypted(encrypt_region, image, box, key, nonce):
    """Encrypt, and expect a picture and a tag."""
    result = encrypt_region(image, box, key, nonce)
    expect.that(isinstance(result, tuple) and len(result) == 2, "expected a tuple (protected, tag)")
    protected, tag = result
    expect.array(protected, shape=image.shape, dtype=np.uint8)
    expect.that(isinstance(tag, bytes), f"the tag is a {type(tag).__name__}; expected bytes")
    expect.that(len(tag) == 16, f"the tag has {len(tag)} bytes; expected 16")
    return protected, tag


@points(1)
def test_encryption_gives_a_picture_and_a_tag(encrypt_region, secret, grey_photo, colour_photo):
    """A tuple: a new uint8 picture of the same shape, grey or colour, and 16 bytes. `AESGCM.encrypt` returns the tag
    behind the cipher text; which part goes into the picture? Leave the input as it was.
    """
    for picture in (grey_photo, colour_photo):
        expect_encrypted(encrypt_region, picture, BOX, *secret)
        expect.input_unchanged(encrypt_region)


@points(1)
def test_encryption_leaves_the_outside_alone(encrypt_region, secret, grey_photo, colour_photo):
    """Outside the box every pixel stays as it was. The box is (top, left, bottom, right), half-open: rows come first
    when you index an array.
    """
    for picture in (grey_photo, colour_photo):
        for box in (BOX, (0, 0, 48, 5), (47, 3, 48, 84)):
            protected, _ = expect_encrypted(encrypt_region, picture, box, *secret)
            expect.same_picture(outside(protected, box), outside(picture, box))


@points(1)
def test_encryption_hides_the_inside(encrypt_region, secret, colour_photo):
    """Inside the box nothing is left to see, in any colour, even of an area of one grey: about one sample in 256 is as
    before, by chance, and no block of 16 bytes comes twice.
    """
    flat = np.full_like(colour_photo, 200)
    for picture in (colour_photo, flat):
        protected, _ = expect_encrypted(encrypt_region, picture, BOX, *secret)
        same = np.mean(part(protected, BOX) == part(picture, BOX))
        expect.that(same < 0.02, f"{same:.1%} of the samples in the box are as before; expected about 0.4 %")
        blocks = part(protected, BOX).tobytes()
        blocks = [blocks[start : start + 16] for start in range(0, len(blocks), 16)]
        expect.that(len(set(blocks)) == len(blocks), "blocks of 16 bytes come twice in the box")


@points(2)
def test_encryption_is_the_published_one(encrypt_region):
    """Case 15 of GCM's specification, as a box of 8 x 8 grey samples in the middle of a picture: AES with the whole key
    of 256 bits, the nonce as it is, and the samples row by row.
    """
    image = np.full((12, 20), 7, np.uint8)
    box = (2, 5, 10, 13)
    part(image, box)[...] = np.frombuffer(PLAIN, np.uint8).reshape(8, 8)
    protected, _ = expect_encrypted(encrypt_region, image, box, KEY, NONCE)
    expect.same_picture(part(protected, box), np.frombuffer(SEALED, np.uint8).reshape(8, 8))


@points(1)
def test_encryption_depends_on_key_and_nonce(encrypt_region, secret, grey_photo):
    """Another nonce gives quite another picture, another key too; the same ones give the same. Here the nonce comes
    from outside: draw none yourself.
    """
    key, nonce = secret
    first, tag = expect_encrypted(encrypt_region, grey_photo, BOX, key, nonce)
    again, same_tag = expect_encrypted(encrypt_region, grey_photo, BOX, key, nonce)
    expect.same_picture(again, first)
    expect.that(tag == same_tag, "the same call gave another tag")
    for other in ((key[::-1], nonce), (key[:31] + bytes([key[31] ^ 1]), nonce), (key, nonce[::-1])):
        protected, _ = expect_encrypted(encrypt_region, grey_photo, BOX, *other)
        same = np.mean(part(protected, BOX) == part(first, BOX))
        expect.that(same < 0.05, f"with another key or nonce {same:.0%} of the samples are the same")


@points(1)
def test_the_tag_covers_the_box_and_the_shape(encrypt_region, secret, grey_photo):
    """The same samples, encrypted at another place or in a picture of another size, get another tag: box and shape are
    associated data. To which argument does `AESGCM.encrypt` take them?
    """
    image, box = grey_photo.copy(), (8, 8, 24, 24)
    part(image, (10, 10, 26, 26))[...] = 90
    part(image, box)[...] = 90
    _, tag = expect_encrypted(encrypt_region, image, box, *secret)
    _, moved = expect_encrypted(encrypt_region, image, (10, 10, 26, 26), *secret)
    expect.that(moved != tag, "the tag is the same for the same samples in another box")
    wide, tall = np.pad(image, ((0, 0), (0, 1))), np.pad(image, ((0, 1), (0, 0)))
    tags = {tag, *(expect_encrypted(encrypt_region, larger, box, *secret)[1] for larger in (wide, tall))}
    expect.that(len(tags) == 3, "the tag is the same in a larger picture")


@hidden
@points(1)
def test_the_tag_is_the_expected_one(encrypt_region, reference, secret, grey_photo, colour_photo):
    """Picture and tag, byte for byte, as they must be for others to open them. The docstring says which bytes are the
    associated data, in which order and how long each number is.
    """
    for picture in (grey_photo, colour_photo):
        expected, expected_tag = reference(picture, BOX, *secret)
        protected, tag = expect_encrypted(encrypt_region, picture, BOX, *secret)
        expect.same_picture(protected, expected)
        expect.that(tag == expected_tag, f"tag {tag.hex()}; expected {expected_tag.hex()}")


# decrypt_region


def encrypted(case):
    """Give a picture, the same encrypted with KEY and NONCE, the box and the tag."""
    shape, box, sealed, tag = case
    image = (np.arange(np.prod(shape)) * 37 % 251).astype(np.uint8).reshape(shape)
    protected = image.copy()
    part(protected, box)[...] = np.frombuffer(bytes.fromhex(sealed), np.uint8).reshape(part(image, box).shape)
    return image, protected, box, bytes.fromhex(tag)


@points(2)
def test_decryption_gives_the_picture_back(decrypt_region):
    """The picture is as it was, to the last sample, grey or colour: a new uint8 array. The library wants the tag behind
    the cipher text, and the same associated data as in exercise 2.
    """
    for case in (GREY_CASE, COLOUR_CASE):
        image, protected, box, tag = encrypted(case)
        decrypted = decrypt_region(protected, box, KEY, NONCE, tag)
        expect.input_unchanged(decrypt_region)
        expect.array(decrypted, shape=image.shape, dtype=np.uint8)
        expect.same_picture(decrypted, image)


@points(2)
def test_decryption_refuses_a_changed_picture(decrypt_region, rng):
    """One bit was flipped in the box: nothing may come back, not even a picture with one wrong pixel. Let the library
    compare the tag, and let its exception stop you.
    """
    for case in (GREY_CASE, COLOUR_CASE):
        protected, box, tag = expect_opened(decrypt_region, case)
        top, left, bottom, right = box
        for place in ((top, left), (bottom - 1, right - 1), (rng.integers(top, bottom), rng.integers(left, right))):
            changed = protected.copy()
            changed[place] ^= np.uint8(1 << rng.integers(8))
            expect_refusal(decrypt_region, changed, box, KEY, NONCE, tag)


@points(1)
def test_decryption_refuses_another_tag_nonce_or_key(decrypt_region, rng):
    """One bit of the tag, the nonce or the key is another: nothing may come back. All 16 bytes of the tag count."""
    protected, box, tag = expect_opened(decrypt_region, GREY_CASE)
    secrets = {"key": KEY, "nonce": NONCE, "tag": tag}
    for name, value in secrets.items():
        for place in (0, len(value) - 1, int(rng.integers(len(value)))):
            flipped = bytearray(value)
            flipped[place] ^= 1 << int(rng.integers(8))
            expect_refusal(decrypt_region, protected, box, *{**secrets, name: bytes(flipped)}.values())


@points(1)
def test_decryption_refuses_another_place(decrypt_region):
    """The box was moved, cipher text and all, or a row was added below the picture: the cipher text is the same, but
    its place isn't. Box and shape are associated data.
    """
    protected, box, tag = expect_opened(decrypt_region, GREY_CASE)
    moved = tuple(side + 1 for side in box)
    expect_refusal(decrypt_region, np.roll(protected, (1, 1), axis=(0, 1)), moved, KEY, NONCE, tag)
    expect_refusal(decrypt_region, np.pad(protected, ((0, 1), (0, 0))), box, KEY, NONCE, tag)
    expect_refusal(decrypt_region, np.pad(protected, ((0, 0), (0, 1))), box, KEY, NONCE, tag)


@points(1)
def test_decryption_lets_the_outside_change(decrypt_region):
    """A caption was written beside the box. The tag doesn't cover that: the box is decrypted, and the caption stays."""
    image, protected, box, tag = encrypted(GREY_CASE)
    protected[0], image[0] = 255, 255
    expect.same_picture(decrypt_region(protected, box, KEY, NONCE, tag), image)


@points(1)
def test_decryption_says_why_it_refuses(decrypt_region):
    """With a wrong key a ValueError with a sentence in it: the message of `InvalidTag` is empty, so don't pass it on.
    Catch this one, and no other; raise your own.
    """
    protected, box, tag = expect_opened(decrypt_region, GREY_CASE)
    with expect.raises("ValueError", saying_why=True):
        decrypt_region(protected, box, bytes(32), NONCE, tag)


def expect_opened(decrypt_region, case):
    """Expect that an untouched picture is decrypted, lest one that is always refused passes; return it with its box and
    tag.
    """
    image, protected, box, tag = encrypted(case)
    expect.same_picture(decrypt_region(protected, box, KEY, NONCE, tag), image)
    return protected, box, tag


def expect_refusal(decrypt_region, *args):
    """Expect that decryption raises, be it in its own words or in the library's."""
    with expect.raises("ValueError", "InvalidTag"):
        decrypt_region(*args)


# crack_one_byte_key


def xored(picture, box, key):
    """Return the picture with each sample in the box XORed with the key, as the article's program would do it."""
    copied = picture.copy()
    part(copied, box)[...] ^= np.uint8(key)
    return copied


def expect_cracked(crack_one_byte_key, picture, box, key):
    """Expect the key of a picture that was encrypted with it."""
    found = crack_one_byte_key(xored(picture, box, key), box)
    expect.number(found, low=0, high=255)
    expect.that(found == int(found), f"came back: {found}; expected a whole number")
    inverted = " The picture is there, but black is white: what tells a negative?" if found == key ^ 255 else ""
    expect.that(found == key, f"key {int(found)}; the box was encrypted with {key}.{inverted}")


@points(1)
def test_a_key_of_one_byte_is_found(crack_one_byte_key, rng):
    """A box in a grey photograph, encrypted with a key of one byte. XOR the box with each key in turn, and add up the
    jumps between neighbours; a difference of two uint8 wraps around, so use a larger type.
    """
    picture = data.photo("camera")[190:280, 160:330]
    for key in rng.choice(256, 4, replace=False):
        expect_cracked(crack_one_byte_key, picture, (10, 60, 74, 140), int(key))
        expect.input_unchanged(crack_one_byte_key)


@points(1)
def test_a_key_is_found_in_colour(crack_one_byte_key, rng):
    """The same in a colour photograph, where neighbours are compared colour by colour."""
    picture = data.photo("chelsea")[40:110, 20:204]
    for key in rng.choice(256, 3, replace=False):
        expect_cracked(crack_one_byte_key, picture, (20, 20, 50, 164), int(key))


@points(1)
def test_no_key_and_a_negative_are_keys_too(crack_one_byte_key):
    """Key 0 leaves the picture as it is, key 255 makes a negative of it. Inside the box both are equally smooth: only
    the border with the rest of the picture can tell them apart.
    """
    picture = data.photo("chelsea")[130:190, 40:130]
    for key in (0, 255, 128, 127):
        expect_cracked(crack_one_byte_key, picture, (20, 20, 40, 70), key)


@points(1)
def test_a_key_is_found_at_the_edge(crack_one_byte_key, rng):
    """A box in a corner or along an edge of the picture has neighbours on some sides only; an index of -1 would be the
    other end of the picture.
    """
    picture = data.photo("astronaut")[40:140, 150:290]
    key = int(rng.integers(256))
    for box in ((0, 0, 60, 70), (60, 0, 100, 140), (0, 30, 100, 90), (30, 80, 100, 140)):
        expect_cracked(crack_one_byte_key, picture, box, key)
        expect_cracked(crack_one_byte_key, picture, box, key ^ 255)


@points(1)
def test_a_key_is_found_from_each_side(crack_one_byte_key, rng):
    """A line of middle grey runs along three sides of the box. There a negative is as likely: only the fourth side can
    tell. Does the border count above, below, to the left and to the right?
    """
    photo, box, key = data.photo("camera")[190:280, 160:330], (20, 30, 70, 110), int(rng.integers(256))
    top, left, bottom, right = box
    for side in range(4):
        picture = photo.copy()
        within = (picture[top, left:right], picture[top:bottom, left], picture[bottom - 1, left:right])
        beside = (picture[top - 1, left:right], picture[top:bottom, left - 1], picture[bottom, left:right])
        within, beside = (*within, picture[top:bottom, right - 1]), (*beside, picture[top:bottom, right])
        for place in {0, 1, 2, 3} - {side}:
            beside[place][...] = np.where(within[place] > 127, 127, 128)
        expect_cracked(crack_one_byte_key, picture, box, key)


@points(1)
def test_a_key_is_found_where_the_border_jumps(crack_one_byte_key, rng):
    """What is in the box is brighter than what surrounds it, as a sign is on a wall. The border alone would say another
    key: the jumps inside the box count as well.
    """
    picture = data.photo("chelsea")[80:144, 180:280]
    box = (20, 20, 44, 80)
    part(picture, box)[...] += 24
    expect_cracked(crack_one_byte_key, picture, box, int(rng.integers(256)))


# lock_photo

PASSPHRASE = "Caf\u00e9 au lait, 7 sugars"


def locked(lock_photo, image, box=BOX):
    """Lock a picture, and read the file."""
    return expect_file(lock_photo(image, box, PASSPHRASE, LOW_COST))


def expect_file(png):
    """Expect the bytes of a file that can be read, and return what it holds."""
    expect.that(isinstance(png, bytes), f"came back: a {type(png).__name__}; expected the bytes of a file")
    try:
        return locked_png.read(png)
    except ValueError as error:
        raise AssertionError(f"the file can't be read: {error}") from None


@points(1)
def test_a_locked_photo_is_a_png_with_its_entry(lock_photo, grey_photo, colour_photo):
    """A PNG file, for JPEG changes every sample a little; with the text entry "encrypted-region" and in it, as JSON,
    box, cost, salt, nonce and tag. Bytes are written in hexadecimal.
    """
    for picture in (grey_photo, colour_photo):
        found = locked(lock_photo, picture)
        expect.that(found.box == BOX, f"box {found.box}; expected {BOX}")
        expect.that(found.cost == LOW_COST, f"cost {found.cost}; expected {LOW_COST}")


@points(1)
def test_a_locked_photo_is_legible_outside(lock_photo, grey_photo, colour_photo):
    """Outside the box, (top, left, bottom, right), the picture stays as it was, to the last sample; inside there is
    nothing to see. And the picture that came in isn't changed: work on a copy.
    """
    for picture in (grey_photo, colour_photo):
        found = locked(lock_photo, picture)
        expect.input_unchanged(lock_photo)
        expect.array(found.protected, shape=picture.shape, dtype=np.uint8)
        expect.same_picture(outside(found.protected, BOX), outside(picture, BOX))
        same = np.mean(part(found.protected, BOX) == part(picture, BOX))
        expect.that(same < 0.05, f"{same:.0%} of the samples in the box are as before")


@points(2)
def test_a_locked_photo_has_a_fresh_salt_and_nonce(lock_photo, grey_photo):
    """Lock one picture six times under one passphrase: six salts, six nonces, six boxes with nothing in common. Draw
    each byte of both anew, from `os.urandom` or `secrets`; take nothing from the passphrase, the picture, a clock or
    a counter, and don't write digits where bytes are meant.
    """
    files = [locked(lock_photo, grey_photo) for _ in range(6)]
    for name in ("salt", "nonce", "tag"):
        found = [getattr(file, name) for file in files]
        expect.that(len(set(found)) == 6, f"six files with {len(set(found))} different values of {name}; expected six")
        stuck = sum(len(set(values)) == 1 for values in zip(*found, strict=True))
        expect.that(stuck == 0, f"{stuck} of the {len(found[0])} bytes of the {name} are the same in six files")
        highest = max(map(max, found))
        expect.that(highest > 127, f"the {name} has no byte above {highest} in six files; expected any from 0 to 255")
    for file in files:
        expect.that(file.nonce not in file.salt, "the nonce is a part of the salt; expected a draw of its own")
    for file in files[1:]:
        same = np.mean(part(file.protected, BOX) == part(files[0].protected, BOX))
        expect.that(same < 0.05, f"{same:.0%} of the samples in the box are the same in two files")


@points(1)
def test_a_locked_photo_keeps_no_secret(lock_photo, grey_photo):
    """The file holds neither the passphrase nor the key, and no text but the one entry with what isn't secret: box,
    cost, salt, nonce and tag.
    """
    png = lock_photo(grey_photo, BOX, "pomegranate", LOW_COST)
    expect_file(png)
    for text in (b"pomegranate", b"pomegranate".hex().encode()):
        expect.that(text not in png, "the passphrase stands in the file")
    with Image.open(BytesIO(png)) as picture:
        others = sorted(picture.text.keys() - {locked_png.ENTRY})
    expect.that(not others, f"the file has other text entries: {', '.join(others)}")


@hidden
@points(2)
def test_a_locked_photo_opens_with_its_passphrase(lock_photo, grey_photo, colour_photo):
    """Whoever has the passphrase gets the picture back: the key comes from passphrase, salt and cost as in exercise 1,
    cipher text and tag as in exercise 2, box and shape included. Try `unlock_photo` on your own file.
    """
    import unicodedata

    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    for picture in (grey_photo, colour_photo):
        found = locked(lock_photo, picture)
        typed = unicodedata.normalize("NFC", PASSPHRASE).encode()
        key = Scrypt(found.salt, 32, n=found.cost, r=8, p=1).derive(typed)
        sealed = part(found.protected, BOX).tobytes() + found.tag
        bound = np.array([*BOX, *picture.shape], "<i8").tobytes()
        try:
            plain = AESGCM(key).decrypt(found.nonce, sealed, bound)
        except InvalidTag:
            raise AssertionError("the tag doesn't fit: the file can't be opened with its passphrase") from None
        expect.that(plain == part(picture, BOX).tobytes(), "the file opens, but shows another picture")


# encryption_recap


def test_four_letters_came_back(encryption_recap):
    """Return four letters, one for each question, such as ("a", "a", "a", "a"). This check looks at the form only."""
    expect.letters(encryption_recap(), 4)


@hidden
@points(1)
def test_question_1_what_is_secret(encryption_recap, reference):
    """Question 1: look at what `lock_photo` writes into a file that anyone may read, and at what it doesn't."""
    expect.same_letter(encryption_recap(), reference(), 0)


@hidden
@points(1)
def test_question_2_nonce_reuse(encryption_recap, reference):
    """Question 2: write both cipher texts as picture XOR key stream, with the same key stream, and XOR them. And think
    of what you know of your own picture.
    """
    expect.same_letter(encryption_recap(), reference(), 1)


@hidden
@points(1)
def test_question_3_what_noise_proves(encryption_recap, reference):
    """Question 3: compare the last two columns of 'The picture to remember': what do their first two numbers say, and
    what does the third?
    """
    expect.same_letter(encryption_recap(), reference(), 2)


@hidden
@points(1)
def test_question_4_seeded_generator(encryption_recap, reference):
    """Question 4: what does a generator with a fixed seed draw after the next start of the program? Look again at
    'Where do salt and nonce come from?'.
    """
    expect.same_letter(encryption_recap(), reference(), 3)
