"""What the page about a class tells the teacher."""

import re

import pytest
from bs4 import BeautifulSoup

from autograder import catalogue
from autograder.grading import summary
from autograder.grading.records import Checked, Record
from autograder.report import NOT_ATTEMPTED, PASSED, WRONG, CheckResult

NASTY = "</code><script>alert(1)</script><img src=x onerror=alert(1)>&amp;"
FULL = 6  # points of the toy lesson


@pytest.fixture
def record(toy):
    """A function that gives a record of the toy lesson in which all checks passed but those of these outcomes."""

    def record(incidents=(), message="", call="", **outcomes):
        checks = {}
        for check in catalogue.checks(toy):
            outcome = outcomes.get(check.name, PASSED)
            told = {"message": message, "call": call} if outcome == WRONG else {}
            result = CheckResult(check.name, check.exercise, outcome, check.points, check.hidden, check.hint, **told)
            checks[check.name] = Checked("", (result,))
        return Record("key", toy, (), checks, tuple(incidents), 1.0)

    return record


@pytest.fixture
def row(record):
    """A function that gives a student's row; everything is right unless it is said otherwise."""

    def row(student="ada", points=FULL, max_points=FULL, **details):
        return summary.Row(student, points, max_points, **{"record": record()} | details)

    return row


@pytest.fixture
def page(tmp_path):
    """A function that writes the summary of these rows and returns it parsed."""

    def page(*rows, **details):
        path = tmp_path / "summaries" / "00_toy.html"
        summary.write(path, "00_toy", iter(rows), **details)
        return BeautifulSoup(path.read_bytes(), "html.parser", from_encoding="utf-8")

    return page


def text(element):
    return " ".join(element.get_text(" ").split())


def tiles(page):
    return {text(tile.dt): text(tile.dd) for tile in page.select(".tiles div")}


def bars(page):
    return {text(bar.select_one(".range")): text(bar.select_one(".column")) for bar in page.select(".bars li")}


def exercises(page):
    rows = page.find(id="exercises").find_next("table").select("tbody tr")
    return {text(row.th): [text(cell) for cell in row.select("td:not([aria-hidden])")] for row in rows}


def failed(page):
    return [text(item) for item in page.select(".checks > li")]


def odd(page):
    return {text(row.th): text(row.ul) for row in page.select("table.odd tbody tr")}


def test_the_page_says_that_it_is_not_for_students(page, row):
    document = page(row())
    assert text(document.h1) == "00_toy: class summary"
    assert text(document.h1.find_next("p")).startswith("For teachers only.")


def test_the_page_needs_nothing_else(page, row):
    document = page(row())
    assert not document.select("script, link, img, iframe, object")
    assert "url(" not in document.style.string
    assert "http" not in str(document)


def test_totals_are_told(page, row):
    document = page(row("ada", 6), row("bob", 1), row("cy", 3.25), missing=["eve", "di"])
    assert tiles(document) == {
        "submissions graded": "3",
        "median points": "3.25 of 6",
        "mean points": "3.4 of 6",
        "with all points": "1",
        "to look at": "0",
        "handed in nothing": "2",
    }
    assert text(document.find(id="missing").find_next("p")).replace(" ,", ",") == "di, eve"


def test_points_are_counted_in_ranges_that_hold_everybody(page, row):
    scores = [0, 0.99, 1, 5.9, 6, 6.5]  # more than full: extra credit
    document = page(*(row(f"student{score}", score) for score in scores))
    assert bars(document) == {"0-17%": "2", "17-33%": "1", "33-50%": "", "50-67%": "", "67-83%": "", "83-100%": "3"}


def test_points_on_the_edge_of_two_ranges_are_in_the_upper_one(page, row):
    assert bars(page(row(points=6.6, max_points=22)))["30-40%"] == "1"  # though 6.6 / 2.2 < 3


def test_the_tallest_bar_is_of_the_most_frequent_range(page, row):
    document = page(row("ada", 6), row("bob", 6), row("cy", 0))
    heights = [float(re.search(r"[\d.]+", bar["style"])[0]) for bar in document.select(".bars .bar")]
    assert heights == [45, 0, 0, 0, 0, 90]


@pytest.mark.parametrize(("points", "most"), [(0, 0), (0.5, 0.5), (0.3, 1), (137, 137)])
def test_any_number_of_points_can_be_shown(page, row, points, most):
    assert sorted(filter(None, bars(page(row(points=points, max_points=most))).values())) == ["1"]


def test_marks_by_hand_that_are_missing_are_told(page, row):
    assert "wait for marks" not in text(page(row()))
    assert "1 of 2 submissions have answers that wait for marks by hand" in text(page(row(), row("bob", by_hand=True)))


def test_each_exercise_shows_how_many_got_it_right(page, row, record):
    wrong = record(test_dark_becomes_bright=WRONG)
    untried = record(test_sums_up=NOT_ATTEMPTED)
    document = page(row(), row("bob", record=wrong), row("cy", record=wrong), row("di", record=untried))
    assert exercises(document) == {
        "invert": ["50%", "50%", "0%", "4 of 5"],
        "total": ["75%", "0%", "25%", "0.75 of 1"],
    }


