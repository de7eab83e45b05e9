"""A report on what each protection keeps and what it gives away: one HTML page with a chart and pictures, and a CSV.

For the course's data it is the whole experiment. A person's own photos carry no labels, so no recogniser can be trained
on them: use is then the structural similarity of what is released, and leakage is linking.
"""

import base64
import csv
import hashlib
import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import astuple
from io import BytesIO
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from tqdm.auto import tqdm

from privatepixels import data, require

PAGE, TABLE = "report.html", "report.csv"
SHIPPED = Path(__file__).parent / "data" / "evaluation.csv"
LONGEST_SIDE = 224  # of a photo, in pixels
TILE = 28  # the side of the pictures that are protected and linked
MOST_TILES = 400  # that are linked
SHOWN = 3  # photos on the page
CODE = ("report.py", "report.html", "experiment.py", "linking.py", "protections.py", "shadow_models.py")


STYLES = {  # colour and marker of a point, by what is released
    "the picture": (0, "o"),
    "the model": (2, "^"),
    "each client's update": (1, "s"),
    "the sum of ten updates": (1, "s"),
    "the cipher text": (3, "D"),
}


class Report(NamedTuple):
    """Where a report was written, which files couldn't be used and why, and whether it was known already."""

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
    found, left_out = read_photos(photos) if photos is not None else ({}, [])
    kept = _cache() / _key(found, left_out, seed)
    cached = (kept / TABLE).is_file()
    if not cached:
        kept.mkdir(parents=True, exist_ok=True)
        (kept / PAGE).write_text(_measured(found, left_out, seed, kept / "measured.csv"), encoding="utf-8")
        (kept / "measured.csv").replace(kept / TABLE)  # At last, so that a run that was ended isn't taken for whole.
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    return Report(*(Path(shutil.copyfile(kept / name, out / name)) for name in (PAGE, TABLE)), left_out, cached)


