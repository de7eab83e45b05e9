"""`make federation`: which functions it takes, and that real processes train as one process does, and all end."""

import contextlib
import json
import os
import signal
import subprocess
import time
from pathlib import Path

import numpy as np
import pytest

from privatepixels import networks
from privatepixels.federation import __main__ as command
from privatepixels.federation import answers, deployment, shops
from solutions.federated.answers import client_update, federated_average

PROJECT = Path(__file__).parents[1]
PYTHON = PROJECT / ".venv-federation" / "bin" / "python"
REFERENCE = PROJECT / "solutions" / "federated" / "answers.py"
needs_flower = pytest.mark.skipif(
    not (PYTHON.parent / "flwr").exists(), reason="Flower's environment isn't there: `make federation` makes it"
)

STUB = 'def federated_average(updates, sizes):\n    """Average."""\n    raise NotImplementedError("not written yet")\n'
OURS = "def client_update(weights, *rest):\n    return weights\n"
AVERAGE = "def federated_average(updates, sizes):\n    return updates[0]\n"


def cell(source, **marks):
    return {"cell_type": "code", "metadata": {key: value for key, value in marks.items() if value}, "source": source}


def notebook(path, *cells):
    path.write_text(json.dumps({"cells": list(cells)}))
    return path


def test_a_notebooks_functions_are_taken_as_they_stand(tmp_path):
    decorated = "@staticmethod\n# why\ndef helper():  # kept\n    return 1"
    path = notebook(
        tmp_path / "own.ipynb",
        {"cell_type": "markdown", "metadata": {}, "source": "import this"},
        cell(["import numpy as np\n", "print('not at import')"], nbgrader={"locked": True, "grade": False}),
        cell(decorated),
        cell(OURS, nbgrader={"solution": True}),
        cell("check(client_update)", nbgrader={"grade": True, "solution": False}),
        cell("import antigravity", private_pixels={"explore": "1"}),
        cell("broken ("),
        cell("plain = images[0]"),
    )
    assert answers.source_of(path) == f"import numpy as np\n\n\n{decorated}\n\n\n{OURS}"


def test_the_first_file_with_both_functions_written_is_taken(tmp_path):
    half = notebook(tmp_path / "half.ipynb", cell(OURS), cell(STUB))
    whole = tmp_path / "whole.py"
    whole.write_text(OURS + AVERAGE)
    later = notebook(tmp_path / "later.ipynb", cell(OURS), cell(STUB), cell(AVERAGE))
    assert answers.first_written([half, whole, later])[0] == whole
    assert answers.first_written([later])[0] == later
    with pytest.raises(ValueError, match=r"^files: expected one in which client_update and .* got .*half\.ipynb"):
        answers.first_written([half])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.ipynb", b"no JSON"),
        ("a.ipynb", b"[1]"),
        ("a.ipynb", b"{}"),
        ("a.ipynb", b'{"cells": [1]}'),
        ("a.py", b"\xff\xfe"),
        ("a.ipynb", None),
    ],
)
def test_a_file_that_is_no_notebook_is_named(tmp_path, capsys, name, content):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert command.main([str(tmp_path / name)]) == 1
    assert f"{name}: expected a notebook or a Python file, got" in capsys.readouterr().err


def test_the_shops_have_all_pictures_between_them_and_none_twice():
    sold = [labels for _, labels in map(shops.pictures, range(3))]
    assert [set(labels.tolist()) for labels in sold] == [set(classes) for classes in shops.SHOPS.values()]
    assert sum(map(len, sold)) == 10_000
    for bad in (-1, 3, 1.0):
        with pytest.raises(ValueError, match=r"^shop: expected"):
            shops.pictures(bad)


def test_the_simulation_learns():
    (weights,) = shops.simulated(client_update, federated_average, deployment.plan(rounds=1))
    assert shops.accuracy(weights) > 0.4


@pytest.fixture
def without_flower(monkeypatch, tmp_path):
    monkeypatch.setattr(deployment, "_path", lambda: str(tmp_path))


@pytest.mark.usefixtures("without_flower")
def test_without_flower_it_says_what_to_do(capsys):
    assert command.main([str(REFERENCE)]) == 1
    assert "Flower isn't installed beside this Python: run `make federation`" in capsys.readouterr().err


def test_all_processes_of_a_federation_are_ended_and_no_others(tmp_path):
    def sleeper(home):
        return subprocess.Popen(["sleep", "60"], env=os.environ | {deployment.HOME: str(home)}, start_new_session=True)

    other = sleeper(tmp_path / "other")
    try:
        with contextlib.suppress(KeyboardInterrupt), deployment._ending(tmp_path / "home"):
            own = sleeper(tmp_path / "home")
            assert [process.pid for process in deployment.processes_of(tmp_path / "home")] == [own.pid]
            raise KeyboardInterrupt
        assert own.poll() is not None
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


def start(folder, *arguments):
    """Start the command, with its temporary files in `folder`, by which its processes are known."""
    return subprocess.Popen(
        [str(PYTHON), "-m", "privatepixels.federation", *map(str, arguments)],
        cwd=PROJECT,
        env=os.environ | {"TMPDIR": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def left_behind(folder):
    found = []
    for environment in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            if f"FLWR_HOME={folder}/".encode() in environment.read_bytes():
                found.append(environment.parent.name)
    return found


@needs_flower
@pytest.mark.slow
def test_processes_train_as_one_process_does(tmp_path):
    process = start(tmp_path, "--rounds", 2, REFERENCE)
    said, _ = process.communicate(timeout=900)
    assert process.returncode == 0, said
    deployed, simulated = (
        float(line.split("accuracy ")[1].split(";")[0]) for line in said.splitlines() if "ed, " in line and ";" in line
    )
    assert abs(deployed - simulated) <= command.NOISE
    assert deployed > 0.4
    assert not left_behind(tmp_path)
    assert not list(tmp_path.iterdir())


@needs_flower
@pytest.mark.slow
def test_a_client_that_fails_ends_the_training_and_all_processes(tmp_path):
    path = tmp_path / "failing.py"
    path.write_text(AVERAGE + "def client_update(*arguments):\n    raise ArithmeticError('no pictures today')\n")
    process = start(tmp_path, path)
    said, _ = process.communicate(timeout=900)
    assert process.returncode == 1
    assert "the training failed" in said
    assert "a client failed" in said
    assert not left_behind(tmp_path)


@needs_flower
@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ended_early_it_leaves_no_process_behind(tmp_path, number):
    process = start(tmp_path, REFERENCE)
    end = time.monotonic() + 300
    while len(left_behind(tmp_path)) < 8 and time.monotonic() < end:  # four programs and their helpers
        time.sleep(0.5)
    process.send_signal(number)
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 128 + number, said
    assert not left_behind(tmp_path)


def test_weights_come_back_in_the_order_of_the_layers(tmp_path):
    weights = networks.untrained((4, 3, 2))
    np.savez(
        tmp_path / "results.npz", accuracies=[0.5], seconds=[1.0], **{f"weights_{k}": w for k, w in enumerate(weights)}
    )
    outcome = deployment.results(tmp_path / "results.npz")
    assert all(np.array_equal(a, b) for a, b in zip(outcome.weights, weights, strict=True))
    assert (outcome.accuracies, outcome.seconds) == ([0.5], [1.0])
