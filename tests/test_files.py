"""Files: the parts of a JPEG or PNG, and what a camera writes into one."""

import warnings
from io import BytesIO

import numpy as np
import pytest
from PIL import ExifTags, Image

from privatepixels import data, files
from privatepixels.camera import camera_jpeg

GREY = data.photo("camera")[:60, :80]
COLOUR = data.photo("chelsea")[:60, :80]


def saved(picture, format, mode=None, **options):
    image = Image.fromarray(picture)
    file = BytesIO()
    (image.convert(mode) if mode else image).save(file, format, **options)
    return file.getvalue()


JPEGS = {
    "grey": saved(GREY, "JPEG"),
    "colour": saved(COLOUR, "JPEG", quality=95),
    "CMYK": saved(COLOUR, "JPEG", mode="CMYK"),
    "progressive": saved(COLOUR, "JPEG", progressive=True),
    "with restarts": saved(COLOUR, "JPEG", restart_marker_rows=1),
    "from a camera": camera_jpeg(COLOUR, 51.5, 0.1),
}
PNGS = {mode: saved(COLOUR, "PNG", mode=mode) for mode in ("1", "L", "LA", "P", "RGB", "RGBA")}
PNGS["16 bits"] = saved(GREY.astype(np.uint16) * 257, "PNG")
WHOLE = {**JPEGS, **PNGS}


@pytest.mark.parametrize("kind", WHOLE)
def test_the_parts_together_are_the_file(kind):
    assert b"".join(part for _, part in files.parts(WHOLE[kind])) == WHOLE[kind]


@pytest.mark.parametrize("kind", JPEGS)
def test_a_jpeg_goes_from_start_to_end(kind):
    names = [name for name, _ in files.parts(JPEGS[kind])]
    assert (names[0], names[-2], names[-1]) == ("SOI", "scan", "EOI")
    assert {"DQT", "DHT", "SOS"} < set(names)
    assert names.count("scan") == names.count("SOS")


@pytest.mark.parametrize("kind", PNGS)
def test_a_png_goes_from_signature_to_end(kind):
    names = [name for name, _ in files.parts(PNGS[kind])]
    assert names[:2] == ["signature", "IHDR"]
    assert names[-2:] == ["IDAT", "IEND"]


@pytest.mark.parametrize("kind", WHOLE)
def test_what_follows_the_end_is_a_part(kind):
    before = files.parts(WHOLE[kind])
    assert files.parts(WHOLE[kind] + WHOLE["L"]) == [*before, ("after the end", WHOLE["L"])]


@pytest.mark.parametrize("kind", WHOLE)
def test_a_file_cut_short_anywhere_is_refused(kind):
    whole = WHOLE[kind]
    for length in {*range(0, len(whole), max(len(whole) // 60, 1)), len(whole) - 1}:
        with pytest.raises(ValueError, match=r"^data: expected the bytes of a whole JPEG or PNG file, got .+"):
            files.parts(whole[:length])


@pytest.mark.parametrize("value", [None, "text", 5, bytearray(PNGS["L"]), b"", b"GIF89a" + bytes(20), b"RIFF"])
def test_what_is_no_such_file_is_refused(value):
    with pytest.raises(ValueError, match=r"^data: expected the bytes of a whole JPEG or PNG file, got .+"):
        files.parts(value)


def test_damage_in_a_png_is_noticed():
    damaged = bytearray(PNGS["L"])
    damaged[60] ^= 1
    with pytest.raises(ValueError, match="wrong checksum"):
        files.parts(bytes(damaged))


def test_an_unknown_marker_in_a_jpeg_is_named():
    with pytest.raises(ValueError, match="unknown marker 0x2"):
        files.parts(files.JPEG_START + b"\xff\x02\x00\x02" + JPEGS["grey"][2:])


@pytest.mark.parametrize("picture", [GREY, COLOUR])
def test_a_camera_writes_time_place_owner_and_thumbnail(picture):
    written = camera_jpeg(picture, 52.2053, 0.1218)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        image = Image.open(BytesIO(written))
        exif = image.getexif()
        place = exif.get_ifd(ExifTags.IFD.GPSInfo)
        preview = exif.get_ifd(ExifTags.IFD.IFD1)
    assert image.size == picture.shape[1::-1]
    assert exif[ExifTags.Base.Make] == "Private Pixels"
    assert exif[ExifTags.Base.DateTime] == "2024:05:17 08:41:09"
    degrees, minutes, seconds = place[ExifTags.GPS.GPSLatitude]
    assert degrees + minutes / 60 + seconds / 3600 == pytest.approx(52.2053, abs=1e-5)
    degrees, minutes, seconds = place[ExifTags.GPS.GPSLongitude]
    assert degrees + minutes / 60 + seconds / 3600 == pytest.approx(0.1218, abs=1e-5)
    assert b"Sam Sample" in image.info["xmp"]
    start, length = preview[513], preview[514]
    block = image.info["exif"].removeprefix(b"Exif\0\0")
    small = np.asarray(Image.open(BytesIO(block[start : start + length])))
    assert np.abs(small - picture.astype(float)).mean() < 8  # 80 x 60 fits as it is


@pytest.mark.parametrize(
    ("name", "change"),
    [("picture", {"picture": GREY / 255}), ("latitude", {"latitude": 91}), ("longitude", {"longitude": -1})],
)
def test_the_camera_names_the_argument_that_is_wrong(name, change):
    with pytest.raises(ValueError, match=f"^{name}: expected "):
        camera_jpeg(**{"picture": GREY, "latitude": 1, "longitude": 1, **change})
