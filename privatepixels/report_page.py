"""What a report says: measures every technique, and puts the HTML page together."""

import base64
import sys
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import matplotlib.pyplot as plt
import numpy as np
from jinja2 import Environment, FileSystemLoader
from numpy.typing import NDArray
from PIL import Image
from tqdm.auto import tqdm

from privatepixels import chart, data, experiment, linking
from privatepixels.experiment.photos import among, of_photos, protected
from privatepixels.experiment.row import Row, rows_of
from privatepixels.own_photos import Photos
from privatepixels.protections import PROTECTIONS

TEMPLATE = "report.html"
SHOWN = 3  # photos on the page
CLOTHES = 4  # clothes on the page
ENLARGED = 3

Pictures = dict[str, list[tuple[str, str]]]  # by technique: a picture as a data URI, and its name
Step = TypeVar("Step")


def measure(photos: Photos, left_out: list[tuple[str, str]], seed: int) -> tuple[list[Row], str]:
    """Measure every technique on photos, or if there are none, on the course's data: the table's rows, and the page.

    photos, left_out: as `own_photos.read_photos` gives them. seed: of all random draws, an integer >= 0.
    """
    rows, pictures = _of_photos(photos, seed) if photos else _of_clothes(seed)
    course = rows_of() if photos else []
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True)
    page = environment.get_template(TEMPLATE).render(
        rows=rows,
        pictures=pictures,
        chart=_drawn(rows, "structural similarity" if photos else chart.ACCURACY),
        alt=chart.describe(rows),
        photos=list(photos),
        left_out=left_out,
        shown=min(SHOWN, len(photos)),
        course=[row for row in course if row.technique not in {row.technique for row in rows}],
        seed=seed,
        candidates=among(photos) if photos else linking.CANDIDATES,
    )
    return rows, page


def _of_photos(photos: Photos, seed: int) -> tuple[list[Row], Pictures]:
    """Measure the protections of pictures on photos, and show what becomes of the first ones."""
    rows, pictures = [], {}
    for name, protection in _bar((protection.name, protection) for protection in PROTECTIONS):
        row, release = of_photos(photos, protection, seed)
        rows.append(row)
        rng = np.random.default_rng(seed)
        first = list(photos.items())[:SHOWN]
        pictures[name] = [(_uri(protected(photo, release, rng), "JPEG"), title) for title, photo in first]
    return rows, pictures


def _of_clothes(seed: int) -> tuple[list[Row], Pictures]:
    """Run the experiment, and show what becomes of four clothes."""
    rows = [step() for _, step in _bar(experiment.run(seed))]
    clothes, labels = (part[:CLOTHES] for part in data.fashion("test"))
    pictures = {}
    for protection in PROTECTIONS:
        rng = np.random.default_rng(seed)
        shown = protection.ready(clothes.shape[1:], rng)(clothes, rng).repeat(ENLARGED, axis=1).repeat(ENLARGED, axis=2)
        titles = [data.FASHION_CLASSES[label] for label in labels]
        pictures[protection.name] = [(_uri(one, "PNG"), title) for one, title in zip(shown, titles, strict=True)]
    return rows, pictures


def _bar(steps: Iterable[tuple[str, Step]]) -> Iterator[tuple[str, Step]]:
    """Show a progress bar with the name of each step."""
    bar = tqdm(list(steps), "measuring", unit="technique", file=sys.stderr)
    for name, step in bar:
        bar.set_postfix_str(name)
        yield name, step


def _drawn(rows: Sequence[Row], use: str) -> str:
    """Draw the chart, as a data URI."""
    figure, buffer = chart.draw(rows, use), BytesIO()
    figure.savefig(buffer, format="png", dpi=150, bbox_inches="tight", facecolor="white")
    plt.close(figure)
    return _data_uri(buffer.getvalue(), "png")


def _uri(picture: NDArray[np.uint8], form: str) -> str:
    buffer = BytesIO()
    Image.fromarray(picture).save(buffer, form, quality=85)
    return _data_uri(buffer.getvalue(), form.lower())


def _data_uri(content: bytes, kind: str) -> str:
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
