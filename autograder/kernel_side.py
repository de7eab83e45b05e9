"""What a student's kernel runs to answer calls.

The grader sends this file's text, with those of plain.py, wire.py and submission.py, before the first cell runs: a
kernel needs nothing of the grader's, and what it holds is the arguments of one call at a time.
"""

import contextlib
import io
import random
import sys
from collections.abc import Callable

import numpy as np

from autograder import wire
from autograder.submission import AnswerError, NotAttempted, Submission

TARGET = "private_pixels.call"
MOST_PRINTED = 2000  # characters


def install(shell: object, seed: int) -> None:
    """Make an IPython shell's kernel answer calls, and seed its generators."""
    make_repeatable(seed)
    shell.ask_exit = lambda: None  # `exit()` in a cell would end the kernel during the next one
    shell.events.register("pre_run_cell", _Networks(seed))
    shell.kernel.comm_manager.register_target(TARGET, lambda comm, message: _open(shell, comm, message))


def make_repeatable(seed: int) -> None:
    """Seed the generators that an answer may use without a seed of its own."""
    random.seed(seed)
    np.random.seed(seed % 2**32)  # noqa: NPY002
    np.random.bit_generator.randbits = random.Random(seed).getrandbits  # what an unseeded default_rng() starts from
    if "keras" in sys.modules:  # To import it here would take seconds.
        sys.modules["keras"].utils.set_random_seed(seed % 2**32)


class _Networks:
    """Seeds once more before the first cell that finds Keras imported."""

    def __init__(self, seed: int):
        self._seed = seed
        self._are_seeded = "keras" in sys.modules

    def __call__(self, info: object) -> None:
        if not self._are_seeded and "keras" in sys.modules:
            self._are_seeded = True
            make_repeatable(self._seed)


def _open(shell: object, comm: object, message: dict) -> None:
    """Begin to answer calls. From now on a flood of output takes no longer than what is kept of it."""
    for stream in (sys.stdout, sys.stderr):
        stream.write = _Bounded(stream.write, message["content"]["data"]["most_output"])

    def answer(message: dict) -> None:
        data, buffers = _answer(shell.user_ns, message["content"]["data"], message["buffers"])
        comm.send(data, buffers=buffers)

    comm.on_msg(answer)


class _Bounded:
    """A stream's `write` that writes no more than so many characters, all calls together."""

    def __init__(self, write: Callable[[str], int], most: int):
        self._write = write
        self._left = most

    def __call__(self, text: str) -> int:
        if self._left >= 0:
            self._left -= len(text)
            self._write(text[: self._left] if self._left < 0 else text)
        return len(text)


def _answer(functions: dict, request: dict, buffers: list) -> tuple[dict, list[bytes]]:
    """Make the call, and return what came of it as JSON and buffers."""
    args, kwargs = wire.decode(request["arguments"], buffers, generators=True, copy=False)
    make_repeatable(request["seed"])
    printed = io.StringIO()
    found, values = {}, []
    try:
        with contextlib.redirect_stdout(printed):
            reply = Submission(functions, request["failures"]).call(request["name"], *args, **kwargs)
        text, values = _encode(request["name"], reply.value)
        found = {"value": text, "changed": list(reply.changed)}
    except NotAttempted as error:
        found = {"not_attempted": _sendable(error)}
    except AnswerError as error:
        found = {"wrong": _sendable(error), "kind": error.kind}
    except Exception as error:  # such as memory that is used up by a copy, or an error that can't say what it is
        found = {"wrong": f"{request['name']}: what it did can't be told: {type(error).__name__}", "kind": None}
    return found | {"printed": _sendable(printed.getvalue()[:MOST_PRINTED])}, values


def _sendable(words: object) -> str:
    """Return text without half surrogate pairs, which UTF-8 can't hold."""
    return str(words).encode("utf-8", "replace").decode("utf-8")


def _encode(name: str, value: object) -> tuple[str, list[bytes]]:
    try:
        return wire.encode(value)
    except ValueError as error:
        raise AnswerError(f"{name} returned {error}") from None
