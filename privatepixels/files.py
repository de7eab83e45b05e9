"""What the bytes of a JPEG or PNG file are made of."""

import re
from typing import NoReturn
from zlib import crc32

from privatepixels import require

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
JPEG_START = b"\xff\xd8"
WHOLE = "the bytes of a whole JPEG or PNG file"

_END_OF_IMAGE, _START_OF_SCAN = 0xD9, 0xDA
_JPEG_NAMES = {
    0xC4: "DHT",
    0xC8: "JPG",
    0xCC: "DAC",
    _START_OF_SCAN: "SOS",
    0xDB: "DQT",
    0xDC: "DNL",
    0xDD: "DRI",
    0xDE: "DHP",
    0xDF: "EXP",
    0xFE: "COM",
    **{0xE0 + n: f"APP{n}" for n in range(16)},
    **{0xC0 + n: f"SOF{n}" for n in range(16) if n not in (4, 8, 12)},
}
_MARKER = re.compile(rb"\xff+([^\x00\xff])", re.DOTALL)
# In a scan, 0xff 0x00 stands for a byte 0xff, and the markers d0 to d7 only say where decoding may start again.
_MARKER_AFTER_SCAN = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]", re.DOTALL)


def parts(data: bytes) -> list[tuple[str, bytes]]:
    """Cut a JPEG or PNG file into its parts, in order: each a name and the bytes; together they are the whole file.

    Names of a JPEG's parts: SOI (start), the segments by their marker (APP0 to APP15, COM, DQT, DHT, SOF0, SOS ...),
    scan (the coded pixels after SOS), EOI (end). Of a PNG's: signature, then the chunks by their type (IHDR, PLTE,
    tRNS, IDAT, tEXt, eXIf, IEND ...). Whatever follows the end of the picture is one more part, named "after the end".
    data: bytes. Raises ValueError if it isn't a whole JPEG or PNG file: another format, cut short, or damaged.
    Sources: ITU-T T.81 (JPEG), annex B; ISO/IEC 15948 (PNG), clause 5.
    """
    require.that(isinstance(data, bytes), "data", data, WHOLE)
    require.that(data.startswith((JPEG_START, PNG_SIGNATURE)), "data", data, WHOLE)
    found = _jpeg_parts(data) if data.startswith(JPEG_START) else _png_parts(data)
    end = sum(len(part) for _, part in found)
    return found + ([("after the end", data[end:])] if end < len(data) else [])


def _jpeg_parts(data: bytes) -> list[tuple[str, bytes]]:
    found, place = [("SOI", JPEG_START)], len(JPEG_START)
    while True:
        marker = _MARKER.match(data, place) or _broken(f"no marker at byte {place}")
        code = marker[1][0]
        if code == _END_OF_IMAGE:
            return [*found, ("EOI", marker[0])]
        name = _JPEG_NAMES.get(code) or _broken(f"an unknown marker {code:#x} at byte {place}")
        length = int.from_bytes(data[marker.end() : marker.end() + 2])
        end = marker.end() + length
        if length < 2 or end > len(data):
            _broken(f"a file that ends within {name}, at byte {place}")
        found.append((name, data[place:end]))
        place = end
        if code == _START_OF_SCAN:
            following = _MARKER_AFTER_SCAN.search(data, place) or _broken("a file that ends within the pixels")
            found.append(("scan", data[place : following.start()]))
            place = following.start()


def _png_parts(data: bytes) -> list[tuple[str, bytes]]:
    found, place = [("signature", PNG_SIGNATURE)], len(PNG_SIGNATURE)
    while found[-1][0] != "IEND":
        length = int.from_bytes(data[place : place + 4])
        end = place + length + 12  # four bytes each for the length, the type and the checksum
        if end > len(data):
            _broken(f"a file that ends within a chunk, at byte {place}")
        if crc32(data[place + 4 : end - 4]) != int.from_bytes(data[end - 4 : end]):
            _broken(f"a wrong checksum in the chunk at byte {place}")
        found.append((data[place + 4 : place + 8].decode("latin-1"), data[place:end]))
        place = end
    return found


def _broken(what: str) -> NoReturn:
    raise ValueError(f"data: expected {WHOLE}, got {what}")
