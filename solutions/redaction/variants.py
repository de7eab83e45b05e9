"""Right answers of lesson 2, each written in another way."""

import re
import struct
from io import BytesIO

import numpy as np
from PIL import Image
from scipy import ndimage
from skimage import filters

from privatepixels import files

# fill_box


def fill_box__with_a_mask(image, box, colour):
    """Mark the box, and choose colour or picture pixel by pixel."""
    rows, columns = np.indices(image.shape[:2])
    mask = (rows >= box[0]) & (rows < box[2]) & (columns >= box[1]) & (columns < box[3])
    result = np.array(image)
    result[mask] = colour
    return result


def fill_box__with_pillow(image, box, colour):
    """Let Pillow paste the colour: its boxes go left, top, right, bottom."""
    top, left, bottom, right = map(int, box)
    picture = Image.fromarray(image)
    picture.paste(colour, (left, top, right, bottom))
    return np.asarray(picture)


def fill_box__in_strips(image, box, colour):
    """Put the picture together from what is above, beside and below the box."""
    top, left, bottom, right = box
    patch = np.empty((bottom - top, right - left, *image.shape[2:]), dtype="uint8")
    patch[...] = colour
    middle = np.concatenate([image[top:bottom, :left], patch, image[top:bottom, right:]], axis=1)
    return np.concatenate([image[:top], middle, image[bottom:]])


def fill_box__pixel_by_pixel(image, box, colour):
    """Loop as the article does, but on a copy: slow, and right."""
    result = image.copy()
    for y in range(box[0], box[2]):
        for x in range(box[1], box[3]):
            result[y, x] = colour
    return result


# pixelate_box


def pixelate_box__block_by_block(image, box, block):
    """Go through the blocks, and set each slice to its mean."""
    top, left, bottom, right = box
    result = image.copy()
    for y in range(top, bottom, block):
        for x in range(left, right, block):
            part = result[y : min(y + block, bottom), x : min(x + block, right)]
            part[...] = np.round(part.mean(axis=(0, 1)))
    return result


def pixelate_box__by_labels(image, box, block):
    """Number the blocks, and average by number with bincount."""
    top, left, bottom, right = box
    y, x = np.indices((bottom - top, right - left)) // block
    number = (y * (x.max() + 1) + x).ravel()
    result = np.atleast_3d(image).copy()
    for colour in range(result.shape[2]):
        values = result[top:bottom, left:right, colour].ravel()
        means = np.bincount(number, values) / np.bincount(number)
        result[top:bottom, left:right, colour] = np.floor(means[number] + 0.5).reshape(y.shape)
    return result.reshape(image.shape)