def read_photos(folder: str | os.PathLike[str]) -> tuple[dict[str, NDArray[np.uint8]], list[tuple[str, str]]]:
    """Read the photos of a folder, by name: uint8 H x W x 3, cut to whole tiles; and name the files that can't be used.

    Hidden files and folders are passed over. Raises ValueError if there is no such folder, or nothing to use in it.
    """
    require.that(isinstance(folder, str | os.PathLike), "photos", folder, "the name of a folder")
    require.that(Path(folder).is_dir(), "photos", str(folder), "a folder that is there")
    found, left_out = {}, []
    for path in sorted(Path(folder).iterdir()):
        if path.name.startswith(".") or path.is_dir():
            continue
        try:
            photo = data.open_photo(path, LONGEST_SIDE)
        except ValueError:
            left_out.append((path.name, "no picture that can be read"))
            continue
        height, width = (side // TILE * TILE for side in photo.shape[:2])
        if height and width:
            found[path.name] = photo[:height, :width]
        else:
            left_out.append((path.name, f"smaller than {TILE} x {TILE} pixels"))
    tiles = sum(photo.shape[0] * photo.shape[1] for photo in found.values()) // TILE**2
    require.that(tiles >= 2, "photos", str(folder), f"a folder with pictures of more than {TILE} x {TILE} pixels")
    return found, left_out


def rows_of(path: Path = SHIPPED) -> list[Any]:
    """Read a table as `write` makes it: a list of `experiment.Row`. By default the one that ships with the course."""
    from privatepixels.experiment import COLUMNS, Row

    texts = {"technique", "lesson", "released", "what"}
    with Path(path).open(encoding="utf-8", newline="") as file:
        return [
            Row(*(line[name] if name in texts else float(line[name]) if line[name] else None for name in COLUMNS))
            for line in csv.DictReader(file)
        ]


def chart(rows: Sequence[Any], use: str = "accuracy of the recogniser", best: Sequence[bool] | None = None) -> Any:
    """Draw use against leakage, each technique a named point whose area grows with the logarithm of its seconds.

    rows: of `experiment.Row`. use: what is on the vertical axis. best: marks the rows whose names are set in bold.
    Returns a Matplotlib figure.
    """
    import matplotlib.pyplot as plt

    from privatepixels import figures

    figure, axis = plt.subplots(figsize=(9, 5.2))
    bottom, top = min(row.use for row in rows), max(row.use for row in rows)
    room = 0.05 * (top - bottom or 1)
    axis.set(xlabel="leakage of one release (0: chance, 1: certainty)", ylabel=use, xlim=(-0.04, 1.04))
    axis.set_ylim(bottom - room, top + room)
    axis.grid(True)
    for side, names_at in ((lambda row: row.leakage < 0.5, 0.4), (lambda row: row.leakage >= 0.5, 1.07)):
        chosen = sorted((row.use, place) for place, row in enumerate(rows) if side(row))
        for height, (_, place) in zip(_apart([use for use, _ in chosen], room, top), chosen, strict=True):
            row = rows[place]
            colour, marker = STYLES[row.released]
            area = 30 + 40 * max(0.0, np.log10(row.seconds / 1e-7))
            look = {"s": area, "color": figures.COLOURS[colour], "marker": marker, "alpha": 0.75, "linewidths": 0}
            axis.scatter(row.leakage, row.use, zorder=3, **look)
            axis.annotate(
                row.technique,
                (row.leakage, row.use),
                (names_at, height),
                va="center",
                fontsize=8.5,
                fontweight="bold" if best is not None and best[place] else "normal",
                arrowprops={"arrowstyle": "-", "color": "0.7", "linewidth": 0.7, "relpos": (0, 0.5)},
                annotation_clip=False,
            )
    return figure


def _apart(heights: Sequence[float], gap: float, top: float) -> list[float]:
    """Move rising heights as little as it takes to keep a gap between them, and none above the top."""
    moved = []
    for height in heights:
        moved.append(max(height, moved[-1] + gap) if moved else height)
    for place in reversed(range(len(moved))):
        moved[place] = min(moved[place], top if place + 1 == len(moved) else moved[place + 1] - gap)
    return moved


def describe(rows: Sequence[Any]) -> str:
    """Say in words what the chart of these rows shows, for those who can't see it."""
    told = (f"{row.technique}: use {row.use:.2f}, leakage {row.leakage:.2f}" for row in rows)
    return f"A chart of use against leakage. {'; '.join(told)}."


def _measured(found: dict[str, NDArray[np.uint8]], left_out: list[tuple[str, str]], seed: int, table: Path) -> str:
    """Measure, write the table, and return the page."""
    from jinja2 import Environment, FileSystemLoader

    from privatepixels import experiment

    if found:
        rows, pictures = _of_photos(found, seed)
    else:
        steps = list(experiment.run(seed))
        rows = [step() for _, step in _bar(steps)]
        pictures = _of_clothes(seed)
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(experiment.COLUMNS)
        writer.writerows(astuple(row) for row in rows)
    buffer = BytesIO()
    chart(rows, "structural similarity" if found else "accuracy of the recogniser").savefig(
        buffer, format="png", dpi=130, bbox_inches="tight", facecolor="white"
    )
    course = rows_of() if found and SHIPPED.is_file() else []
    templates = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True)
    return templates.get_template(PAGE).render(
        rows=rows,
        pictures=pictures,
        chart=_uri(buffer.getvalue(), "png"),
        alt=describe(rows),
        photos=list(found),
        left_out=left_out,
        shown=min(SHOWN, len(found)),
        course=[row for row in course if row.technique not in {row.technique for row in rows}],
        seed=seed,
        candidates=_among(sum(map(len, map(_tiles, found.values())))) if found else experiment.linking.CANDIDATES,
    )


def _of_photos(found: dict[str, NDArray[np.uint8]], seed: int) -> tuple[list[Any], dict[str, list[tuple[str, str]]]]:
    """Measure the protections of pictures on photos: rows, and for each technique what becomes of the first photos."""
    from privatepixels import experiment, linking, metrics
    from privatepixels.protections import PROTECTIONS

    practice = _public_tiles()
    greys = [_grey(photo) for photo in found.values()]
    tiles = np.concatenate([_tiles(grey) for grey in greys])
    chosen = np.sort(np.random.default_rng(seed).permutation(len(tiles))[:MOST_TILES])
    rows, pictures = [], {}
    for protection in tqdm(PROTECTIONS, "measuring", unit="protection", file=sys.stderr):
        rng = np.random.default_rng([seed, *protection.name.encode()])
        release = protection.ready((TILE, TILE), rng)
        start = perf_counter()
        released = release(tiles, rng)
        seconds = (perf_counter() - start) / len(found)
        scores = linking.linking_scores(practice, release(practice, rng), released[chosen], tiles[chosen])
        others = scores[~np.eye(len(chosen), dtype=bool)].reshape(len(chosen), -1)
        among = _among(len(tiles))
        hits = linking.found_among(scores.diagonal().copy(), others, rng, among)
        parts = np.split(released, np.cumsum([len(_tiles(grey)) for grey in greys])[:-1])
        alike = np.mean(
            [metrics.ssim(grey, _joined(part, grey.shape)) for grey, part in zip(greys, parts, strict=True)]
        )
        rows.append(
            experiment.Row(
                protection.name,
                protection.lesson,
                "the picture",
                round(float(alike), 4),
                *experiment.leakage_of(hits, among),
                None,
                None,
                float(f"{seconds:.3g}"),
                float(f"{(TILE**2 + protection.extra_bytes) * len(tiles) / len(found):.4g}"),
                protection.what,
            )
        )
        pictures[protection.name] = [
            (_uri(_encoded(_in_colour(photo, release, rng), "JPEG"), "jpeg"), name)
            for name, photo in list(found.items())[:SHOWN]
        ]
    return rows, pictures


