"""Plausible wrong answers of lesson 2: one misconception each, and the check that must catch it."""

from io import BytesIO

import numpy as np
from PIL import Image
from scipy import ndimage

from privatepixels import files

# fill_box


def fill_box__as_the_article(image, box, colour):
    """Sets pixel after pixel of the picture that came in, which is lost (article 4.2.1).
    Fails: test_fill_gives_a_new_picture
    """
    top, left, bottom, right = box
    for y in range(top, bottom):
        for x in range(left, right):
            image[y, x] = colour
    return image


def fill_box__a_view(image, box, colour):
    """Takes another name for a copy.
    Fails: test_fill_gives_a_new_picture
    """
    result = image[:]
    result[box[0] : box[2], box[1] : box[3]] = colour
    return result


def fill_box__x_before_y(image, box, colour):
    """Takes the first index of an array for x.
    Fails: test_fill_gives_the_box_its_colour
    """
    top, left, bottom, right = box
    result = image.copy()
    result[left:right, top:bottom] = colour
    return result


def fill_box__left_first(image, box, colour):
    """Reads the box as left, top, right, bottom, as Pillow does.
    Fails: test_fill_gives_the_box_its_colour
    """
    left, top, right, bottom = box
    result = image.copy()
    result[top:bottom, left:right] = colour
    return result


def fill_box__width_and_height(image, box, colour):
    """Takes bottom and right for height and width.
    Fails: test_fill_keeps_the_rest
    """
    top, left, height, width = box
    result = image.copy()
    result[top : top + height, left : left + width] = colour
    return result


def fill_box__ends_included(image, box, colour):
    """Fills row bottom and column right, too.
    Fails: test_fill_keeps_the_rest
    """
    top, left, bottom, right = box
    result = image.copy()
    result[top : bottom + 1, left : right + 1] = colour
    return result


def fill_box__one_short(image, box, colour):
    """Leaves out the last row and column of the box.
    Fails: test_fill_gives_the_box_its_colour
    """
    top, left, bottom, right = box
    result = image.copy()
    result[top : bottom - 1, left : right - 1] = colour
    return result


def fill_box__frame(image, box, colour):
    """Draws the border of the box only.
    Fails: test_fill_gives_the_box_its_colour
    """
    top, left, bottom, right = box
    result = image.copy()
    result[top:bottom, [left, right - 1]] = colour
    result[[top, bottom - 1], left:right] = colour
    return result


def fill_box__half_transparent(image, box, colour):
    """Lays the colour over the box half transparent, as a marker pen does.
    Fails: test_fill_gives_the_box_its_colour
    """
    top, left, bottom, right = box
    result = image.copy()
    result[top:bottom, left:right] = result[top:bottom, left:right] // 2 + np.array(colour) // 2
    return result


def fill_box__the_box_alone(image, box, colour):
    """Returns the filled box without the picture.
    Fails: test_fill_gives_a_new_picture
    """
    part = image[box[0] : box[2], box[1] : box[3]].copy()
    part[...] = colour
    return part


def fill_box__always_black(image, box, colour):
    """Forgets the colour.
    Fails: test_fill_gives_the_box_its_colour
    """
    result = image.copy()
    result[box[0] : box[2], box[1] : box[3]] = 0
    return result


def fill_box__floats(image, box, colour):
    """Comes back in floating point.
    Fails: test_fill_gives_a_new_picture
    """
    result = image.astype(float)
    result[box[0] : box[2], box[1] : box[3]] = colour
    return result


def fill_box__does_nothing(image, box, colour):
    """Copies the picture, and changes a part that is never put back.
    Fails: test_fill_gives_a_new_picture
    """
    part = image[box[0] : box[2], box[1] : box[3]].copy()
    part[...] = colour
    return image.copy()


def fill_box__by_colour(image, box, colour):
    """Replaces the colour found in the box's corner wherever it stands in the picture.
    Fails: test_fill_gives_the_box_its_colour
    """
    result = image.copy()
    same = image == image[box[0], box[1]]
    result[same if image.ndim == 2 else same.all(axis=2)] = colour
    return result


# pixelate_box


