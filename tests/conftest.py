"""What several test modules share: a toy lesson with checks, and notebooks written on the spot."""

import signal
import sys
import types
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import numpy as np
import pytest

from autograder import catalogue

pytest_plugins = ["pytester"]

TOY = Path(__file__).parent / "toy"

# What a shell starts in the background ignores Ctrl-C, and so would every command that the tests start and interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def toy(monkeypatch) -> Iterator[str]:
    """A lesson of two exercises, `invert` and `total`, whose checks stand in tests/toy. No reference is there."""
    monkeypatch.setattr(catalogue, "CHECKS", TOY)
    catalogue.fingerprints.cache_clear()
    yield "toy"
    catalogue.fingerprints.cache_clear()


@pytest.fixture
def toy_reference(toy, monkeypatch) -> None:
    """The toy lesson's reference answers, as if `solutions.toy` were installed."""
    answers = types.ModuleType("solutions.toy.answers")
    answers.invert = lambda image: 255 - image
    answers.total = lambda image: int(np.sum(255 - image.astype(int)))
    monkeypatch.setitem(sys.modules, "solutions.toy", types.ModuleType("solutions.toy"))
    monkeypatch.setitem(sys.modules, "solutions.toy.answers", answers)


@pytest.fixture
def write_notebook(tmp_path) -> Callable[..., Path]:
    """A function that writes a notebook with these code cells and returns its path."""

    def write(*sources: str, name: str = "work.ipynb") -> Path:
        cells = [nbformat.v4.new_code_cell(source) for source in sources]
        path = tmp_path / name
        nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
        return path

    return write
