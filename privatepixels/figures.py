"""Figures in one style, each with a text that says what it shows to those who can't see it.

JupyterLab and nbconvert's default template drop the `alt` of an image/png output; only HTML keeps it everywhere. So a
figure goes to the notebook as an HTML `<img alt="...">` with the picture inside.
"""

import base64
import html
from collections.abc import Mapping, Sequence
from io import BytesIO
from math import ceil
from textwrap import fill
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
from IPython.display import display
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from numpy.typing import ArrayLike, NDArray
from PIL import Image

from privatepixels import require

# Okabe and Ito 2008, "Color Universal Design", https://jfly.uni-koeln.de/color/: colours that colour-blind people tell
# apart. Their yellow is left out: too faint for a line on white.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
DASHES = ("-", (0, (6, 2)), (0, (2, 1.5)), (0, (6, 2, 1.5, 2)), (0, (9, 3)), (0, (4, 1.5, 1.5, 1.5, 1.5, 1.5)), "-")
DIVERGING = "PuOr_r"  # purple below zero, white at zero, orange above
PIXELS_PER_INCH = 96  # as a browser counts them
SHARPNESS = 1.5  # picture pixels for each of the browser's
WIDTH = 9.0  # inches, the widest figure
CHARACTERS_PER_INCH = 11  # of a title, about

mpl.rcParams.update(
    {
        "axes.prop_cycle": mpl.cycler(color=COLOURS),
        "axes.spines.right": False,
        "axes.spines.top": False,
        "axes.titlesize": 10,
        "figure.constrained_layout.use": True,
        "figure.figsize": (6.4, 3.8),
        "figure.titlesize": 11,
        "font.size": 10,
        "grid.alpha": 0.3,
        "image.cmap": "viridis",
        "legend.frameon": False,
        "lines.markersize": 5,
    }
)


def show(fig: Figure, *, alt: str, repeats: bool = True) -> None:
    """Show a Matplotlib figure in the notebook with the alternative text `alt`, and close it.

    repeats: whether it is the same each time; False where it shows times, which depend on the machine and the moment.
    Outside a notebook the text is printed instead. Raises ValueError if fig isn't a figure or alt is empty.
    """
    require.that(isinstance(fig, Figure), "fig", fig, "a Matplotlib figure")
    require.text("alt", alt)
    display(_Picture(fig, alt, repeats))
    plt.close(fig)


class _Picture:
    """What the notebook keeps of a figure: HTML with the picture in it, or its text where only text is shown."""

    def __init__(self, fig: Figure, alt: str, repeats: bool) -> None:
        buffer = BytesIO()
        fig.savefig(buffer, format="png", dpi=PIXELS_PER_INCH * SHARPNESS, bbox_inches="tight", facecolor="white")
        self.png, self.alt, self.repeats = buffer.getvalue(), alt, repeats

    def _repr_html_(self) -> str:
        width = round(Image.open(BytesIO(self.png)).width / SHARPNESS)
        source = base64.b64encode(self.png).decode()
        alt = html.escape(self.alt)
        varies = "" if self.repeats else " data-varies"
        return f'<img alt="{alt}"{varies} width="{width}" style="max-width: 100%" src="data:image/png;base64,{source}">'

    def __repr__(self) -> str:
        return f"Figure: {self.alt}"


def grid(
    images: Sequence[NDArray[Any]] | NDArray[Any],
    titles: Sequence[str],
    *,
    alt: str,
    columns: int | None = None,
    suptitle: str | None = None,
) -> None:
    """Show pictures side by side, each under its title.

    images: pictures (uint8 or float in 0..1, grey or colour), which may differ in size. titles: one for each, may be
    empty; long ones are folded. columns: pictures in a row; by default up to six, in rows of equal length.
    Raises ValueError for anything else.
    """
    require.text("alt", alt)
    pictures = [require.image(f"images[{i}]", picture) for i, picture in enumerate(_sequence("images", images))]
    require.that(len(pictures) > 0, "images", images, "at least one picture")
    titles = _titles("titles", titles, len(pictures))
    if suptitle is not None:
        require.text("suptitle", suptitle)
    if columns is None:
        columns = ceil(len(pictures) / ceil(len(pictures) / 6))
    require.number("columns", columns, low=1, integer=True)
    columns = min(columns, len(pictures))
    widths = [max(p.shape[1] / p.shape[0] for p in pictures[k::columns]) for k in range(columns)]  # at height 1
    height = min(2.0, 3.0 / max(widths), WIDTH / sum(widths))
    titles = [_fold(title, widths[i % columns] * height) for i, title in enumerate(titles)]
    row_height = height + 0.1 + 0.19 * max(title.count("\n") + 1 for title in titles)
    rows = ceil(len(pictures) / columns)
    size = (height * sum(widths), row_height * rows + (0.3 if suptitle else 0))
    fig, axes = plt.subplots(rows, columns, figsize=size, squeeze=False, width_ratios=widths)
    for axis in axes.flat[len(pictures) :]:
        axis.set_axis_off()
    for axis, picture, title in zip(axes.flat, pictures, titles, strict=False):
        _draw(axis, picture, title, height)
    fig.suptitle(suptitle)
    show(fig, alt=alt)


