"""Checks of lesson 2, redaction."""

from io import BytesIO
from zlib import compress

import numpy as np
import pytest
from PIL import Image, PngImagePlugin
from scipy.ndimage import gaussian_filter
from scipy.special import ndtr

from autograder import expect
from privatepixels import data, files
from privatepixels.camera import XMP, camera_jpeg

points = pytest.mark.points
hidden = pytest.mark.hidden

SECRET = b"Sam Sample, 1 Secret Street"


@pytest.fixture
def colour_photo():
    """Give a small part of a colour photograph, wider than high."""
    return data.photo("chelsea")[80:144, 120:216]


@pytest.fixture
def grey_photo():
    """Give a small part of a grey photograph, higher than wide."""
    return data.photo("camera")[80:240:2, 200:300:2]


def random_box(shape, rng, least=1):
    """Draw a box inside a picture of this shape, at least so many pixels a side."""
    top, left = (int(rng.integers(0, side - least + 1)) for side in shape[:2])
    bottom, right = (int(rng.integers(at + least, side + 1)) for at, side in zip((top, left), shape[:2], strict=True))
    return top, left, bottom, right


def inside(picture, box):
    """Give the part of a picture in a box."""
    top, left, bottom, right = box
    return picture[top:bottom, left:right]


def expect_same_outside(found, picture, box):
    """Expect a picture like another one, whatever is in the box."""
    expect.array(found, shape=picture.shape, dtype=np.uint8)
    expected = picture.copy()
    inside(expected, box)[...] = inside(found, box)
    expect.same_picture(found, expected)


def expect_another_picture(found, picture):
    """Expect a picture of the shape of another one, but not that one."""
    expect.array(found, shape=picture.shape, dtype=np.uint8)
    expect.that(np.any(found != picture), "the picture came back as it went in")


def boxes_of_all_kinds(shape, rng):
    """Give boxes in the middle, of one pixel, at each border, the whole picture, and three at random."""
    height, width = shape[:2]
    fixed = [(5, 9, 12, 30), (3, 4, 4, 5), (0, 0, 6, 9), (height - 5, width - 8, height, width), (0, 0, height, width)]
    return [*fixed, *(random_box(shape, rng) for _ in range(3))]


# fill_box


@points(1)
def test_fill_gives_a_new_picture(fill_box, colour_photo, grey_photo):
    """The result is a new uint8 array of the picture's shape, grey or colour, and the picture that came in stays as it
    was. Assigning to a part of an array changes that array: of which one do you need a copy?
    """
    for picture, colour in ((grey_photo, 7), (colour_photo, (250, 3, 99))):
        found = fill_box(picture, (5, 9, 12, 30), colour)
        expect.input_unchanged(fill_box)
        expect_another_picture(found, picture)


@points(1)
def test_fill_gives_the_box_its_colour(fill_box, rng, colour_photo, grey_photo):
    """Every pixel in the box has the colour, in grey and in colour: rows from top to bottom - 1, columns from left to
    right - 1. The first index of an array counts rows, from the top.
    """
    for picture, colour in ((grey_photo, 7), (colour_photo, (250, 3, 99))):
        for box in boxes_of_all_kinds(picture.shape, rng):
            found = fill_box(picture, box, colour)
            expect.array(found, shape=picture.shape, dtype=np.uint8)
            wrong = np.count_nonzero(inside(found, box) != np.array(colour))
            expect.that(wrong == 0, f"{wrong} samples in the box {box} don't have the colour {colour}")


@points(1)
def test_fill_keeps_the_rest(fill_box, rng, colour_photo, grey_photo):
    """Outside the box no pixel changes. Row `bottom` and column `right` are the first ones outside."""
    for picture, colour in ((grey_photo, 250), (colour_photo, (0, 255, 0))):  # that neither picture has
        for box in boxes_of_all_kinds(picture.shape, rng):
            found = fill_box(picture, box, colour)
            expect_another_picture(found, picture)
            expect_same_outside(found, picture, box)


# pixelate_box


