"""Figures: what reaches a notebook, what reaches those who can't see it, and what is refused."""

import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import matplotlib.pyplot as plt
import nbformat
import nbgrader.server_extensions.formgrader
import numpy as np
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter

from privatepixels import data, figures

PICTURE = data.photo("astronaut")[:64, :64]
GREY = data.photo("camera")[:64, :64]
NASTY = 'The cat\'s "mask" <b>& more</b>, 2² °'
DRAWINGS = {
    "grid": lambda **kw: figures.grid([PICTURE, GREY / 255], ["colour", "grey"], **kw),
    "compare": lambda **kw: figures.compare(PICTURE, 255 - PICTURE, **kw),
    "curves": lambda **kw: figures.curves([1, 2], {"a": [0.1, 0.2]}, xlabel="noise", ylabel="share", chance=0.1, **kw),
    "show": lambda **kw: figures.show(plt.figure(), **kw),
}


@pytest.fixture(autouse=True)
def no_figure_is_left_open():
    yield
    assert plt.get_fignums() == []


@pytest.fixture
def drawn(monkeypatch):
    """The Matplotlib figures that were shown, still open to look into."""
    shown = []
    monkeypatch.setattr(figures, "show", lambda fig, *, alt: shown.append(fig))
    yield shown
    plt.close("all")


@pytest.fixture(scope="module")
def notebook():
    """A notebook that shows each kind of figure, run by a kernel as a learner's is."""
    code = [
        "import numpy as np, matplotlib.pyplot as plt\nfrom privatepixels import figures\nx = np.eye(8)",
        f"figures.grid([x, x], ['a', 'b'], alt={NASTY!r})",
        f"figures.compare(x, 1 - x, alt={NASTY!r})",
        f"figures.curves([1, 2], {{'a': [1, 2]}}, xlabel='x', ylabel='y', alt={NASTY!r})",
        f"fig, axis = plt.subplots()\naxis.bar([1], [2])\nfigures.show(fig, alt={NASTY!r})",
    ]
    run = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in code])
    NotebookClient(run, timeout=120, kernel_name="python3").execute()
    return run


def images(page):
    return re.findall(r"<img[^>]*data:image/png[^>]*>", page)


def test_a_run_notebook_holds_one_picture_a_figure_with_its_alt_text(notebook):
    for cell in notebook.cells[1:]:
        (output,) = cell.outputs
        (image,) = images(output.data["text/html"])
        assert unescape(re.search(r'alt="([^"]*)"', image)[1]) == NASTY
        assert output.data["text/plain"] == f"Figure: {NASTY}"


FORMGRADER = Path(nbgrader.server_extensions.formgrader.__file__).parent
BOOTSTRAP = FORMGRADER / "static" / "node_modules" / "bootstrap" / "dist" / "css"
GRADES = {
    "nbgrader": {"score": 0, "max_score": 0, "late_penalty": 0},
    "index": 0,
    "total": 1,
}  # what nbgrader's pages print


@pytest.mark.parametrize("template", ["lab", "classic", "feedback", "formgrade"])
def test_every_page_made_of_the_notebook_keeps_the_alt_text(notebook, template):
    exporter = HTMLExporter(
        template_name=template,
        extra_template_basedirs=[str(FORMGRADER / "templates")],
        extra_template_paths=[str(BOOTSTRAP)],
    )
    page, _ = exporter.from_notebook_node(notebook, resources=GRADES)
    shown = images(page)
    assert len(shown) == 4
    assert [unescape(re.search(r'alt="([^"]*)"', image)[1]) for image in shown] == [NASTY] * 4


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_without_a_notebook_the_text_is_printed(draw, capsys):
    draw(alt="Two pictures.")
    assert capsys.readouterr().out == "Figure: Two pictures.\n"


