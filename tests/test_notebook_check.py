import os
import sys

import pytest

from autograder import catalogue, check, report
from autograder.notebook_check import run_checks, sweep_checks
from autograder.submission import Submission


def test_check_says_nothing_and_returns_the_points_for_nbgrader(toy, toy_reference, capfd):
    def invert(image):
        return 255 - image

    result = check(invert)
    assert (result.outcome, result.points, repr(result)) == ("passed", 5, "5")
    assert capfd.readouterr() == ("", "")


def test_what_an_answer_writes_to_stderr_costs_nothing(toy, capfd):
    def invert(image):
        print("a library's warning", file=sys.stderr)
        os.write(2, b"a C++ library's warning\n")
        return 255 - image

    assert check(invert).outcome == "passed"
    assert capfd.readouterr() == ("", "")


def test_a_wrong_answer_gets_part_of_the_points_and_sees_its_picture(toy):
    def invert(image):
        return 254 - image

    result = check(invert)
    html = result._repr_mimebundle_()["text/html"]
    assert 0 < result.points < result.max_points
    assert "Each grey level g should become 255 - g." in html
    assert html.count("<img alt=") == 6  # two cases, each yours, expected and difference
    assert "Traceback" not in html


def test_an_unwritten_answer_is_not_attempted(toy):
    def invert(image):
        raise NotImplementedError("invert: not written yet")

    assert check(invert).outcome == report.NOT_ATTEMPTED
    assert check(invert).points == 0


def test_an_answer_that_calls_exit_does_not_end_the_notebook(toy):
    def invert(image):
        sys.exit()

    assert check(invert).outcome == report.WRONG


def test_an_interrupt_is_passed_on(toy):
    def invert(image):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check(invert)


def test_a_function_without_checks_is_refused(toy):
    def something_else(image):
        return image

    with pytest.raises(ValueError, match=r"answer: expected a function named like an exercise \(invert, total\)"):
        check(something_else)


def test_a_report_survives_json():
    one = report.CheckResult("test_x", "invert", report.WRONG, 1.0, hint="a <b> hint", pictures={"yours": "AAAA"})
    before = report.ExerciseReport("invert", 2.0, (one,))
    after = report.from_dict(before.as_dict())
    assert after == before
    assert "a &lt;b&gt; hint" in after._repr_mimebundle_()["text/html"]


def test_where_all_points_are_hidden_the_visible_checks_decide():
    visible = report.CheckResult("test_form", "quiz", report.PASSED, 0.0)
    hidden = report.CheckResult("test_letters", "quiz", report.SKIPPED, 3.0, hidden=True)
    result = report.ExerciseReport("quiz", 3.0, (visible, hidden))
    assert (result.outcome, result.points) == ("passed", 3.0)
    assert "1 more check runs only when your work is graded" in result._repr_mimebundle_()["text/html"]
    wrong = report.ExerciseReport("quiz", 3.0, (report.CheckResult("test_form", "quiz", report.WRONG, 0.0), hidden))
    assert wrong.points == 0


def test_a_forgotten_return_is_named(toy):
    def invert(image):
        255 - image

    assert "did you forget `return`?" in check(invert).failed[0].message


def test_a_fixture_that_fails_is_no_fault_of_the_answer(toy, tmp_path, monkeypatch):
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    fixture = "import pytest\n\n\n@pytest.fixture\ndef broken():\n    1 / 0\n\n\n"
    (tmp_path / "handmade.py").write_text(f"{fixture}def test_it(invert, broken):\n    assert invert(1)\n")
    monkeypatch.setattr(catalogue, "CHECKS", tmp_path)

    def invert(image):
        return 255 - image

    with pytest.raises(RuntimeError, match=r"the checks of handmade can't be run: .*test_it: setup failed"):
        check(invert)


def test_many_seeds_in_one_go_find_what_a_run_with_each_finds(toy, toy_reference):
    def invert(image):
        return 254 - image

    submission, seeds = Submission({"invert": invert}), (3, 1, 4)
    found = sweep_checks(submission, "invert", seeds)
    assert found == [run_checks(submission, "invert", seed) for seed in seeds]
    assert found[0] != found[1]
