"""A report on what each protection keeps and what it gives away: one HTML page with a chart and pictures, and a CSV.

For the course's data it is the whole experiment; for a person's own photos, what can be said without labels.
"""

import hashlib
import os
import shutil
from pathlib import Path
from typing import NamedTuple

from privatepixels import ckks, require
from privatepixels.own_photos import Photos, read_photos

PAGE, TABLE = "report.html", "report.csv"
HERE = Path(__file__).parent
PATTERNS = (PAGE, "*.py", "experiment/*.py", "data/*.py", "data/evaluation.csv")  # of what a report may depend on


class Report(NamedTuple):
    """Where a report was written, which files or techniques were left out and why, and whether it was known already."""

    page: Path
    table: Path
    left_out: list[tuple[str, str]]
    cached: bool


def write(out: str | os.PathLike[str], photos: str | os.PathLike[str] | None = None, seed: int = 0) -> Report:
    """Measure every technique on the course's data, or on the photos in a folder, and write a page and a table.

    out: the folder to write to, made if needed: `report.html`, `report.csv`. photos: a folder of picture files; those
    that can't be read are named on the page and left out. seed: an integer >= 0. What was measured once, from the same
    code, seed and photos, is kept in a cache (`PRIVATE_PIXELS_CACHE`, or ~/.cache/private-pixels).
    Raises ValueError for anything else, and where no photo can be used.
    """
    require.number("seed", seed, low=0, integer=True)
    found, left_out = read_photos(photos) if photos is not None else ({}, _missing())
    kept = _cache() / _key(found, left_out, seed)
    cached = (kept / TABLE).is_file()
    if not cached:
        from privatepixels import report_page  # Slow to import, and not needed where all is known.
        from privatepixels.experiment import row

        kept.mkdir(parents=True, exist_ok=True)
        rows, page = report_page.measure(found, left_out, seed)
        (kept / PAGE).write_text(page, encoding="utf-8")
        row.write_rows(kept / "measured.csv", rows)
        (kept / "measured.csv").replace(kept / TABLE)  # At last, so that a run that was ended isn't taken for whole.
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    return Report(*(Path(shutil.copyfile(kept / name, out / name)) for name in (PAGE, TABLE)), left_out, cached)


def _missing() -> list[tuple[str, str]]:
    """Name the techniques that can't be measured here, and say why."""
    return [] if ckks.installed() else [("homomorphic", ckks.MISSING)]


def _cache() -> Path:
    return Path(os.environ.get("PRIVATE_PIXELS_CACHE") or Path.home() / ".cache" / "private-pixels")


def _key(photos: Photos, left_out: list[tuple[str, str]], seed: int) -> str:
    """Hash all that a report depends on."""
    digest = hashlib.sha256(repr((seed, left_out)).encode())
    for path in (path for pattern in PATTERNS for path in sorted(HERE.glob(pattern))):
        digest.update(path.read_bytes())
    for name, photo in photos.items():
        digest.update(repr((name, photo.shape)).encode() + photo.tobytes())
    return digest.hexdigest()[:24]