def test_no_display_is_needed():
    code = "from privatepixels import figures; figures.curves([1], {'a': [1]}, xlabel='x', ylabel='y', alt='A dot.')"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env={"HOME": "/nonexistent"})
    assert run.stdout == "Figure: A dot.\n"


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
@pytest.mark.parametrize("alt", ["", "   ", None, 3])
def test_a_figure_without_alt_text_is_refused(draw, alt):
    with pytest.raises(ValueError, match=r"^alt: expected a text that isn't empty, got"):
        draw(alt=alt)
    plt.close("all")
    with pytest.raises(TypeError, match="alt"):
        draw()
    plt.close("all")


def test_a_grid_shows_every_picture_under_its_title(drawn):
    figures.grid([PICTURE] * 7, list("abcdefg"), alt="Seven.", suptitle="Letters")
    titles = [axis.get_title() for axis in drawn[0].axes if axis.images]
    assert titles == list("abcdefg")
    assert len(drawn[0].axes) == 8  # two rows of four rather than of six and one
    assert drawn[0].get_suptitle() == "Letters"


def test_a_grid_has_the_columns_asked_for(drawn):
    figures.grid([GREY] * 3, ["", "", ""], alt="Three.", columns=1)
    figures.grid([GREY] * 3, ["", "", ""], alt="Three.", columns=9)
    assert [fig.axes[0].get_gridspec().get_geometry() for fig in drawn] == [(3, 1), (1, 3)]


def test_pictures_are_shown_from_black_to_white_whatever_they_hold(drawn):
    figures.grid([np.full((4, 4), 7, np.uint8), np.full((4, 4), 0.5)], ["", ""], alt="Two greys.")
    assert [axis.images[0].get_clim() for axis in drawn[0].axes] == [(0, 255), (0, 1)]


def test_a_long_title_is_folded_to_the_width_of_its_picture(drawn):
    figures.grid([GREY] * 6, ["noise of 0.4 of full scale, 17.3 dB"] * 6, alt="Six.")
    assert max(len(line) for line in drawn[0].axes[0].get_title().splitlines()) <= 20


def test_a_difference_has_its_sign_and_zero_in_the_middle(drawn):
    before, after = np.full((2, 2), 100, np.uint8), np.array([[90, 130], [100, 100]], np.uint8)
    figures.compare(before, after, alt="Darker and brighter.")
    difference = drawn[0].axes[2].images[0]
    assert difference.get_array().tolist() == [[-10, 30], [0, 0]]
    assert difference.get_clim() == (-30, 30)
    assert "grey levels" in drawn[0].axes[3].get_xlabel()


def test_a_difference_in_one_colour_is_not_hidden_by_another(drawn):
    before, after = np.full((2, 2, 3), 100, np.uint8), np.full((2, 2, 3), 100, np.uint8)
    after[0, 0] = (150, 50, 100)
    after[1, 1] = (100, 100, 80)
    figures.compare(before, after, alt="Redder, less blue.")
    assert np.abs(drawn[0].axes[2].images[0].get_array()).tolist() == [[50, 0], [0, 20]]


@pytest.mark.parametrize("picture", [GREY, GREY / 255])
def test_no_difference_is_a_difference_too(drawn, picture):
    figures.compare(picture, picture, alt="The same twice.")
    low, high = drawn[0].axes[2].images[0].get_clim()
    assert low == -high < 0


def test_curves_are_told_apart_by_more_than_colour(drawn):
    lines = {name: np.arange(50) for name in "abcdef"}
    figures.curves(range(50), lines, xlabel="x", ylabel="y", alt="Six.")
    figures.curves(range(5), {name: y[:5] for name, y in lines.items()}, xlabel="x", ylabel="y", alt="Six.")
    assert len({repr(line._unscaled_dash_pattern) for line in drawn[0].axes[0].lines}) == 6
    assert len({line.get_marker() for line in drawn[1].axes[0].lines}) == 6