def test_shares_are_of_those_whose_code_could_be_run(page, row):
    document = page(row(), row("bob", 0, record=None, problem="the file is no notebook"))
    assert "Of 1 submission whose code could be run" in text(document)
    assert exercises(document)["invert"][0] == "100%"


def test_the_most_failed_check_comes_first_with_its_hint_and_an_example(page, row, record):
    both = record(test_dark_becomes_bright=WRONG, test_sums_up=WRONG, message="got 3", call="invert(<4 x 4>)")
    one = record(test_sums_up=WRONG, message="got 4")
    first, second = failed(page(row("ada", record=both), row("bob", record=one), row("cy")))
    assert first.startswith("2 of 3 sums up total")
    assert "The sum of all grey levels of the inverted picture." in first
    assert "For example ada : invert(<4 x 4>): got 3" in first
    assert second.startswith("1 of 3 dark becomes bright invert")


def test_hidden_checks_are_shown_and_marked(page, row, record):
    hidden = record(test_agrees_with_the_reference=WRONG)
    (check,) = failed(page(row(record=hidden)))
    assert "agrees with the reference invert hidden" in check
    assert "The reference answer should give the same." in check


def test_who_did_not_try_did_not_fail(page, row, record):
    untried = record(test_sums_up=NOT_ATTEMPTED)
    wrong = record(test_sums_up=WRONG)
    assert failed(page(row(record=untried), row("bob", record=wrong)))[0].startswith("1 of 1 sums up")


def test_a_check_with_several_cases_counts_once_for_a_student(page, row, record):
    cases = tuple(
        CheckResult(f"test_sums_up[{case}]", "total", outcome, 0.5)
        for case, outcome in [("a", PASSED), ("b", WRONG), ("c", WRONG)]
    )
    several = record()
    several.checks["test_sums_up"] = Checked("", cases)
    (check,) = failed(page(row(record=several), row("bob")))
    assert check.startswith("1 of 2 sums up total")


def test_that_no_check_failed_is_told(page, row):
    assert "No check failed." in text(page(row()))


def test_odd_work_is_listed_with_what_happened_and_linked_to_its_feedback(page, row, record, tmp_path):
    feedback = tmp_path / "feedback" / "ada b#c" / "00_toy.html"
    feedback.parent.mkdir(parents=True)
    feedback.touch()
    slow = record(incidents=["cell 4 was stopped after 120 s", "differs from an earlier run: invert"])
    document = page(
        row("fine"),
        row("ada", record=slow, feedback=feedback),
        row("bob", 0, record=None, problem="the file is no notebook", feedback=tmp_path / "none.html"),
    )
    assert odd(document) == {
        "ada": "cell 4 was stopped after 120 s differs from an earlier run: invert",
        "bob": "the file is no notebook",
    }
    assert tiles(document)["to look at"] == "2"
    assert [link["href"] for link in document.select("table.odd a")] == ["../feedback/ada%20b%23c/00_toy.html"]


def test_work_without_a_grade_is_listed_and_does_not_count(page, row):
    ungraded = row("bob", points=None, max_points=0, record=None, problem="it could not be measured")
    document = page(row(points=4), ungraded)
    assert tiles(document)["submission graded"] == "1"
    assert tiles(document)["mean points"] == "4 of 6"
    assert odd(document) == {"bob": "it could not be measured"}
    assert odd(page(ungraded)) == {"bob": "it could not be measured"}


def test_nothing_that_a_student_gives_becomes_markup(page, row, record):
    nasty = record(incidents=[NASTY], test_sums_up=WRONG, message=NASTY, call=NASTY)
    document = page(row(NASTY, record=nasty), row("bob", record=None, problem=NASTY), missing=[NASTY])
    assert not document.select("script, img")
    assert text(document).count(NASTY) == 7


def test_text_that_is_no_unicode_can_be_written(page, row, record):
    assert r"\udc80" in text(page(row(record=record(test_sums_up=WRONG, message="\udc80"))))


def test_long_messages_are_cut(page, row, record):
    flood = record(incidents=["x" * 100_000], test_sums_up=WRONG, message="y" * 100_000)
    assert len(str(page(row(record=flood)))) < 20_000


def test_a_class_of_one_and_of_none_have_a_page(page, row):
    assert tiles(page(row()))["submission graded"] == "1"
    assert "No submission was graded yet." in text(page())
    assert "ada" in text(page(missing=["ada"]))


def test_the_page_of_a_thousand_stays_small(page, row, record):
    odd = record(incidents=["cell 4 was stopped after 120 s"], test_sums_up=WRONG, message="got 3")
    document = page(*(row(f"student{number}", number % 7, record=odd) for number in range(1000)))
    assert tiles(document)["submissions graded"] == "1000"
    assert "And 800 more." in text(document)
    assert len(str(document)) < 100_000