def _apply_to_blocks(image, box, block, summary, start=None):
    top, left, bottom, right = box
    result = image.copy()
    y0, x0 = start or (top, left)
    for y in range(y0, bottom, block):
        for x in range(x0, right, block):
            rows, columns = slice(max(y, top), min(y + block, bottom)), slice(max(x, left), min(x + block, right))
            result[rows, columns] = summary(image[rows, columns])
    return result


def _mean(part):
    return np.rint(part.mean(axis=(0, 1)))


def pixelate_box__picks_a_pixel(image, box, block):
    """Takes the first pixel of each block for all of it (resizing without averaging).
    Fails: test_pixelate_takes_the_mean
    """
    return _apply_to_blocks(image, box, block, lambda part: part[0, 0])


def pixelate_box__median(image, box, block):
    """Takes the median.
    Fails: test_pixelate_takes_the_mean
    """
    return _apply_to_blocks(image, box, block, lambda part: np.rint(np.median(part, axis=(0, 1))))


def pixelate_box__truncates(image, box, block):
    """Cuts the fractions of the means off.
    Fails: test_pixelate_means_are_not_biased
    """
    return _apply_to_blocks(image, box, block, lambda part: part.mean(axis=(0, 1)).astype(np.uint8))


def pixelate_box__one_grey_for_all_colours(image, box, block):
    """Takes the mean over the colours as well: the blocks are grey.
    Fails: test_pixelate_takes_the_mean
    """
    return _apply_to_blocks(image, box, block, lambda part: np.rint(part.mean()))


def pixelate_box__sum_runs_over(image, box, block):
    """Adds up in 8 bits.
    Fails: test_pixelate_takes_the_mean
    """
    return _apply_to_blocks(
        image, box, block, lambda part: part.sum(axis=(0, 1), dtype=np.uint8) // (part.shape[0] * part.shape[1])
    )


def pixelate_box__blocks_of_the_picture(image, box, block):
    """Counts blocks from the corner of the picture.
    Fails: test_pixelate_makes_flat_blocks
    """
    start = box[0] // block * block, box[1] // block * block
    return _apply_to_blocks(image, box, block, _mean, start)


def pixelate_box__rest_left_clear(image, box, block):
    """Leaves what doesn't fill a whole block at the edge as it was.
    Fails: test_pixelate_keeps_blocks_at_the_edge_inside
    """
    top, left, bottom, right = box
    whole = top, left, bottom - (bottom - top) % block, right - (right - left) % block
    return _apply_to_blocks(image, whole, block, _mean)


def pixelate_box__blocks_cross_the_edge(image, box, block):
    """Lets the last blocks run over the edge of the box.
    Fails: test_pixelate_keeps_blocks_at_the_edge_inside
    """
    top, left, bottom, right = box
    result = image.copy()
    for y in range(top, bottom, block):
        for x in range(left, right, block):
            result[y : y + block, x : x + block] = _mean(image[y : y + block, x : x + block])
    return result


def pixelate_box__mean_over_whole_blocks(image, box, block):
    """Averages with pixels from beyond the edge of the box in the last blocks.
    Fails: test_pixelate_keeps_blocks_at_the_edge_inside
    """
    top, left, bottom, right = box
    result = image.copy()
    for y in range(top, bottom, block):
        for x in range(left, right, block):
            rows, columns = slice(y, min(y + block, bottom)), slice(x, min(x + block, right))
            result[rows, columns] = _mean(image[y : y + block, x : x + block])
    return result


def pixelate_box__padded_with_zeros(image, box, block):
    """Fills the last blocks up with zeros, which count in the mean.
    Fails: test_pixelate_keeps_blocks_at_the_edge_inside
    """
    return _apply_to_blocks(image, box, block, lambda part: np.rint(part.sum(axis=(0, 1)) / block**2))