def test_chance_is_a_line_of_its_own_in_the_legend(drawn):
    figures.curves([1, 2], {"attack": [0.5, 0.4]}, xlabel="x", ylabel="y", alt="Falls to chance.", chance=0.1)
    (axis,) = drawn[0].axes
    assert [text.get_text() for text in axis.get_legend().get_texts()] == ["attack", "chance"]
    assert list(axis.lines[1].get_ydata()) == [0.1, 0.1]


def test_a_logarithmic_axis_is_marked_with_plain_numbers(drawn):
    figures.curves([0.01, 0.1, 10], {"a": [1, 2, 3]}, xlabel="x", ylabel="y", alt="Grows.", log_x=True)
    (axis,) = drawn[0].axes
    drawn[0].canvas.draw()
    assert axis.get_xscale() == "log"
    assert [label.get_text() for label in axis.get_xticklabels()] == ["0.01", "0.1", "10"]


@pytest.mark.parametrize(
    ("images", "titles", "extra", "named"),
    [
        ([], [], {}, "images"),
        ("cat", ["a"], {}, "images"),
        ([None], ["a"], {}, r"images\[0\]"),
        ([PICTURE, PICTURE / 100], ["a", "b"], {}, r"images\[1\]"),
        ([PICTURE], ["a", "b"], {}, "titles"),
        ([PICTURE], [1], {}, "titles"),
        ([PICTURE], "a", {}, "titles"),
        ([PICTURE], ["a"], {"columns": 0}, "columns"),
        ([PICTURE], ["a"], {"columns": 1.5}, "columns"),
        ([PICTURE], ["a"], {"suptitle": 5}, "suptitle"),
    ],
)
def test_a_grid_refuses_what_it_cannot_show(images, titles, extra, named):
    with pytest.raises(ValueError, match=f"^{named}: expected .*, got"):
        figures.grid(images, titles, alt="A grid.", **extra)


@pytest.mark.parametrize(
    ("before", "after", "extra", "named"),
    [
        (None, GREY, {}, "before"),
        (GREY, [1], {}, "after"),
        (GREY, GREY / 255, {}, "after"),
        (GREY, GREY[:9], {}, "after"),
        (GREY, PICTURE, {}, "after"),
        (GREY, GREY, {"titles": ("a", "b")}, "titles"),
    ],
)
def test_a_comparison_refuses_what_it_cannot_show(before, after, extra, named):
    with pytest.raises(ValueError, match=f"^{named}: expected .*, got"):
        figures.compare(before, after, alt="A comparison.", **extra)


@pytest.mark.parametrize(
    ("x", "lines", "extra", "named"),
    [
        ([], {"a": []}, {}, "x"),
        ("abc", {"a": [1]}, {}, "x"),
        ([[1, 2]], {"a": [1, 2]}, {}, "x"),
        ([0, 1], {"a": [1, 2]}, {"log_x": True}, "x"),
        ([1, 2], [1, 2], {}, "lines"),
        ([1, 2], {}, {}, "lines"),
        ([1, 2], {str(k): [1, 2] for k in range(8)}, {}, "lines"),
        ([1, 2], {"a": [1, 2, 3]}, {}, r"lines\['a'\]"),
        ([1, 2], {"a": ["one", "two"]}, {}, r"lines\['a'\]"),
        ([1, 2], {"a": [1, 2]}, {"chance": "low"}, "chance"),
        ([1, 2], {"a": [1, 2]}, {"xlabel": ""}, "xlabel"),
        ([1, 2], {"a": [1, 2]}, {"ylabel": None}, "ylabel"),
        ([1, 2], {"a": [1, 2]}, {"title": 5}, "title"),
    ],
)
def test_curves_refuse_what_they_cannot_show(x, lines, extra, named):
    with pytest.raises(ValueError, match=f"^{named}: expected .*, got"):
        figures.curves(x, lines, **{"xlabel": "x", "ylabel": "y", "alt": "Curves.", **extra})


def test_only_a_figure_can_be_shown():
    with pytest.raises(ValueError, match=r"^fig: expected a Matplotlib figure, got"):
        figures.show(np.zeros(3), alt="Nothing.")
