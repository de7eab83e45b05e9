"""What the page for a class tells, and what it keeps to itself."""

import pytest
from bs4 import BeautifulSoup

from autograder import catalogue
from autograder.grading import leaderboard
from autograder.grading.records import Checked, Record
from autograder.report import PASSED, WRONG, CheckResult


@pytest.fixture
def record(toy):
    """A function that gives a record of the toy lesson whose first checks measured these, each right or wrong."""

    def record(**measured):
        checks = {}
        found = list(measured.items())
        for check in catalogue.checks(toy):
            name, (value, outcome) = found.pop(0) if found else ("", (0.0, PASSED))
            values = {name: value, "margin": 0.5} if name else {}
            result = CheckResult(check.name, check.exercise, outcome, check.points, measured=values)
            checks[check.name] = Checked("", (result,))
        return Record("key", toy, (), checks, (), 1.0)

    return record


@pytest.fixture
def rows(tmp_path):
    """A function that writes the leaderboard of these records and gives the texts of its cells, row by row."""

    def rows(*records):
        path = tmp_path / "leaderboards" / "00_toy.html"
        assert leaderboard.write(path, "00_toy", iter(records))
        page = BeautifulSoup(path.read_bytes(), "html.parser", from_encoding="utf-8")
        assert not page.select("script, link, img, iframe, object")
        return [[cell.get_text() for cell in row.select("th, td")] for row in page.select("tr")]

    return rows


def test_more_bounds_come_first_then_more_use(rows, record):
    head, *places = rows(
        record(use=(0.9, PASSED), leak=(0.8, WRONG)),
        record(use=(0.5, PASSED), leak=(0.1, PASSED)),
        record(use=(0.6, PASSED), leak=(0.2, PASSED)),
    )
    assert head == ["place", "passed", "use", "leak"]
    assert places == [
        ["1", "2 of 2", "0.6 ✓+0.50", "0.2 ✓+0.50"],
        ["2", "2 of 2", "0.5 ✓+0.50", "0.1 ✓+0.50"],
        ["3", "1 of 2", "0.9 ✓+0.50", "0.8 ✗+0.50"],
    ]


def test_what_was_not_measured_is_left_open(rows, record):
    _, first, second = rows(record(use=(0.9, PASSED), leak=(0.8, PASSED)), record(use=(0.5, PASSED)), record())
    assert first[-1] == "0.8 ✓+0.50"
    assert second[-1] == "\N{EN DASH}"


def test_what_passed_nothing_is_left_out(rows, record):
    _, *places = rows(record(use=(0.9, PASSED)), record(use=(0.1, WRONG), leak=(0.9, WRONG)))
    assert len(places) == 1


def test_the_order_of_the_class_shows_nowhere(rows, record):
    several = [record(leak=(0.1, PASSED)), record(use=(0.9, PASSED), leak=(0.3, PASSED)), record(use=(0.7, PASSED))]
    assert rows(*several) == rows(*several[::-1])


def test_without_measurements_there_is_no_page(tmp_path, record):
    path = tmp_path / "none.html"
    assert not leaderboard.write(path, "00_toy", [record(), record()])
    assert not path.exists()


def test_a_name_becomes_no_markup(rows, record):
    head, _ = rows(record(**{"<script>": (1.0, PASSED)}))
    assert head[-1] == "<script>"