def compare(
    before: NDArray[Any],
    after: NDArray[Any],
    *,
    alt: str,
    titles: Sequence[str] = ("before", "after", "difference"),
) -> None:
    """Show a picture before, after, and the signed difference after - before with its scale.

    before, after: pictures of one shape and one kind (both uint8, or both float in 0..1). In colour the difference of
    a pixel is that of the channel which changed most, so that no change hides. titles: three strings.
    Raises ValueError for anything else.
    """
    require.text("alt", alt)
    require.image("before", before)
    require.image("after", after, dtype=np.uint8 if before.dtype == np.uint8 else float)
    require.same_shape("before", before, "after", after)
    titles = _titles("titles", titles, 3)
    change = _change(before, after)
    eight_bit = before.dtype == np.uint8
    limit = np.abs(change).max() or (1 if eight_bit else 1 / 255)
    side = WIDTH / 3
    height = side * before.shape[0] / before.shape[1]
    fig, axes = plt.subplots(1, 3, figsize=(WIDTH, height + 0.9), layout="compressed")
    _draw(axes[0], before, titles[0], height)
    _draw(axes[1], after, titles[1], height)
    shown = _draw(axes[2], change, titles[2], height, cmap=DIVERGING, vmin=-limit, vmax=limit)
    unit = "grey levels, of 255" if eight_bit else "intensity, of 1"
    fig.colorbar(shown, ax=axes, label=f"difference ({unit})", location="bottom", shrink=0.33, anchor=(1, 0))
    show(fig, alt=alt)


def curves(
    x: ArrayLike,
    lines: Mapping[str, ArrayLike],
    *,
    xlabel: str,
    ylabel: str,
    alt: str,
    chance: float | None = None,
    title: str | None = None,
    log_x: bool = False,
) -> None:
    """Show one curve for each label, over the same x, with a dotted line at what chance would reach.

    x: numbers (n,), n >= 1. lines: label -> numbers (n,). xlabel, ylabel: with units. chance: a y value. log_x: a
    logarithmic x axis; then every x must be positive.
    Raises ValueError for anything else.
    """
    require.text("alt", alt)
    require.text("xlabel", xlabel)
    require.text("ylabel", ylabel)
    x = _numbers("x", x)
    require.that(not log_x or bool((x > 0).all()), "x", x, "positive numbers for a logarithmic axis")
    good = isinstance(lines, Mapping) and 0 < len(lines) <= len(COLOURS)
    require.that(good, "lines", lines, f"a dict from label to numbers, of 1 to {len(COLOURS)} curves")
    if chance is not None:
        require.number("chance", chance)
    if title is not None:
        require.text("title", title)
    lines = {label: _numbers(f"lines[{label!r}]", y, len(x)) for label, y in lines.items()}
    fig, axis = plt.subplots()
    few = len(x) <= 12
    for (label, y), marker, dashes in zip(lines.items(), MARKERS, DASHES, strict=False):
        line = {"marker": marker} if few else {"linestyle": dashes}
        axis.plot(x, y, label=label, **line)
    if chance is not None:
        axis.axhline(chance, color="0.35", linestyle=":", label="chance")
    axis.set(xlabel=xlabel, ylabel=ylabel, title=title)
    axis.grid(True)  # here and not in the style, which pictures share
    if log_x:
        axis.set_xscale("log")
        axis.xaxis.set_major_formatter("{x:g}")
        if few:
            axis.set_xticks(x)
            axis.minorticks_off()
    axis.legend()
    show(fig, alt=alt)


def _draw(axis: plt.Axes, picture: NDArray[Any], title: str, height: float, **mapping: Any) -> AxesImage:
    """Draw a picture `height` inches high: averaged when it has to shrink, as squares when it has to grow."""
    shrinks = picture.shape[0] > height * PIXELS_PER_INCH * SHARPNESS
    top = 255 if picture.dtype == np.uint8 else 1
    mapping = mapping or {"cmap": "gray", "vmin": 0, "vmax": top}
    axis.set_axis_off()
    axis.set_title(title)
    return axis.imshow(picture, interpolation="antialiased" if shrinks else "nearest", **mapping)


def _change(before: NDArray[Any], after: NDArray[Any]) -> NDArray[np.float64]:
    """The signed difference (H, W); in colour, that of the channel which changed most."""
    change = after.astype(np.float64) - before
    if change.ndim == 3:
        most = np.abs(change).argmax(axis=2, keepdims=True)
        change = np.take_along_axis(change, most, axis=2)[:, :, 0]
    return change


def _fold(title: str, width: float) -> str:
    """Break a title into lines that fit `width` inches."""
    characters = max(8, int(width * CHARACTERS_PER_INCH))
    return "\n".join(fill(line, characters) for line in title.splitlines())


def _sequence(name: str, value: object) -> Sequence[Any]:
    require.that(isinstance(value, list | tuple | np.ndarray), name, value, "a list")
    return value


def _titles(name: str, value: object, count: int) -> list[str]:
    titles = _sequence(name, value)
    good = len(titles) == count and all(isinstance(title, str) for title in titles)
    require.that(good, name, value, f"{count} strings, one for each picture")
    return list(titles)


def _numbers(name: str, value: ArrayLike, length: int | None = None) -> NDArray[np.float64]:
    expected = f"{length or 'a list of'} numbers"
    try:
        numbers = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError):
        numbers = np.empty((0, 0))
    require.that(numbers.ndim == 1 and len(numbers) > 0 and length in (None, len(numbers)), name, value, expected)
    return numbers