def pixelate_box__padded_with_nan(image, box, block):
    """Fill the box up to whole blocks with NaN, reshape, and take means that leave NaN out."""
    top, left, bottom, right = box
    part = np.atleast_3d(image[top:bottom, left:right]).astype(float)
    more = [(0, -part.shape[0] % block), (0, -part.shape[1] % block), (0, 0)]
    padded = np.pad(part, more, constant_values=np.nan)
    blocks = padded.reshape(padded.shape[0] // block, block, padded.shape[1] // block, block, -1)
    means = np.nanmean(blocks, axis=(1, 3)).round()
    large = np.kron(means, np.ones((block, block, 1)))[: part.shape[0], : part.shape[1]]
    result = image.copy()
    result[top:bottom, left:right] = large.reshape(image[top:bottom, left:right].shape)
    return result


# blur_box


def blur_box__with_scikit_image(image, box, sigma):
    """Use scikit-image, on floats of 0 to 255."""
    top, left, bottom, right = box
    part = image[top:bottom, left:right] * 1.0
    axis = 2 if image.ndim == 3 else None
    result = image.copy()
    blurred = filters.gaussian(part, sigma, mode="nearest", preserve_range=True, channel_axis=axis)
    result[top:bottom, left:right] = blurred.round()
    return result


def blur_box__one_axis_after_the_other(image, box, sigma):
    """Blur rows, then columns, in place of both at once."""
    rows, columns = slice(box[0], box[2]), slice(box[1], box[3])
    result = np.array(image, copy=True)
    values = result[rows, columns].astype(np.float32)
    if sigma > 0:
        for axis in range(2):
            values = ndimage.gaussian_filter1d(values, sigma, axis=axis, mode="nearest")
    result[rows, columns] = np.floor(values + 0.5).clip(0, 255)
    return result


def blur_box__own_kernel(image, box, sigma):
    """Write the Gaussian down, and multiply by it as a matrix, with the edges repeated."""
    top, left, bottom, right = box

    def weights(size):
        reach = int(np.ceil(4 * sigma))
        offsets = np.arange(-reach, reach + 1)
        kernel = np.exp(-0.5 * (offsets / max(sigma, 1e-9)) ** 2)
        matrix = np.zeros((size, size))
        for place in range(size):
            np.add.at(matrix[place], np.clip(place + offsets, 0, size - 1), kernel / kernel.sum())
        return matrix

    part = image[top:bottom, left:right].astype(float)
    blurred = np.einsum("yi,xj,ij...->yx...", weights(bottom - top), weights(right - left), part, optimize=True)
    result = image.copy()
    result[top:bottom, left:right] = np.rint(blurred)
    return result


def blur_box__colours_by_themselves(image, box, sigma):
    """Blur each colour as a grey picture, and stack them."""
    top, left, bottom, right = box
    result = image.copy()
    for plane in [result] if image.ndim == 2 else np.moveaxis(result, -1, 0):
        part = plane[top:bottom, left:right]
        part[...] = np.round(ndimage.gaussian_filter(part.astype("f8"), sigma=sigma, mode="nearest"))
    return result


# strip_metadata


def strip_metadata__what_to_drop_by_rule(data):
    """Drop by a rule: of a JPEG APPn but 14 and comments, of a PNG what has a small first letter, but tRNS."""
    jpeg = data.startswith(files.JPEG_START)
    result = b""
    for name, content in files.parts(data):
        if jpeg:
            wanted = name == "APP14" or not name.startswith(("APP", "COM", "after"))
        else:
            wanted = name in ("signature", "tRNS", "IHDR", "PLTE", "IDAT", "IEND")
        if wanted:
            result += content
    return result


def strip_metadata__with_colour_chunks_kept(data):
    """Keep also the three chunks of a PNG that say in numbers what its colours mean."""
    needed = re.compile("SOI|DQT|DHT|DAC|DRI|SOF.*|SOS|scan|DNL|EOI|APP14|signature|[A-Z]{4}|tRNS|gAMA|cHRM|sRGB")
    return b"".join([content for name, content in files.parts(data) if needed.fullmatch(name)])


def strip_metadata__reads_the_bytes(data):
    """Walk through the bytes without help."""
    if not isinstance(data, bytes) or not data.startswith((b"\xff\xd8", b"\x89PNG\r\n\x1a\n")):
        raise ValueError("data: expected the bytes of a JPEG or PNG file, got something else")
    files.parts(data)  # raises where the file is broken
    output = BytesIO()
    if data.startswith(b"\x89PNG"):
        output.write(data[:8])
        place, kind = 8, b""
        while kind != b"IEND":
            length, kind = struct.unpack_from(">I4s", data, place)
            if kind in (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"):
                output.write(data[place : place + length + 12])
            place += length + 12
        return output.getvalue()
    output.write(data[:2])
    place = 2
    while data[place : place + 2] != b"\xff\xd9":
        code = data[place + 1]
        if code in (0x00, 0xFF, *range(0xD0, 0xD8)) or data[place] != 0xFF:  # within the coded pixels
            step = 1 if data[place] != 0xFF or code == 0xFF else 2
            output.write(data[place : place + step])
        else:
            step = 2 + int.from_bytes(data[place + 2 : place + 4], "big")
            if code == 0xEE or not (0xE0 <= code <= 0xEF or code == 0xFE):
                output.write(data[place : place + step])
        place += step
    output.write(b"\xff\xd9")
    return output.getvalue()


# crop_away


def crop_away__by_areas(image, box):
    """Compute the four areas, and take the slice of the largest."""
    top, left, bottom, right = box
    height, width = image.shape[0], image.shape[1]
    areas = [top * width, (height - bottom) * width, height * left, height * (width - right)]
    slices = [np.s_[:top], np.s_[bottom:], np.s_[:, :left], np.s_[:, right:]]
    return np.array(image[slices[int(np.argmax(areas))]])


def crop_away__one_after_the_other(image, box):
    """Start with the piece above, and take another one where it is larger."""
    best = image[0 : box[0]]
    for piece in (image[box[2] :], image[:, 0 : box[1]], image[:, box[3] :]):
        if piece.shape[0] * piece.shape[1] > best.shape[0] * best.shape[1]:
            best = piece
    return best.copy()


def crop_away__sorted(image, box):
    """Sort the pieces by size; the sort is stable, so that the first of equals stays first."""
    y0, x0, y1, x1 = box
    height, width = image.shape[:2]
    corners = [(0, y0, 0, width), (y1, height, 0, width), (0, height, 0, x0), (0, height, x1, width)]
    a, b, c, d = sorted(corners, key=lambda k: -(k[1] - k[0]) * (k[3] - k[2]))[0]
    return np.ascontiguousarray(image[a:b, c:d])


# redaction_recap


def redaction_recap__a_list():
    """Return a list."""
    return ["b", "d", "a", "c"]


def redaction_recap__in_capitals():
    """Return capital letters in a tuple."""
    return tuple("BDAC")


def redaction_recap__a_text():
    """Return one text."""
    return "b, d, a, c"
