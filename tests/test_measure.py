"""A submission is measured: its cells and functions in a kernel, the checks here."""

import asyncio
import dataclasses
import sys
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest
from one_kernel import RULES

from autograder import catalogue, notebook_check
from autograder.grading.measure import measure
from autograder.grading.task import Task
from autograder.report import NOT_ATTEMPTED, PASSED, WRONG
from autograder.submission import Submission

IMPORT = "import numpy as np"
INVERT = "def invert(image):\n    return 255 - image"
TOTAL = "def total(image):\n    return int(np.sum(255 - image.astype(int)))"
GOOD = (IMPORT, INVERT, TOTAL)
LAW = dataclasses.replace(RULES, cell_seconds=5.0)
IMPATIENT = dataclasses.replace(RULES, cell_seconds=3.0, call_seconds=1.0)

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("toy_reference")]


def measured(*sources, rules=LAW, seed=0, known=None):
    return measure(Task("toy", sources, seed), rules, known)


def points(record):
    return {report.exercise: report.points for report in record.reports()}


def said(record):
    return " ".join(result.message for report in record.reports() for result in report.results)


def test_right_answers_pass_every_check_and_hidden_ones_too():
    record = measured(*GOOD)
    assert points(record) == {"invert": 5, "total": 1}
    assert record.is_complete()
    assert record.incidents == ()
    assert record.outputs == ((), (), ())
    assert record.key == Task("toy", GOOD, 0).key


def test_the_same_task_gives_the_same_record():
    guess = "def invert(image):\n    print(np.random.random())\n    return 255 - image + (np.random.random() < 0.5)"
    one, other = (measured(IMPORT, guess, "np.random.default_rng().random()") for _ in range(2))
    assert dataclasses.replace(one, seconds=0) == dataclasses.replace(other, seconds=0)


def test_the_results_are_those_of_the_same_functions_in_this_process():
    wrong = "def invert(image):\n    print('so far')\n    return 254 - image"
    record = measured(IMPORT, wrong, TOTAL)
    here = {"np": __import__("numpy")}
    exec(f"{wrong}\n{TOTAL}", here)
    expected = notebook_check.run_tests(Submission(here), "toy", catalogue.fingerprints("toy"), 0)
    assert [result for checked in record.checks.values() for result in checked.results] == expected


def test_what_is_not_written_is_not_attempted():
    record = measured(IMPORT, "def invert(image):\n    raise NotImplementedError('invert: not written yet')")
    assert [report.outcome for report in record.reports()] == [NOT_ATTEMPTED, NOT_ATTEMPTED]
    assert points(record) == {"invert": 0, "total": 0}


def test_a_complete_record_is_not_measured_again():
    record = measured(*GOOD)
    assert measured(*GOOD, known=record) is record


def test_only_the_checks_that_changed_are_run_again(monkeypatch):
    record = measured(*GOOD)
    checks = dict(record.checks)
    checks["test_sums_up"] = dataclasses.replace(checks["test_sums_up"], fingerprint="earlier")
    ran = []
    run_tests = notebook_check.run_tests
    monkeypatch.setattr(
        "autograder.grading.measure.run_tests", lambda *given: ran.append(set(given[2])) or run_tests(*given)
    )
    again = measured(*GOOD, known=dataclasses.replace(record, checks=checks))
    assert ran == [{"test_sums_up"}]
    assert dict(again.checks) == dict(record.checks)


def test_a_check_that_is_gone_leaves_no_result():
    record = measured(*GOOD)
    known = dataclasses.replace(record, checks={**record.checks, "test_gone": record.checks["test_sums_up"]})
    assert measured(*GOOD, known=known).checks.keys() == record.checks.keys()


def test_outputs_stand_with_their_cells():
    record = measured("print('a')", "1 + 1", "import sys; print('b', file=sys.stderr)", "1 / 0", "x = 1")
    first, second, third, fourth, fifth = record.outputs
    assert first == ({"output_type": "stream", "name": "stdout", "text": "a\n"},)
    assert second[0]["data"] == {"text/plain": "2"}
    assert third[0]["name"] == "stderr"
    assert fourth[0]["ename"] == "ZeroDivisionError"
    assert fifth == ()


def test_only_harmless_kinds_of_output_are_kept():
    shown = {"text/html": "<b>x</b><script>1</script>", "image/svg+xml": "<svg>", "text/plain": "x"}
    ((output,),) = measured(f"from IPython.display import display\ndisplay({shown}, raw=True)").outputs
    assert output["data"] == {"text/html": "<b>x</b>&lt;script>1&lt;/script>", "text/plain": "x"}
    assert output["metadata"] == {}


def test_output_has_an_end():
    flood = "for _ in range(100):\n    print('x' * 100_000)"
    record = measured(flood, "print('later')", rules=dataclasses.replace(LAW, output=50_000))
    text = "".join(output["text"] for output in record.outputs[0])
    assert text.startswith("xxx")
    assert "The rest of the output isn't kept" in text
    assert len(text) < 60_000
    assert record.outputs[1] == ()
    assert record.incidents == ("cell 1 wrote more output than is kept",)


def test_a_giant_output_does_not_cost_the_answer():
    record = measured(*GOOD, "print('x' * 200_000_000)", "invert.__doc__")
    assert points(record) == {"invert": 5, "total": 1}


def test_output_that_is_cleared_is_gone():
    assert (
        measured("print(1)\nfrom IPython.display import clear_output\nclear_output()\nprint(2)").outputs[0][0]["text"]
        == "2\n"
    )


