import json

import pytest

GOOD = "def invert(image):\n    return 255 - image"
WRONG = "def invert(image):\n    print('so far')\n    return 254 - image"
STUB = "def invert(image):\n    raise NotImplementedError('invert: not written yet')"


@pytest.fixture
def run(toy, write_notebook, pytester):
    """Run pytest on a notebook with these cells, as on the command line."""

    def run(*sources, options=()):
        path = write_notebook(*sources)
        return pytester.runpytest_inprocess(f"--submission={path}", *options, str(toy_checks(toy)))

    return run


def toy_checks(lesson):
    from autograder import catalogue

    return catalogue.module(lesson)


def test_a_right_answer_passes_its_visible_checks(run):
    run(GOOD, options=["--exercise=invert"]).assert_outcomes(passed=4, skipped=1)


def test_a_wrong_answer_fails_with_hint_message_and_call(run):
    result = run(WRONG, options=["--exercise=invert"])
    result.stdout.fnmatch_lines(
        ["Each grey level g should become 255 - g.", "*samples differ*", "invert(uint8 array, *) returned uint8 array*"]
    )
    result.stdout.no_fnmatch_line("*Traceback*")


def test_a_stub_is_counted_as_not_attempted_and_not_as_a_success(run):
    result = run(STUB, options=["--exercise=invert"])
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["invert*not attempted*0 of 5"])


def test_hidden_checks_run_where_the_reference_is(run, toy_reference):
    run(GOOD, options=["--exercise=invert"]).assert_outcomes(passed=5)


def test_points_are_shared_out_by_checks_and_by_their_cases(run, tmp_path):
    run(WRONG, options=[f"--grade-report={tmp_path / 'report.json'}"])
    document = json.loads((tmp_path / "report.json").read_text())
    invert, total = document["exercises"]
    assert [check["points"] for check in invert["checks"]] == [1, 1, 1, 1, 1]
    assert [check["outcome"] for check in invert["checks"]] == ["passed", "wrong", "wrong", "passed", "skipped"]
    assert invert["points"] == 2.5  # half of what ran, of five
    assert invert["checks"][1]["printed"] == "so far\n"
    assert set(invert["checks"][1]["pictures"]) >= {"yours", "expected"}
    assert total["outcome"] == "not attempted"
    assert document["points"] == 2.5
    assert document["max_points"] == 6


def test_the_class_seed_decides_the_random_inputs(run, tmp_path):
    def calls(seed):
        run(WRONG, options=[f"--grade-report={tmp_path / 'report.json'}", f"--class-seed={seed}"])
        return [check["call"] for check in json.loads((tmp_path / "report.json").read_text())["exercises"][0]["checks"]]

    assert calls(1) == calls(1)
    assert calls(1) != calls(2)


def test_a_file_that_is_no_notebook_is_a_usage_error(toy, pytester, tmp_path):
    (tmp_path / "work.ipynb").write_text("rubbish")
    result = pytester.runpytest_inprocess(f"--submission={tmp_path / 'work.ipynb'}", str(toy_checks(toy)))
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*expected a notebook*"])


def test_checks_without_a_notebook_are_a_usage_error(toy, pytester):
    result = pytester.runpytest_inprocess(str(toy_checks(toy)))
    result.stdout.fnmatch_lines(["*name the notebook to check: --submission*"])


def test_the_plugin_leaves_other_tests_alone(pytester):
    pytester.makepyfile("def test_one():\n    pass\n\ndef test_two():\n    raise NotImplementedError")
    pytester.runpytest_inprocess().assert_outcomes(passed=1, failed=1)


def test_a_class_seed_that_is_no_number_is_refused(toy, write_notebook, pytester, monkeypatch):
    monkeypatch.setenv("PRIVATE_PIXELS_CLASS_SEED", "many")
    result = pytester.runpytest_inprocess(f"--submission={write_notebook(GOOD)}", str(toy_checks(toy)))
    result.stderr.fnmatch_lines(["*PRIVATE_PIXELS_CLASS_SEED: expected an integer >= 0, got 'many'*"])