def pixelate_box__number_of_blocks(image, box, block):
    """Takes block for the number of blocks a side.
    Fails: test_pixelate_makes_flat_blocks
    """
    side = max((box[2] - box[0]) // block, 1)
    return _apply_to_blocks(image, box, side, _mean)


def pixelate_box__in_place(image, box, block):
    """Writes into the picture that came in.
    Fails: test_pixelate_gives_a_new_picture
    """
    image[...] = _apply_to_blocks(image, box, block, _mean)
    return image


def pixelate_box__the_whole_picture(image, box, block):
    """Pixelates everything.
    Fails: test_pixelate_gives_a_new_picture
    """
    return _apply_to_blocks(image, (0, 0, *image.shape[:2]), block, _mean)


def pixelate_box__smooth_resizing(image, box, block):
    """Shrinks and enlarges with interpolation: no blocks, and the pixels around take part.
    Fails: test_pixelate_makes_flat_blocks
    """
    top, left, bottom, right = box
    part = Image.fromarray(image[top:bottom, left:right])
    small = part.resize((max(part.width // block, 1), max(part.height // block, 1)), Image.Resampling.BILINEAR)
    result = image.copy()
    result[top:bottom, left:right] = np.asarray(small.resize(part.size, Image.Resampling.BILINEAR))
    return result


# blur_box


def _blurred(image, box, function):
    top, left, bottom, right = box
    result = image.copy()
    result[top:bottom, left:right] = function(image[top:bottom, left:right])
    return result


def _sigmas(image, sigma):
    return (sigma, sigma, 0)[: image.ndim]


def blur_box__across_colours(image, box, sigma):
    """Blurs over all three axes, colours included.
    Fails: test_blur_keeps_colours_apart
    """
    return _blurred(image, box, lambda part: np.rint(ndimage.gaussian_filter(part * 1.0, sigma, mode="nearest")))


def blur_box__in_8_bits(image, box, sigma):
    """Gives the filter 8-bit numbers, and gets them cut down.
    Fails: test_blur_rounds_to_nearest
    """
    return _blurred(image, box, lambda part: ndimage.gaussian_filter(part, _sigmas(image, sigma), mode="nearest"))


def blur_box__truncates(image, box, sigma):
    """Assigns floats to an 8-bit array without rounding.
    Fails: test_blur_rounds_to_nearest
    """
    return _blurred(image, box, lambda part: ndimage.gaussian_filter(part * 1.0, _sigmas(image, sigma), mode="nearest"))


def blur_box__neighbours_take_part(image, box, sigma):
    """Blurs the whole picture, and takes the box from it: its surroundings run in, and it runs out.
    Fails: test_blur_lets_nothing_in_from_outside
    """
    top, left, bottom, right = box
    whole = np.rint(ndimage.gaussian_filter(image * 1.0, _sigmas(image, sigma), mode="nearest"))
    return _blurred(image, box, lambda part: whole[top:bottom, left:right])


def blur_box__dark_edges(image, box, sigma):
    """Takes what is beyond the edge of the box for black.
    Fails: test_blur_lets_nothing_in_from_outside
    """
    return _blurred(
        image, box, lambda part: np.rint(ndimage.gaussian_filter(part * 1.0, _sigmas(image, sigma), mode="constant"))
    )


def blur_box__mirrored_edges(image, box, sigma):
    """Leaves the filter's default for what is beyond the edge: the picture mirrored.
    Fails: test_blur_goes_on_beyond_the_edge
    """
    return _blurred(image, box, lambda part: np.rint(ndimage.gaussian_filter(part * 1.0, _sigmas(image, sigma))))


def blur_box__wrapped_round(image, box, sigma):
    """Lets the right edge follow on the left, as a Fourier transform does.
    Fails: test_blur_goes_on_beyond_the_edge
    """
    return _blurred(
        image, box, lambda part: np.rint(ndimage.gaussian_filter(part * 1.0, _sigmas(image, sigma), mode="wrap"))
    )


def blur_box__sigma_as_variance(image, box, sigma):
    """Takes sigma for the variance.
    Fails: test_blur_is_a_gaussian_of_sigma
    """
    return _blurred(
        image,
        box,
        lambda part: np.rint(ndimage.gaussian_filter(part * 1.0, _sigmas(image, np.sqrt(sigma)), mode="nearest")),
    )


def blur_box__sigma_as_radius(image, box, sigma):
    """Takes sigma for the radius of the window, of which the standard deviation is a third.
    Fails: test_blur_is_a_gaussian_of_sigma
    """
    return _blurred(
        image, box, lambda part: np.rint(ndimage.gaussian_filter(part * 1.0, _sigmas(image, sigma / 3), mode="nearest"))
    )


def blur_box__box_filter(image, box, sigma):
    """Takes the mean of a square window.
    Fails: test_blur_is_a_gaussian_of_sigma
    """
    sizes = (2 * round(2 * sigma) + 1, 2 * round(2 * sigma) + 1, 1)[: image.ndim]
    return _blurred(image, box, lambda part: np.rint(ndimage.uniform_filter(part * 1.0, sizes, mode="nearest")))


def blur_box__rows_only(image, box, sigma):
    """Blurs along the rows only.
    Fails: test_blur_is_a_gaussian_of_sigma
    """
    return _blurred(
        image, box, lambda part: np.rint(ndimage.gaussian_filter1d(part * 1.0, sigma, axis=1, mode="nearest"))
    )


def blur_box__twice(image, box, sigma):
    """Blurs twice, to be safe: the standard deviation grows by the square root of two.
    Fails: test_blur_is_a_gaussian_of_sigma
    """
    once = _rounded(image, box, sigma)
    return _rounded(once, box, sigma)


def _rounded(image, box, sigma):
    return _blurred(
        image, box, lambda part: np.rint(ndimage.gaussian_filter(part * 1.0, _sigmas(image, sigma), mode="nearest"))
    )


def blur_box__the_whole_picture(image, box, sigma):
    """Blurs everything.
    Fails: test_blur_gives_a_new_picture
    """
    return np.rint(ndimage.gaussian_filter(image * 1.0, _sigmas(image, sigma), mode="nearest")).astype(np.uint8)


def blur_box__in_place(image, box, sigma):
    """Writes into the picture that came in.
    Fails: test_blur_gives_a_new_picture
    """
    image[...] = _rounded(image, box, sigma)
    return image


def blur_box__does_nothing(image, box, sigma):
    """Blurs a copy of the box, and returns a copy of the picture.
    Fails: test_blur_gives_a_new_picture
    """
    part = image[box[0] : box[2], box[1] : box[3]].astype(float)
    ndimage.gaussian_filter(part, _sigmas(image, sigma), mode="nearest")
    return image.copy()


def blur_box__one_colour(image, box, sigma):
    """Gives the box its mean colour: the blur of a very large sigma.
    Fails: test_blur_is_a_gaussian_of_sigma
    """
    return _blurred(image, box, lambda part: np.rint(part.mean(axis=(0, 1))) if sigma > 0 else part)


def blur_box__stretched(image, box, sigma):
    """Stretches the blurred box to the full range, to make it clear again.
    Fails: test_blur_with_sigma_0_changes_nothing
    """

    def stretched(part):
        values = ndimage.gaussian_filter(part * 1.0, _sigmas(image, sigma), mode="nearest")
        return np.rint(255 * (values - values.min()) / max(np.ptp(values), 1))

    return _blurred(image, box, stretched)


# strip_metadata


def strip_metadata__returns_it(data):
    """Trusts that the program which saved the file took care.
    Fails: test_strip_takes_the_cameras_notes_out
    """
    return data


def strip_metadata__saves_again(data):
    """Opens the file and saves it: a JPEG is encoded once more, and Pillow writes the comment again.
    Fails: test_strip_keeps_the_pixels_of_a_jpeg
    """
    image = Image.open(BytesIO(data))
    file = BytesIO()
    image.save(file, image.format)
    return file.getvalue()


def strip_metadata__saves_pixels_again(data):
    """Makes a new picture of the pixels and saves it in the same format: a JPEG is encoded once more.
    Fails: test_strip_keeps_the_pixels_of_a_jpeg
    """
    image = Image.open(BytesIO(data))
    file = BytesIO()
    Image.fromarray(np.asarray(image)).save(file, image.format)
    return file.getvalue()


def strip_metadata__always_png(data):
    """Saves the pixels as PNG: the same pixels, but another kind of file.
    Fails: test_strip_keeps_the_pixels_of_a_jpeg
    """
    file = BytesIO()
    Image.fromarray(np.asarray(Image.open(BytesIO(data)))).save(file, "PNG")
    return file.getvalue()


def strip_metadata__drops_app1_only(data):
    """Drops APP1, where EXIF is, and the comments; other parts keep what they hold.
    Fails: test_strip_takes_out_what_it_does_not_know
    """
    dropped = {"APP1", "COM", "tEXt", "zTXt", "iTXt", "eXIf", "tIME", "after the end"}
    return b"".join(part for name, part in files.parts(data) if name not in dropped)


def strip_metadata__keeps_comments(data):
    """Drops all APP segments but leaves the comment.
    Fails: test_strip_takes_the_cameras_notes_out
    """
    return b"".join(part for name, part in files.parts(data) if not name.startswith(("APP", "after")))


def strip_metadata__drops_all_app(data):
    """Drops all APP segments, with APP14, which the colours of CMYK need.
    Fails: test_strip_keeps_the_colours_of_cmyk
    """
    kept = {"signature", "IHDR", "PLTE", "tRNS", "IDAT", "IEND"}
    jpeg = data.startswith(files.JPEG_START)
    return b"".join(
        part
        for name, part in files.parts(data)
        if (not name.startswith(("APP", "COM", "after")) if jpeg else name in kept)
    )


def strip_metadata__critical_chunks_only(data):
    """Keeps of a PNG only chunks with a capital first letter: transparency goes.
    Fails: test_strip_keeps_the_pixels_of_a_png
    """
    jpeg = data.startswith(files.JPEG_START)
    kept = {"signature", "IHDR", "PLTE", "IDAT", "IEND"}
    return b"".join(
        part
        for name, part in files.parts(data)
        if (name == "APP14" or not name.startswith(("APP", "COM", "after")) if jpeg else name in kept)
    )


def strip_metadata__texts_only(data):
    """Drops the text chunks of a PNG; EXIF, the time and private chunks stay.
    Fails: test_strip_takes_texts_out_of_a_png
    """
    jpeg = data.startswith(files.JPEG_START)
    dropped = {"tEXt", "zTXt", "iTXt", "after the end"}
    return b"".join(
        part
        for name, part in files.parts(data)
        if (name == "APP14" or not name.startswith(("APP", "COM", "after")) if jpeg else name not in dropped)
    )


def strip_metadata__keeps_the_tail(data):
    """Drops the metadata before the pixels, and copies everything from there to the end of the file.
    Fails: test_strip_ends_where_the_picture_ends
    """
    parts = files.parts(data)
    jpeg = data.startswith(files.JPEG_START)
    kept = {"signature", "IHDR", "PLTE", "tRNS", "IDAT", "IEND", "after the end"}
    return b"".join(
        part
        for name, part in parts
        if (name == "APP14" or not name.startswith(("APP", "COM")) if jpeg else name in kept)
    )


def strip_metadata__blanks_the_text(data):
    """Overwrites the EXIF block's name, so that viewers don't find it: the thumbnail and the place are still there.
    Fails: test_strip_takes_the_cameras_notes_out
    """
    return data.replace(b"Exif\0\0", b"Gone\0\0").replace(b"tEXt", b"noNe")


def strip_metadata__half_a_file_is_fine(data):
    """Returns what it could make of a broken file instead of saying so.
    Fails: test_strip_refuses_a_broken_file
    """
    kept = {"SOI", "DQT", "DHT", "DAC", "DRI", "SOS", "scan", "DNL", "EOI", "APP14"}
    kept |= {"signature", "IHDR", "PLTE", "tRNS", "IDAT", "IEND"}
    try:
        parts = files.parts(data)
    except ValueError:
        return data
    return b"".join(part for name, part in parts if name in kept or name.startswith("SOF"))


def strip_metadata__a_list_of_parts(data):
    """Returns the parts instead of the file.
    Fails: test_strip_keeps_the_pixels_of_a_jpeg
    """
    return [part for name, part in files.parts(data) if not name.startswith(("APP", "COM"))]


# crop_away


def crop_away__as_the_article(image, box):
    """Keeps the sensitive area and throws the rest away (article 4.2.2).
    Fails: test_crop_leaves_nothing_of_the_box
    """
    top, left, bottom, right = box
    height, width = image.shape[:2]
    new_width = width - right + left
    new_height = height - bottom + top
    return image[top:new_height, left:new_width]


def crop_away__keeps_the_box(image, box):
    """Cuts the box out, as `crop` functions do, and returns it.
    Fails: test_crop_leaves_nothing_of_the_box
    """
    return image[box[0] : box[2], box[1] : box[3]].copy()


def crop_away__always_above(image, box):
    """Keeps what is above the box, also where this is nothing.
    Fails: test_crop_keeps_the_largest_piece
    """
    return image[: box[0]].copy()


def crop_away__one_row_too_many(image, box):
    """Takes bottom and right for the last row and column of the box, and top and left for the first ones outside.
    Fails: test_crop_leaves_nothing_of_the_box
    """
    top, left, bottom, right = box
    pieces = image[: top + 1], image[bottom - 1 :], image[:, : left + 1], image[:, right - 1 :]
    return max(pieces, key=np.size).copy()


def crop_away__one_row_too_few(image, box):
    """Keeps a distance of one pixel from the box.
    Fails: test_crop_keeps_the_largest_piece
    """
    top, left, bottom, right = box
    pieces = image[: max(top - 1, 0)], image[bottom + 1 :], image[:, : max(left - 1, 0)], image[:, right + 1 :]
    best = max(pieces, key=np.size)
    return best.copy() if best.size else image[:1].copy()


def crop_away__longest_side(image, box):
    """Compares how far the pieces reach, not how large they are.
    Fails: test_crop_keeps_the_largest_piece
    """
    top, left, bottom, right = box
    reach = top, image.shape[0] - bottom, left, image.shape[1] - right
    pieces = image[:top], image[bottom:], image[:, :left], image[:, right:]
    return pieces[int(np.argmax(reach))].copy()


def crop_away__corners(image, box):
    """Keeps the largest of the four corners that touch the box: smaller than it need be, or nothing.
    Fails: test_crop_keeps_the_largest_piece
    """
    top, left, bottom, right = box
    corners = image[:top, :left], image[:top, right:], image[bottom:, :left], image[bottom:, right:]
    best = max(corners, key=np.size)
    return best.copy() if best.size else image[:1].copy()


def crop_away__above_and_below_only(image, box):
    """Forgets what is beside the box.
    Fails: test_crop_keeps_the_largest_piece
    """
    pieces = image[: box[0]], image[box[2] :]
    return max(pieces, key=np.size).copy()


def crop_away__last_of_equals(image, box):
    """Takes the last of equally large pieces.
    Fails: test_crop_takes_the_first_of_equals
    """
    top, left, bottom, right = box
    pieces = image[:, right:], image[:, :left], image[bottom:], image[:top]
    return max(pieces, key=np.size).copy()


def crop_away__cuts_the_box_out(image, box):
    """Deletes the rows of the box and pushes the rest together: the picture isn't one rectangle of the old one.
    Fails: test_crop_keeps_the_largest_piece
    """
    rest = np.delete(image, np.s_[box[0] : box[2]], axis=0)
    return rest if rest.size else image[:1].copy()


def crop_away__paints_it_black(image, box):
    """Fills the box instead of cutting the picture down.
    Fails: test_crop_keeps_the_largest_piece
    """
    result = image.copy()
    result[box[0] : box[2], box[1] : box[3]] = 0
    return result


# redaction_recap


def redaction_recap__block_in_pixels():
    """Takes the number of pixels in a block for what counts.
    Fails: test_question_1_block_size
    """
    return ("a", "d", "a", "c")


def redaction_recap__blur_hides_more():
    """Believes that what looks smoother hides more.
    Fails: test_question_1_block_size
    """
    return ("d", "d", "a", "c")


def redaction_recap__readers_from_the_shelf():
    """Takes a reader from the shelf for a test.
    Fails: test_question_2_who_is_tested
    """
    return ("b", "a", "a", "c")


def redaction_recap__colleagues():
    """Takes the eyes of colleagues for a test.
    Fails: test_question_2_who_is_tested
    """
    return ("b", "b", "a", "c")


def redaction_recap__network_sees_through():
    """Believes that a program can see through black.
    Fails: test_question_3_face_blacked_out
    """
    return ("b", "d", "c", "c")


def redaction_recap__pictures_in_gallery():
    """Believes that the attacker had the very pictures.
    Fails: test_question_3_face_blacked_out
    """
    return ("b", "d", "b", "c")


def redaction_recap__pixels_are_the_file():
    """Believes that a file is its pixels.
    Fails: test_question_4_the_file
    """
    return ("b", "d", "a", "a")


def redaction_recap__the_name_of_the_file():
    """Believes that a new name makes a new file.
    Fails: test_question_4_the_file
    """
    return ("b", "d", "a", "d")


def redaction_recap__three_letters():
    """Answers three of the four questions.
    Fails: test_four_letters_answer_the_questions
    """
    return ("b", "d", "a")