def test_a_cell_that_ends_the_kernel_costs_only_what_it_defines():
    record = measured(IMPORT, f"{TOTAL}\nimport os\nos._exit(0)", INVERT)
    assert points(record) == {"invert": 5, "total": 0}
    assert "the cell that defines total did not run: it ended the kernel: its process ended" in said(record)
    assert record.outputs[1][-1]["text"] == "This cell ended the kernel: its process ended.\n"
    assert record.incidents == ("cell 2 ended the kernel: its process ended",)


def test_cells_that_end_kernels_do_so_three_times():
    end = "import os; os._exit({})"
    ends = [end.format(number) for number in range(5)]
    record = measured(IMPORT, INVERT, *ends, TOTAL)
    assert points(record) == {"invert": 5, "total": 0}
    assert len(record.incidents) == 4
    assert "too many cells before it ended the kernel" in said(record)


def test_exit_in_a_cell_ends_nothing():
    record = measured(IMPORT, f"{INVERT}\nexit()", f"quit()\n{TOTAL}", "import sys; sys.exit(0)")
    assert points(record) == {"invert": 5, "total": 1}


def test_a_cell_that_takes_too_long_is_stopped_and_the_next_one_runs():
    record = measured(IMPORT, f"{INVERT}\nwhile True: pass", TOTAL, rules=IMPATIENT)
    assert points(record) == {"invert": 5, "total": 1}
    assert record.incidents == ("cell 2 was stopped after 3 s",)
    assert record.outputs[1][-1]["text"] == "This cell was stopped after 3 s.\n"


def test_a_cell_that_does_not_hear_an_interrupt_costs_only_what_it_defines():
    deaf = "while True:\n    try:\n        while True: max(1, 2)\n    except BaseException: pass"
    record = measured(IMPORT, f"{TOTAL}\n{deaf}", INVERT, rules=IMPATIENT)
    assert points(record) == {"invert": 5, "total": 0}
    assert "did not stop when interrupted" in record.incidents[0]


def test_a_function_that_ends_the_kernel_costs_only_itself():
    record = measured(IMPORT, "def total(image):\n    import os\n    os._exit(0)", INVERT)
    assert points(record) == {"invert": 5, "total": 0}
    assert record.incidents == ("total ended the kernel: its process ended",)


def test_functions_that_never_return_do_not_take_a_time_limit_for_each_check():
    record = measured(IMPORT, "def invert(image):\n    while True: pass", TOTAL, rules=IMPATIENT)
    assert {result.outcome for result in record.reports()[0].results} == {WRONG}
    assert record.reports()[0].results[-1].message == "invert was stopped after 1 s"


def test_a_submission_has_an_end():
    law = dataclasses.replace(LAW, submission_seconds=3.0)
    record = measured(IMPORT, INVERT, "import time; time.sleep(60)", TOTAL, rules=law)
    assert points(record) == {"invert": 0, "total": 0}
    assert "had used up its 3 s" in said(record)


@pytest.mark.parametrize(
    "patch",
    [
        "np.array_equal = np.allclose = lambda *_, **__: True",
        "import builtins; builtins.AssertionError = builtins.isinstance = None",
        "import sys; sys.modules['pytest'] = sys.modules['autograder'] = None",
        "get_ipython().user_ns.clear()",
    ],
)
def test_nothing_that_a_submission_does_to_itself_earns_a_point(patch):
    wrong = "def invert(image):\n    return image"
    assert points(measured(IMPORT, wrong, patch))["invert"] <= 2


def test_checks_that_can_not_be_run_are_said_and_nobody_is_blamed(tmp_path, monkeypatch):
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    (tmp_path / "toy.py").write_text("def test_sums_up(total):\n    assert total(1)\n\n1 / 0\n")
    monkeypatch.setattr(catalogue, "CHECKS", tmp_path)
    catalogue.checks.cache_clear()
    catalogue.fingerprints.cache_clear()
    sys.modules.pop("toy", None)
    try:
        with pytest.raises(RuntimeError, match=r"the checks of toy can't be run: .*ZeroDivisionError"):
            measured(*GOOD)
    finally:
        sys.modules.pop("toy", None)
        catalogue.checks.cache_clear()


def test_where_an_event_loop_runs_already_measuring_works_too():
    async def within():
        return measured(*GOOD)

    assert points(asyncio.run(within())) == {"invert": 5, "total": 1}


def test_in_threads_measuring_works_too():
    with ThreadPoolExecutor(2) as pool:
        records = list(pool.map(lambda seed: measured(*GOOD, seed=seed), range(3)))
    assert [points(record) for record in records] == [{"invert": 5, "total": 1}] * 3


def test_measuring_leaves_this_process_as_it_was():
    def state():
        return sys.stdout, sys.stderr, list(sys.path), list(sys.meta_path), psutil.Process().num_fds()

    measured(*GOOD)
    before = state()
    measured(*GOOD)
    assert state() == before
    assert psutil.Process().children() == []


def test_passing_checks_are_those_that_passed():
    record = measured(IMPORT, "def invert(image):\n    return 254 - image", TOTAL)
    outcomes = {name: {result.outcome for result in checked.results} for name, checked in record.checks.items()}
    assert outcomes["test_comes_back_as_a_picture"] == {PASSED}
    assert outcomes["test_dark_becomes_bright"] == {WRONG}
