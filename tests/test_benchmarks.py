"""The benchmark of grading: that it compares like with like. How fast anything is, no test says."""

import pytest

import benchmarks.__main__
from autograder import notebook
from benchmarks import classes, grading
from benchmarks.classes import NUMPY, TENSORFLOW


def test_the_results_of_other_parts_are_kept(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(benchmarks.__main__, "RESULTS", tmp_path / "results.md")
    says = {"one": "slow", "two": "fast"}
    monkeypatch.setattr(benchmarks.__main__, "PARTS", {name: lambda chosen, name=name: [says[name]] for name in says})
    benchmarks.__main__.main([])
    says["two"] = "faster"
    benchmarks.__main__.main(["two"])
    text = (tmp_path / "results.md").read_text()
    assert text.count("slow") == text.count("## one") == text.count("## two") == 1
    assert "faster" in text
    assert "fast\n" not in text


@pytest.mark.slow
@pytest.mark.parametrize("lesson", [NUMPY, TENSORFLOW])
def test_no_two_students_of_a_class_hand_in_the_same(lesson, tmp_path):
    group = classes.make(tmp_path, lesson, students=10)
    works = [notebook.read(group.submitted(student)) for student in group.students]
    assert len({str([cell.source for cell in work.cells]) for work in works}) == 10
    assert not any(notebook.is_untouched_exploration(cell) for work in works for cell in work.cells)


@pytest.mark.slow
def test_stock_nbgrader_and_ours_give_the_same_points():
    found = grading.trials(students=2, rounds=1, lessons=(NUMPY,), ways=(grading.STOCK, grading.ONE, grading.BOOKING))
    assert set(found[NUMPY].costs) == {grading.STOCK.name, grading.ONE.name, grading.BOOKING.name}


def test_grading_no_round_is_refused():
    with pytest.raises(ValueError, match="rounds: expected at least 1, got 0"):
        grading.trials(rounds=0)
