"""Figures in one style, each with a text that says what it shows to those who can't see it.

JupyterLab and nbconvert's default template drop the `alt` of an image/png output; only HTML keeps it everywhere. So a
figure goes to the notebook as an HTML `<img alt="...">` with the picture inside.
"""

import base64
import html
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
from cycler import cycler
from IPython.display import display
from matplotlib.figure import Figure
from numpy.typing import ArrayLike, NDArray
from PIL import Image

from privatepixels import require

# Okabe and Ito 2008, "Color Universal Design": colours that colour-blind people tell apart; yellow is left out, being
# too faint for a line on white.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
DIVERGING = "PuOr_r"
PIXELS_PER_INCH = 96  # as a browser counts them
SHARPNESS = 1.5  # picture pixels per browser pixel

mpl.rcParams.update(
    {
        "axes.grid": True,
        "axes.prop_cycle": cycler(color=COLOURS, marker=MARKERS),
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


def show(fig: Figure, *, alt: str) -> None:
    """Show a Matplotlib figure in the notebook with the alternative text `alt`, and close it.

    Outside a notebook the text is printed instead. Raises ValueError if fig isn't a figure or alt is empty.
    """
    require.that(isinstance(fig, Figure), "fig", fig, "a Matplotlib figure")
    require.text("alt", alt)
    display(_Picture(fig, alt))
    plt.close(fig)


class _Picture:
    """What the notebook keeps of a figure: HTML with the picture in it, or its text where only text is shown."""

    def __init__(self, fig: Figure, alt: str) -> None:
        buffer = BytesIO()
        fig.savefig(buffer, format="png", dpi=PIXELS_PER_INCH * SHARPNESS, bbox_inches="tight", facecolor="white")
        self.png, self.alt = buffer.getvalue(), alt

    def _repr_html_(self) -> str:
        width = round(Image.open(BytesIO(self.png)).width / SHARPNESS)
        source = base64.b64encode(self.png).decode()
        alt = html.escape(self.alt)
        return f'<img alt="{alt}" width="{width}" style="max-width: 100%" src="data:image/png;base64,{source}">'

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
    empty strings. columns: pictures in a row; by default all in one row up to six, else rows of equal length.
    Raises ValueError for anything else.
    """
    require.text("alt", alt)
    pictures = [require.image(f"images[{i}]", picture) for i, picture in enumerate(_sequence("images", images))]
    require.that(len(pictures) > 0, "images", images, "at least one picture")
    titles = _sequence("titles", titles)
    require.that(len(titles) == len(pictures), "titles", titles, f"{len(pictures)} titles, one for each picture")
    if columns is None:
        columns = -(-len(pictures) // -(-len(pictures) // 6))
    require.number("columns", columns, low=1, integer=True)
    rows, columns = -(-len(pictures) // columns), min(columns, len(pictures))
    tallest = max(picture.shape[0] / picture.shape[1] for picture in pictures)
    side = min(2.0, 9 / columns)
    fig, axes = plt.subplots(
        rows, columns, squeeze=False, figsize=(side * columns, (side * tallest + 0.3) * rows), layout="compressed"
    )
    for axis in axes.flat:
        axis.set_axis_off()
    for axis, picture, title in zip(axes.flat, pictures, titles, strict=False):
        _draw(axis, picture, title)
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
    titles = _sequence("titles", titles)
    require.that(len(titles) == 3, "titles", titles, "three titles")
    change = after.astype(np.float64) - before
    if change.ndim == 3:
        change = np.take_along_axis(change, np.abs(change).argmax(axis=2)[:, :, None], axis=2)[:, :, 0]
    eight_bit = before.dtype == np.uint8
    limit = np.abs(change).max() or (1 if eight_bit else 1 / 255)
    height = 2.9 * before.shape[0] / before.shape[1]
    fig, axes = plt.subplots(1, 3, figsize=(9.6, height + 0.4), layout="compressed")
    for axis in axes:
        axis.set_axis_off()
    _draw(axes[0], before, titles[0])
    _draw(axes[1], after, titles[1])
    shown = axes[2].imshow(change, cmap=DIVERGING, vmin=-limit, vmax=limit, interpolation="nearest")
    axes[2].set_title(titles[2])
    fig.colorbar(shown, ax=axes[2], label="grey levels, of 255" if eight_bit else "intensity, of 1", shrink=0.9)
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
    """Show one curve for each label, over the same x, with a dashed line at what chance would reach.

    x: numbers (n,), n >= 1. lines: label -> numbers (n,). xlabel, ylabel: with units. chance: a y value. log_x: a
    logarithmic x axis; then every x must be positive.
    Raises ValueError for anything else.
    """
    require.text("alt", alt)
    require.text("xlabel", xlabel)
    require.text("ylabel", ylabel)
    x = _numbers("x", x)
    require.that(not log_x or bool((x > 0).all()), "x", x, "positive numbers for a logarithmic axis")
    require.that(isinstance(lines, Mapping) and len(lines) > 0, "lines", lines, "a dict from label to numbers")
    fig, axis = plt.subplots()
    for label, y in lines.items():
        axis.plot(x, _numbers(f"lines[{label!r}]", y, len(x)), label=label)
    if chance is not None:
        require.number("chance", chance)
        axis.axhline(chance, color="0.35", linestyle="--", marker="", label="chance")
    axis.set(xlabel=xlabel, ylabel=ylabel, title=title, xscale="log" if log_x else "linear")
    axis.legend()
    show(fig, alt=alt)


def _draw(axis: plt.Axes, picture: NDArray[Any], title: str) -> None:
    top = 255 if picture.dtype == np.uint8 else 1
    axis.imshow(picture, cmap="gray", vmin=0, vmax=top, interpolation="nearest")
    axis.set_title(title)


def _sequence(name: str, value: object) -> Sequence[Any]:
    require.that(isinstance(value, list | tuple | np.ndarray), name, value, "a list")
    return value


def _numbers(name: str, value: ArrayLike, length: int | None = None) -> NDArray[np.float64]:
    expected = f"{length or 'a list of'} numbers"
    try:
        numbers = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError):
        numbers = np.empty((0, 0))
    require.that(numbers.ndim == 1 and len(numbers) > 0 and length in (None, len(numbers)), name, value, expected)
    return numbers