def _public_tiles() -> NDArray[np.uint8]:
    """Cut the course's photographs into tiles, at two sizes: what the attacker practises on."""
    photos = [Image.fromarray(data.photo(name)).convert("L") for name in ("astronaut", "camera", "coffee", "chelsea")]
    return np.concatenate([_tiles(np.array(photo.resize((side, side)))) for photo in photos for side in (448, 224)])


def _of_clothes(seed: int) -> dict[str, list[tuple[str, str]]]:
    """Show what becomes of four clothes."""
    from privatepixels.protections import PROTECTIONS

    clothes, labels = (part[:4] for part in data.fashion("test"))
    pictures = {}
    for protection in PROTECTIONS:
        rng = np.random.default_rng([seed, *protection.name.encode()])
        released = protection.ready(clothes.shape[1:], rng)(clothes, rng)
        pictures[protection.name] = [
            (_uri(_encoded(one.repeat(3, axis=0).repeat(3, axis=1), "PNG"), "png"), data.FASHION_CLASSES[label])
            for one, label in zip(released, labels, strict=True)
        ]
    return pictures


def _bar(steps: list[tuple[str, Any]]) -> Any:
    bar = tqdm(steps, "measuring", unit="technique", file=sys.stderr)
    for step in bar:
        bar.set_postfix_str(step[0])
        yield step


def _among(tiles: int) -> int:
    from privatepixels.linking import CANDIDATES

    return min(CANDIDATES, tiles)


def _tiles(photo: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Cut a photo into tiles: n x TILE x TILE, or with colours n x TILE x TILE x 3."""
    height, width = photo.shape[:2]
    cut = photo.reshape(height // TILE, TILE, width // TILE, TILE, *photo.shape[2:])
    return cut.swapaxes(1, 2).reshape(-1, TILE, TILE, *photo.shape[2:])


def _joined(tiles: NDArray[np.uint8], shape: tuple[int, ...]) -> NDArray[np.uint8]:
    """Put tiles together again to a photo of this shape."""
    height, width = shape[:2]
    cut = tiles.reshape(height // TILE, width // TILE, TILE, TILE, *shape[2:])
    return cut.swapaxes(1, 2).reshape(shape)


def _in_colour(photo: NDArray[np.uint8], release: Any, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Protect each tile of each colour by itself."""
    planes = [_joined(release(_tiles(photo[:, :, colour]), rng), photo.shape[:2]) for colour in range(3)]
    return np.stack(planes, axis=2)


def _grey(photo: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.array(Image.fromarray(photo).convert("L"))


def _encoded(picture: NDArray[np.uint8], form: str) -> bytes:
    buffer = BytesIO()
    Image.fromarray(picture).save(buffer, form, quality=85)
    return buffer.getvalue()


def _uri(content: bytes, kind: str) -> str:
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"


def _cache() -> Path:
    return Path(os.environ.get("PRIVATE_PIXELS_CACHE") or Path.home() / ".cache" / "private-pixels")


def _key(found: dict[str, NDArray[np.uint8]], left_out: list[tuple[str, str]], seed: int) -> str:
    """Hash all that a report depends on."""
    digest = hashlib.sha256(repr((seed, left_out)).encode())
    for name in CODE:
        digest.update((Path(__file__).parent / name).read_bytes())
    for name, photo in found.items():
        digest.update(repr((name, photo.shape)).encode() + photo.tobytes())
    return digest.hexdigest()[:24]
