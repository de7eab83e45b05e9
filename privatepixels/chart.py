"""The course's chart: every technique a named point, use against leakage, and its cost as the point's size."""

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from privatepixels import figures
from privatepixels.experiment import Row

ACCURACY = "accuracy of the recogniser (chance: 0.1)"
STYLES = {  # colour and marker of a point, by what is released
    "the picture": (0, "o"),
    "the model": (2, "^"),
    "each client's update": (1, "s"),
    "the sum of ten updates": (4, "P"),
    "the cipher text": (3, "D"),
}
SIZES = {"1 µs": 1e-6, "1 ms": 1e-3}  # that the legend shows
CROWD = 0.85  # from this leakage on, names stand in a column on the right
LEFT, BESIDE, RIGHT = 0.11, 0.045, 1.07  # where names begin: at least, beside their points, and in that column
ROOM = 0.047  # for a name, as a share of the chart's height


def draw(rows: Sequence[Row], use: str = ACCURACY, best: Sequence[bool] | None = None) -> Figure:
    """Draw use against leakage, each technique a named point whose area grows with the logarithm of its seconds.

    rows: at least one. use: what is on the vertical axis. best: marks the rows whose names are set in bold.
    """
    figure, axis = plt.subplots(figsize=(9, 5.6))
    bottom, top = min(row.use for row in rows), max(row.use for row in rows)
    room = ROOM * (top - bottom or 1)
    axis.set(xlabel="leakage of one release (0: chance, 1: certainty)", ylabel=use, xlim=(-0.04, 1.04))
    axis.set_ylim(bottom - 1.2 * room, top + 1.2 * room)
    axis.grid(True)
    for row in rows:
        axis.scatter(row.leakage, row.use, _area(row.seconds), zorder=3, **_look(row.released))
    for crowded in (False, True):
        chosen = sorted((row.use, place) for place, row in enumerate(rows) if (row.leakage >= CROWD) == crowded)
        for height, (_, place) in zip(_apart([use for use, _ in chosen], room, top), chosen, strict=True):
            across = RIGHT if crowded else max(LEFT, rows[place].leakage + BESIDE)
            _name(axis, rows[place], across, height, best is not None and best[place])
    _explain(figure, axis, list(dict.fromkeys(row.released for row in rows)))
    return figure


def describe(rows: Sequence[Row]) -> str:
    """Say in words what the chart of these rows shows, for those who can't see it."""
    told = (f"{row.technique}: use {row.use:.2f}, leakage {row.leakage:.2f}" for row in rows)
    return f"A chart of use against leakage. {'; '.join(told)}."


def _name(axis: Axes, row: Row, across: float, up: float, bold: bool) -> None:
    axis.annotate(
        row.technique,
        (row.leakage, row.use),
        (across, up),
        va="center",
        fontsize=8.5,
        fontweight="bold" if bold else "normal",
        arrowprops={"arrowstyle": "-", "color": "0.6", "linewidth": 0.7, "relpos": (0, 0.5)},
        annotation_clip=False,
        zorder=4,
    )


def _explain(figure: Figure, axis: Axes, released: Sequence[str]) -> None:
    """Say below the chart what the points' shapes and sizes mean."""
    shapes = [axis.scatter([], [], 60, label=what, **_look(what)) for what in released]
    grey = {"color": "0.5", "linewidths": 0}
    sizes = [axis.scatter([], [], _area(seconds), label=text, **grey) for text, seconds in SIZES.items()]
    place = {"fontsize": 8.5, "title_fontsize": 8.5, "alignment": "left", "handletextpad": 0.3, "columnspacing": 1.2}
    figure.legend(handles=shapes, title="released", loc="outside lower left", ncols=len(shapes), **place)
    figure.legend(handles=sizes, title="seconds a picture", loc="outside lower right", ncols=len(sizes), **place)


def _look(released: str) -> dict[str, object]:
    colour, marker = STYLES[released]
    return {"color": figures.COLOURS[colour], "marker": marker, "alpha": 0.8, "edgecolors": "white", "linewidths": 0.7}


def _area(seconds: float) -> float:
    """The area of a point, in square points: it grows by the same for each factor of ten, from 0.1 microseconds on."""
    return 30 + 40 * max(0.0, np.log10(seconds / 1e-7))


def _apart(heights: Sequence[float], gap: float, top: float) -> list[float]:
    """Move rising heights as little as it takes to keep a gap between them, and none above the top."""
    moved = []
    for height in heights:
        moved.append(max(height, moved[-1] + gap) if moved else height)
    for place in reversed(range(len(moved))):
        moved[place] = min(moved[place], top if place + 1 == len(moved) else moved[place + 1] - gap)
    return moved
