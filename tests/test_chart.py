"""The course's chart: a point and a name for every technique, and the same in words."""

import itertools

import matplotlib.pyplot as plt
import pytest
from matplotlib.text import Text

from privatepixels import chart
from privatepixels.experiment import rows_of

ROWS = rows_of()


@pytest.fixture
def drawn():
    figure = chart.draw(ROWS, best=[row.use > 0.7 for row in ROWS])
    yield figure
    plt.close(figure)


def names_of(figure):
    wanted = {row.technique for row in ROWS}
    return {text.get_text(): text for text in figure.axes[0].texts if text.get_text() in wanted}


def test_every_technique_is_named_and_the_best_in_bold(drawn):
    names = names_of(drawn)
    assert set(names) == {row.technique for row in ROWS}
    assert names["encrypted"].get_fontweight() == "normal"
    assert names["in clear"].get_fontweight() == "bold"


def test_no_names_collide(drawn):
    drawn.canvas.draw()
    boxes = {name: Text.get_window_extent(text) for name, text in names_of(drawn).items()}
    for (one, box), (other, next_box) in itertools.combinations(boxes.items(), 2):
        assert not box.overlaps(next_box), f"{one} collides with {other}"


def test_the_words_name_every_technique():
    assert all(row.technique in chart.describe(ROWS) for row in ROWS)