@points(1)
def test_pixelate_gives_a_new_picture(pixelate_box, colour_photo, grey_photo):
    """The result is a new uint8 array of the picture's shape, grey or colour; the picture that came in stays as it was,
    and so does all of it outside the box.
    """
    for picture in (grey_photo, colour_photo):
        box = (5, 9, 29, 33)
        found = pixelate_box(picture, box, 8)
        expect.input_unchanged(pixelate_box)
        expect_another_picture(found, picture)
        expect_same_outside(found, picture, box)


@points(1)
def test_pixelate_makes_flat_blocks(pixelate_box, colour_photo, grey_photo):
    """Each block of the box has one colour. Blocks are counted from the top left corner of the box, not from that of
    the picture.
    """
    for picture in (grey_photo, colour_photo):
        for box, block in (((5, 9, 29, 33), 8), ((1, 2, 13, 26), 6)):
            found = pixelate_box(picture, box, block)
            expect.array(found, shape=picture.shape, dtype=np.uint8)
            for part, place in blocks_of(found, box, block):
                expect.that(np.all(part == part[0, 0]), f"the block at {place} of the box {box} has several colours")


@points(2)
def test_pixelate_takes_the_mean(pixelate_box, rng, colour_photo, grey_photo):
    """A block has the mean of its pixels, each colour by itself, rounded to the nearest level: not one of the pixels,
    not cut down, and not a sum that ran over in 8 bits.
    """
    for picture in (grey_photo, colour_photo, 255 - grey_photo // 8, rng.integers(0, 256, (40, 48, 3), dtype=np.uint8)):
        expect_means(pixelate_box, picture, (5, 9, 29, 33), 4)
        expect_means(pixelate_box, picture, (2, 1, 34, 33), 16)


@points(1)
def test_pixelate_means_are_not_biased(pixelate_box, rng):
    """Over many blocks the rounding takes away as often as it adds: the box keeps its mean. Half a level too dark says
    that fractions were cut off.
    """
    picture = rng.integers(0, 256, (150, 150), dtype=np.uint8)
    found = pixelate_box(picture, (0, 0, 150, 150), 3)
    expect_another_picture(found, picture)
    expect.close(found.mean(), picture.mean(), 0.06, "mean of the box")  # 2,500 blocks: 6 standard errors are 0.035


@points(2)
def test_pixelate_keeps_blocks_at_the_edge_inside(pixelate_box, rng, colour_photo, grey_photo):
    """Where the box ends within a block, the block is the mean of its pixels in the box only. With pixels from beyond
    the edge in it, or left as it was, it would tell something that it shouldn't.
    """
    for picture in (grey_photo, colour_photo):
        for box in boxes_of_all_kinds(picture.shape, rng):
            expect_means(pixelate_box, picture, box, 7)


@points(1)
def test_pixelate_with_the_smallest_and_the_largest_block(pixelate_box, rng, grey_photo):
    """Blocks of one pixel change nothing; a block larger than the box makes it one colour."""
    picture = rng.integers(0, 256, (20, 30, 3), dtype=np.uint8)
    expect.same_picture(pixelate_box(picture, (3, 4, 15, 21), 1), picture)
    expect_means(pixelate_box, grey_photo, (3, 4, 15, 21), 50)


def blocks_of(picture, box, block):
    """Yield each block of a box, and its place in the box."""
    part = inside(picture, box)
    for y in range(0, part.shape[0], block):
        for x in range(0, part.shape[1], block):
            yield part[y : y + block, x : x + block], (y, x)


def expect_means(pixelate_box, picture, box, block):
    """Expect flat blocks of the right mean, and the rest as it was."""
    found = pixelate_box(picture, box, block)
    expect_same_outside(found, picture, box)
    for (part, place), (before, _) in zip(blocks_of(found, box, block), blocks_of(picture, box, block), strict=True):
        mean = before.mean(axis=(0, 1))
        off = np.abs(part - mean).max()
        expect.that(
            off <= 0.5 + 1e-6,
            f"block {block}, box {box}: a sample of the block at {place} is {off:.3g} levels off the mean; expected at "
            "most 0.5",
        )


# blur_box


@points(1)
def test_blur_gives_a_new_picture(blur_box, colour_photo, grey_photo):
    """The result is a new uint8 array of the picture's shape, grey or colour; the picture that came in stays as it was,
    outside the box and as an array.
    """
    for picture in (grey_photo, colour_photo):
        box = (5, 9, 29, 33)
        found = blur_box(picture, box, 2.0)
        expect.input_unchanged(blur_box)
        expect_another_picture(found, picture)
        expect_same_outside(found, picture, box)


@points(1)
def test_blur_lets_nothing_in_from_outside(blur_box, rng, grey_photo):
    """The box is cut out and blurred by itself: the result in the box is the same, whatever stands around it. And a
    flat box stays flat up to its edges: beyond them its pixels go on, it isn't black there.
    """
    box = (10, 8, 40, 44)
    other = rng.integers(0, 256, grey_photo.shape, dtype=np.uint8)
    inside(other, box)[...] = inside(grey_photo, box)
    results = [blur_box(picture, box, 3.0) for picture in (grey_photo, other)]
    for found, picture in zip(results, (grey_photo, other), strict=True):
        expect_another_picture(found, picture)
    expect.close(inside(results[1], box), inside(results[0], box), 0, "sample in the box, with another picture around")
    inside(other, box)[...] = 200
    expect.same_picture(blur_box(other, box, 3.0), other)


@points(1)
def test_blur_goes_on_beyond_the_edge(blur_box):
    """Beyond the edge of the box the outermost pixels go on: with the first column white and all else black, more than
    half of the weight at that column is white. Mirrored, wrapped round or black beyond the edge it would be less. Which
    `mode` of the filter is this?
    """
    expected = 255 * ndtr(0.5 / 2)
    for picture, box in ((first_column(), (0, 0, 40, 48)), (first_column().T.copy(), (0, 0, 48, 40))):
        found = blur_box(picture, box, 2.0)
        expect.array(found, shape=picture.shape, dtype=np.uint8)
        edge = found[:, 0] if box[2] == 40 else found[0]
        expect.close(edge.astype(float), np.full(edge.shape, expected), 4.0, "sample at the white edge")


def first_column():
    """Give a black picture with a white first column."""
    picture = np.zeros((40, 48), np.uint8)
    picture[:, 0] = 255
    return picture


@points(1)
def test_blur_keeps_colours_apart(blur_box, rng):
    """Each colour is blurred by itself, over rows and columns. In a red picture no green or blue appears, and where all
    rows are alike they stay alike.
    """
    red = np.zeros((40, 48, 3), np.uint8)
    red[:, :, 0] = rng.integers(0, 256, (40, 48))
    found = blur_box(red, (0, 0, 40, 48), 2.0)
    expect_another_picture(found, red)
    expect.that(not found[:, :, 1:].any(), f"a red picture has up to {found[:, :, 1:].max()} of green or blue")
    bars = np.tile(rng.integers(0, 256, (48, 3), dtype=np.uint8), (40, 1, 1))
    found = blur_box(bars, (0, 0, 40, 48), 2.0)
    expect.array(found, shape=bars.shape, dtype=np.uint8)
    expect.that(np.all(found == found[:1]), "rows that were alike differ")


@points(2)
def test_blur_is_a_gaussian_of_sigma(blur_box):
    """An edge between black and white becomes the Gaussian's integral, in rows as in columns: 16 % and 84 % of white at
    one sigma to either side. Is sigma the standard deviation, in pixels?
    """
    for sigma in (1.5, 4.0):
        step = 255 * ndtr((np.arange(64) - 31.5) / sigma)
        for picture, turned in ((edge(), False), (edge().T.copy(), True)):
            found = blur_box(picture, (0, 0, 64, 64), sigma)
            expect.array(found, shape=picture.shape, dtype=np.uint8)
            profile = found[:, 32] if turned else found[32]
            where = "a column" if turned else "a row"
            expect.close(profile.astype(float), step, 4.0, f"sigma {sigma}: sample of {where} across the edge")


@points(1)
def test_blur_rounds_to_nearest(blur_box, grey_photo):
    """The result is rounded to the nearest level. A box that is half a level too dark on average says that fractions
    were cut off: what does your filter return for a uint8 array?
    """
    box = (4, 3, 76, 47)
    found = blur_box(grey_photo, box, 1.5)
    expect.array(found, shape=grey_photo.shape, dtype=np.uint8)
    exact = gaussian_filter(inside(grey_photo, box).astype(np.float64), 1.5, mode="nearest")
    expect.close(inside(found, box).astype(float), exact, 6.0, "sample in the box")
    expect.close((inside(found, box) - exact).mean(), 0.0, 0.15, "mean difference from the exact blur")


@points(1)
def test_blur_with_sigma_0_changes_nothing(blur_box, colour_photo):
    """With sigma = 0 the picture comes back as it went in. Check what your filter does then, and what you do to the
    picture before and after.
    """
    expect.same_picture(blur_box(colour_photo, (5, 9, 29, 33), 0.0), colour_photo)


@hidden
@points(1)
def test_blur_is_the_expected_one(blur_box, reference, rng, colour_photo, grey_photo):
    """The blur of real pictures, boxes of many kinds. Compare the two pictures: where do they differ?"""
    for picture in (grey_photo, colour_photo):
        for box in boxes_of_all_kinds(picture.shape, rng):
            expect.same_picture(blur_box(picture, box, 2.5), reference(picture, box, 2.5), 6)


def edge():
    """Give a picture that is black at the left and white at the right."""
    picture = np.zeros((64, 64), np.uint8)
    picture[:, 32:] = 255
    return picture


# strip_metadata


def saved(image, format="PNG", **options):
    """Write a Pillow image into bytes."""
    file = BytesIO()
    image.save(file, format, **options)
    return file.getvalue()


def insert(content, place, *added):
    """Put parts into a file, before the part of this number."""
    parts = [part for _, part in files.parts(content)]
    return b"".join([*parts[:place], *added, *parts[place:]])


def segment(code, content):
    """Make a segment of a JPEG."""
    return bytes([0xFF, code]) + (len(content) + 2).to_bytes(2) + content


def chunk(kind, content):
    """Make a chunk of a PNG."""
    file = BytesIO()
    PngImagePlugin.putchunk(file, kind, content)
    return file.getvalue()


@pytest.fixture
def photo_file(colour_photo):
    """Give a JPEG as a camera writes it."""
    return camera_jpeg(colour_photo, 52.2, 0.12)


def expect_file(found, format):
    """Expect the bytes of a picture file, and give the opened picture."""
    expect.that(isinstance(found, bytes), f"came back: {type(found).__name__}; expected bytes")
    try:
        files.parts(found)
        image = Image.open(BytesIO(found))
        image.load()
    except (OSError, SyntaxError, ValueError) as error:
        raise AssertionError(f"the bytes that came back can't be opened: {error}") from None
    expect.that(image.format == format, f"a {image.format} file; expected {format}")
    return image


def expect_pixels(found, content):
    """Expect a file whose pixels, mode, palette and transparency are those of another one."""
    before = Image.open(BytesIO(content))
    image = expect_file(found, before.format)
    expect.that(image.mode == before.mode, f"mode {image.mode}; expected {before.mode}")
    expect.close(np.asarray(image).astype(float), np.asarray(before).astype(float), 0, f"mode {image.mode}: sample")
    if image.mode in ("1", "L", "LA", "P", "RGB", "RGBA"):
        seen, wanted = (np.asarray(one.convert("RGBA")).astype(float) for one in (image, before))
        expect.close(seen, wanted, 0, f"mode {image.mode}: sample with palette and transparency applied")


@points(1)
def test_strip_keeps_the_pixels_of_a_jpeg(strip_metadata, photo_file, colour_photo):
    """A JPEG shows the same pixels as before, to the last bit, because its coded pixels and tables were copied: opened
    and saved again it would lose quality.
    """
    progressive = saved(Image.fromarray(colour_photo), "JPEG", progressive=True, comment=SECRET)
    for content in (photo_file, progressive):
        found = strip_metadata(content)
        expect_pixels(found, content)
        for kind in ("scan", "DQT", "DHT"):
            copied, original = ([part for name, part in files.parts(one) if name == kind] for one in (found, content))
            expect.that(copied == original, f"the parts {kind} aren't those of the file that came in")


@points(2)
def test_strip_takes_the_cameras_notes_out(strip_metadata, photo_file):
    """No EXIF with time, place and camera is left of a photograph, no thumbnail in it, no XMP with the owner's name, no
    comment. Print the names of the parts: which of them hold these?
    """
    found = strip_metadata(photo_file)
    image = expect_file(found, "JPEG")
    expect.that(not image.getexif(), f"the EXIF block is still there, with {len(image.getexif())} entries")
    for what, secret in (("the owner's name", XMP), ("the camera's make", b"Private Pixels"), ("a comment", b"Sam's")):
        expect.that(secret not in found, f"{what} is still in the file")
    expect.that(found.count(files.JPEG_START) == 1, "there is a second JPEG in the file: the thumbnail")


@points(1)
def test_strip_takes_out_what_it_does_not_know(strip_metadata, colour_photo):
    """A part that no picture needs goes, whatever its name: programs and makers put theirs into APP2, APP5, APP11,
    APP13 and others. A list of what to keep is safe; a list of what to drop is never complete.
    """
    plain = saved(Image.fromarray(colour_photo), "JPEG")
    for number in (1, 2, 3, 5, 11, 12, 13, 15):
        found = strip_metadata(insert(plain, 2, segment(0xE0 + number, b"Maker\0" + SECRET)))
        expect_pixels(found, plain)
        expect.that(SECRET not in found, f"APP{number} is still in the file")
    thumbnail = insert(plain, 2, segment(0xE0, b"JFXX\0\x10" + SECRET))
    expect.that(SECRET not in strip_metadata(thumbnail), "APP0 is still in the file: it, too, may hold a thumbnail")


@points(1)
def test_strip_keeps_the_colours_of_cmyk(strip_metadata, colour_photo):
    """A JPEG in CMYK, or in RGB without conversion, still has its colours: APP14 says how they are coded, and is needed
    to decode the pixels.
    """
    cmyk = saved(Image.fromarray(colour_photo).convert("CMYK"), "JPEG", comment=SECRET)
    for content in (cmyk, coded_as_rgb(colour_photo)):
        found = strip_metadata(content)
        expect_pixels(found, content)
        expect.that(SECRET not in found, "the comment is still in the file")


def coded_as_rgb(picture):
    """Make a JPEG whose colours are coded as they are, which only its APP14 tells."""
    parts = []
    for name, part in files.parts(saved(Image.fromarray(picture), "JPEG", keep_rgb=True, comment=SECRET)):
        names = {"SOF0": slice(10, 17, 3), "SOS": slice(5, 10, 2)}.get(name)  # of the three colours, in this part
        if names is not None:
            part = bytearray(part)
            part[names] = bytes([1, 2, 3])  # Pillow wrote "RGB", which would tell, too.
        parts.append(bytes(part))
    return b"".join(parts)


@points(1)
def test_strip_keeps_the_pixels_of_a_png(strip_metadata, colour_photo):
    """A PNG of any kind shows the same pixels: grey, with a palette, transparent (tRNS is one way), of 16 bits."""
    image = Image.fromarray(colour_photo)
    palette = image.quantize(16)
    contents = [saved(image.convert(mode)) for mode in ("1", "L", "LA", "P", "RGB", "RGBA")]
    contents += [saved(palette, transparency=3), saved(image, transparency=(255, 255, 255))]
    contents.append(saved(Image.fromarray(colour_photo[:, :, 0].astype(np.uint16) * 257)))
    transparent = image.convert("RGBA")
    transparent.putalpha(Image.fromarray(colour_photo[:, :, 1]))
    contents.append(saved(transparent))
    for content in contents:
        expect_pixels(strip_metadata(content), content)


@points(1)
def test_strip_takes_texts_out_of_a_png(strip_metadata, colour_photo):
    """Text (tEXt, zTXt, iTXt), EXIF (eXIf), the time (tIME) and chunks of unknown kinds are gone from a PNG."""
    plain = saved(Image.fromarray(colour_photo))
    notes = {
        b"tEXt": b"Author\0" + SECRET,
        b"zTXt": b"Author\0\0" + compress(SECRET),
        b"iTXt": b"XML:com.adobe.xmp\0\0\0\0\0" + SECRET,
        b"eXIf": b"II*\0\x08\0\0\0\0\0\0\0\0\0" + SECRET,
        b"tIME": bytes([7, 232, 5, 17, 8, 41, 9]),
        b"prVt": SECRET,
    }
    for place in (2, -1):
        for kind, note in notes.items():
            found = strip_metadata(insert(plain, place, chunk(kind, note)))
            expect_pixels(found, plain)
            expect.that(kind not in found and SECRET not in found, f"the chunk {kind.decode()} is still in the file")


@points(1)
def test_strip_ends_where_the_picture_ends(strip_metadata, photo_file, colour_photo):
    """What follows the end of the picture goes. There a phone puts a short film, and a careless editor leaves the rest
    of the larger file that was there before.
    """
    for content in (photo_file, saved(Image.fromarray(colour_photo))):
        whole = strip_metadata(content)
        expect.that(isinstance(whole, bytes), f"came back: {type(whole).__name__}; expected bytes")
        found = strip_metadata(content + content + SECRET)
        expect_pixels(found, content)
        expect.that(found == whole, "with something after the end of the picture another file came back")


@points(1)
def test_strip_refuses_a_broken_file(strip_metadata, photo_file, colour_photo):
    """Half a file, a damaged one or one of another kind: a ValueError, as the docstring promises, and not a file that
    looks fine. `files.parts` raises it for you.
    """
    png = saved(Image.fromarray(colour_photo))
    damaged = png[:60] + bytes([png[60] ^ 1]) + png[61:]
    gif = saved(Image.fromarray(colour_photo), "GIF")
    for content in (photo_file[: len(photo_file) // 2], png[:-20], damaged, gif, b""):
        with expect.raises("ValueError"):
            strip_metadata(content)


# crop_away


def numbered(height, width, colour=False):
    """Give a picture in which no two rows and no two columns are alike."""
    y, x = np.mgrid[:height, :width]
    picture = ((37 * y + 11 * x + 5 * x * y) % 251).astype(np.uint8)
    return np.stack([picture, 250 - picture, picture // 2], axis=-1) if colour else picture


def pieces_around(picture, box):
    """Give the strips above, below, left of and right of a box."""
    top, left, bottom, right = box
    return picture[:top], picture[bottom:], picture[:, :left], picture[:, right:]


@points(1)
def test_crop_gives_a_new_picture(crop_away, colour_photo, grey_photo):
    """The result is a new uint8 array, grey as grey and colour as colour, with something in it; the picture that came
    in stays as it was.
    """
    for picture in (grey_photo, colour_photo):
        found = crop_away(picture, (40, 30, *picture.shape[:2]))  # where the article's program returns nothing
        expect.input_unchanged(crop_away)
        expect.array(found, dtype=np.uint8)
        expect.that(found.ndim == picture.ndim, f"{found.ndim} dimensions; expected {picture.ndim}")
        expect.that(found.size > 0, f"an empty picture came back, of shape {found.shape}")


@points(2)
def test_crop_leaves_nothing_of_the_box(crop_away, rng):
    """No pixel of the box is in what is left; here they are white, and nothing else is. The article's program keeps the
    sensitive area and throws the rest away: which rows and columns lie outside the box?
    """
    for shape in ((40, 56), (56, 40, 3)):
        for box in (*(random_box(shape, rng, least=5) for _ in range(8)), (0, 0, 30, 30), (10, 10, shape[0], shape[1])):
            picture = rng.integers(0, 200, shape, dtype=np.uint8)
            inside(picture, box)[...] = 255
            found = crop_away(picture, box)
            expect.array(found, dtype=np.uint8)
            left = np.count_nonzero(found == 255)
            expect.that(left == 0, f"{left} samples of the box {box} are left")


@points(2)
def test_crop_keeps_the_largest_piece(crop_away):
    """Of the rectangles that lie beside the box, from border to border, the one with the most pixels is kept, and
    nothing is cut off it. Compare areas: the widest or the highest isn't always the largest.
    """
    picture = numbered(40, 56)
    for side, box in {
        "above": (30, 10, 38, 50),
        "below": (2, 6, 12, 50),
        "left": (5, 40, 36, 50),
        "right": (3, 2, 38, 14),
        "above, though a wide strip is below": (21, 1, 22, 55),
        "above, though the box is further from the right border": (14, 4, 36, 38),
        "right, though it is narrower than high": (4, 4, 36, 30),
        "below a box at the upper border": (0, 20, 4, 30),
        "left of a box at the right border": (10, 50, 30, 56),
    }.items():
        found = crop_away(picture, box)
        expected = max(pieces_around(picture, box), key=np.size)
        expect.array(found, dtype=np.uint8)
        expect.that(
            found.shape == expected.shape,
            f"box {box}: a picture of shape {found.shape}; expected {expected.shape}, the piece {side}",
        )
        expect.same_picture(found, expected)


@points(1)
def test_crop_takes_the_first_of_equals(crop_away):
    """Of pieces with equally many pixels the first one in the order above, below, left, right is kept, so that the same
    picture always gives the same crop.
    """
    picture = numbered(30, 30)
    for box, side in (((10, 10, 20, 20), 0), ((0, 10, 20, 20), 1), ((0, 10, 30, 20), 2), ((12, 12, 18, 18), 0)):
        expect.same_picture(crop_away(picture, box), pieces_around(picture, box)[side])


@hidden
@points(1)
def test_crop_is_the_expected_one(crop_away, reference, rng):
    """Boxes of all kinds in grey and in colour, compared with the expected crop."""
    for picture in (numbered(41, 30), numbered(30, 47, colour=True)):
        for _ in range(12):
            box = random_box(picture.shape, rng)
            if box != (0, 0, *picture.shape[:2]):
                expect.same_picture(crop_away(picture, box), reference(picture, box))


# redaction_recap


def test_four_letters_answer_the_questions(redaction_recap):
    """Return four letters, one for each question, such as ("a", "a", "a", "a"). Only the form is looked at here."""
    expect.letters(redaction_recap(), 4)


@hidden
@points(1)
def test_question_1_block_size(redaction_recap, reference):
    """Question 1: look at the left half of the headline figure. What counts is how many blocks there are to a
    character, not how many pixels there are to a block.
    """
    expect.same_letter(redaction_recap(), reference(), 0)


@hidden
@points(1)
def test_question_2_who_is_tested(redaction_recap, reference):
    """Question 2: which of these attackers knows what an attacker may know, and has practised? Compare the two lines of
    the headline figure.
    """
    expect.same_letter(redaction_recap(), reference(), 1)


@hidden
@points(1)
def test_question_3_face_blacked_out(redaction_recap, reference):
    """Question 3: fill the inner face in the picture 'Say who it is' with black in your mind. What is still there, and
    is it alike in all ten portraits of a person?
    """
    expect.same_letter(redaction_recap(), reference(), 2)


@hidden
@points(1)
def test_question_4_the_file(redaction_recap, reference):
    """Question 4: a file is more than its pixels. Which of the four steps touches the parts that aren't pixels, and
    which step would make them anew from the redacted picture?
    """
    expect.same_letter(redaction_recap(), reference(), 3)
