import json

import nbformat
import pytest

from autograder import notebook
from autograder.submission import AnswerError


def test_a_notebooks_functions_can_be_called(write_notebook):
    path = write_notebook("import math", "def area(r):\n    return math.pi * r**2")
    assert notebook.submission(path).call("area", 1).value == pytest.approx(3.14159, abs=1e-5)


def test_a_cell_that_fails_costs_only_what_it_defines(write_notebook):
    path = write_notebook("1 / 0", "def broken(:\n    pass", "def good():\n    return 1")
    learner = notebook.submission(path)
    assert learner.call("good").value == 1
    with pytest.raises(AnswerError, match="SyntaxError"):
        learner.call("broken")


def test_magics_and_shell_lines_are_passed_over(write_notebook):
    path = write_notebook("%matplotlib inline\n!ls\ndef good():\n    return 1")
    assert notebook.submission(path).call("good").value == 1


def test_exit_in_a_cell_ends_nothing_else(write_notebook):
    path = write_notebook("raise SystemExit", "def good():\n    return 1")
    assert notebook.submission(path).call("good").value == 1


def test_untouched_explorations_are_passed_over_and_changed_ones_run(tmp_path):
    source = "seen = True"
    mark = {notebook.METADATA: {"explore": notebook.fingerprint(source)}}
    for text, ran in ((source, False), (source + "  # mine", True)):
        cells = [
            nbformat.v4.new_code_cell(text, metadata=mark),
            nbformat.v4.new_code_cell("def was_seen():\n    return 'seen' in globals()"),
        ]
        nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "work.ipynb")
        assert notebook.submission(tmp_path / "work.ipynb").call("was_seen").value is ran


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "empty"),
        (b"hello", "JSON"),
        (b"\xff\xfe\x00", "other bytes"),
        (b"[1, 2]", "not a valid notebook"),
        (b'{"cells": 3}', "not a valid notebook"),
        (
            json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "odd"}]}).encode(),
            "",
        ),
    ],
)
def test_a_file_that_is_no_notebook_is_refused_by_name_and_reason(tmp_path, content, problem):
    path = tmp_path / "work.ipynb"
    path.write_bytes(content)
    with pytest.raises(notebook.UnreadableNotebook, match=rf"work\.ipynb: .*{problem}"):
        notebook.read(path)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(notebook.UnreadableNotebook, match="can't be opened"):
        notebook.read(tmp_path / "none.ipynb")


def test_an_older_notebook_is_read_as_the_current_format(tmp_path):
    old = nbformat.v3.new_notebook(
        worksheets=[nbformat.v3.new_worksheet(cells=[nbformat.v3.new_code_cell("def good():\n    return 1")])]
    )
    path = tmp_path / "old.ipynb"
    path.write_text(nbformat.v3.writes_json(old))
    assert notebook.submission(path).call("good").value == 1


def test_doubled_cell_ids_are_no_obstacle(tmp_path):
    cell = nbformat.v4.new_code_cell("def good():\n    return 1", id="same")
    document = nbformat.v4.new_notebook(cells=[cell, cell])
    (tmp_path / "work.ipynb").write_text(json.dumps(document))
    assert notebook.submission(tmp_path / "work.ipynb").call("good").value == 1
