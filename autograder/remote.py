"""The door to a learner's functions in a kernel: the same as `Submission`, but the code runs over there."""

import zlib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from autograder import wire
from autograder.kernel_side import MOST_PRINTED, TARGET
from autograder.live_kernel import START_SECONDS, KernelEnded, LiveKernel, Message, Stopped
from autograder.rules import Rules
from autograder.submission import AnswerError, NotAttempted, Reply, defines

MOST_MESSAGE = 2000  # characters of what a kernel says
MOST_NAME = 100
MOST_CHANGED = 20  # arguments
MOST_STOPPED = 2  # calls of one function
_MORE_THAN_IS_KEPT = 2  # so that the grader sees that something is missing
_MODULES = ("plain", "submission", "wire", "kernel_side")
_BOOT = """
import sys, types
sources, seed = {arguments}
others = {{name: sys.modules.pop(name) for name in list(sys.modules) if name.partition(".")[0] == "autograder"}}
package = sys.modules["autograder"] = types.ModuleType("autograder")
package.__path__ = []
for name, source in sources.items():
    module = sys.modules["autograder." + name] = types.ModuleType("autograder." + name)
    exec(compile(source, "<" + name + ".py of the grader>", "exec"), vars(module))
    setattr(package, name, module)
package.kernel_side.install(get_ipython(), seed)
for name in ("", *sources):
    del sys.modules[("autograder." + name).rstrip(".")]
sys.modules.update(others)
"""


@cache
def _sources() -> dict[str, str]:
    folder = Path(__file__).parent
    return {name: (folder / f"{name}.py").read_text(encoding="utf-8") for name in _MODULES}


class AnsweringKernel(LiveKernel):
    """A kernel that runs cells and answers calls; `failures` maps the sources of cells that failed to what went wrong.

    Nothing that makes it answer stands in the student's namespace.
    """

    def __init__(self, rules: Rules, imports: tuple[str, ...], seed: int):
        super().__init__(rules, imports)
        self.failures: dict[str, str] = {}
        self._seed = seed
        self._comm = uuid4().hex
        self._opening = {"most_output": _MORE_THAN_IS_KEPT * rules.output}

    def _prepare(self) -> None:
        boot = _BOOT.format(arguments=repr((_sources(), self._seed)))
        opening = {"comm_id": self._comm, "target_name": TARGET, "data": self._opening}
        try:
            said = list(self.run(f"exec({boot!r}, {{'get_ipython': get_ipython}})", START_SECONDS, silent=True))
            said += self.ask("comm_open", opening, seconds=START_SECONDS)
        except (KernelEnded, Stopped) as reason:
            raise RuntimeError(f"the kernel did not start: {reason}") from None
        if said:
            raise RuntimeError(f"the kernel can't answer calls: {said[0].content}")

    def run(self, code: str, seconds: float, silent: bool = False) -> Iterator[Message]:
        """Run code as a notebook's cell, and yield its output; see `ask`."""
        content = {
            "code": code,
            "silent": silent,
            "store_history": not silent,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": False,
        }
        yield from self.ask("execute_request", content, seconds=seconds)

    def call(self, request: dict, buffers: list[bytes], seconds: float) -> Message | None:
        """Return the answer to a call, or None where there was none; see `ask`."""
        content = {"comm_id": self._comm, "data": request}
        for message in self.ask("comm_msg", content, buffers, seconds=seconds):
            if message.kind == "comm_msg" and message.content.get("comm_id") == self._comm:
                return message
        return None


class Kernels(Protocol):
    """What gives a submission's kernel."""

    def current(self) -> AnsweringKernel:
        """Return a running kernel that has run the submission's cells. Raises `AnswerError` where there is none."""

    def seconds_left(self) -> float:
        """Return the seconds that the submission has left."""

    def note(self, incident: str) -> None:
        """Remember something that a person should look at."""


class RemoteSubmission:
    """The functions that a learner's cells left in a kernel.

    A function that doesn't come back is interrupted; the second time, or where it ended the kernel, it's not called
    again: what is left of its checks fails at once, with the same message.
    """

    def __init__(self, kernels: Kernels, rules: Rules, seed: int):
        self._kernels = kernels
        self._rules = rules
        self._seed = seed
        self._stopped: Counter[str] = Counter()
        self._given_up: dict[str, str] = {}
        self.begin("")

    def begin(self, check: str) -> None:
        """Say which check makes the next calls: what they draw doesn't depend on other checks."""
        self._check = check
        self._calls = 0

    def call(self, name: str, *args: object, **kwargs: object) -> Reply:
        """Call the function `name` with copies of the arguments, as `Submission.call` does."""
        if name in self._given_up:
            raise AnswerError(self._given_up[name])
        kernel = self._kernels.current()
        seconds = min(self._rules.call_seconds, self._kernels.seconds_left())
        arguments, buffers = wire.encode((args, kwargs))
        failures = {source: problem for source, problem in kernel.failures.items() if defines(source, name)}
        request = {"name": name, "arguments": arguments, "seed": self._next_seed(), "failures": failures}
        try:
            answer = kernel.call(request, buffers, seconds)
        except Stopped as reason:
            self._stopped[name] += 1
            raise self._failure(
                name, f"{name} was stopped {reason}", last=self._stopped[name] == MOST_STOPPED
            ) from None
        except KernelEnded as reason:
            raise self._failure(name, f"{name} ended the kernel: {reason}", last=True) from None
        if answer is None:
            raise AnswerError(f"{name}: no answer came back")
        return _reply(name, answer)

    def _failure(self, name: str, what: str, last: bool) -> AnswerError:
        self._kernels.note(what)
        if last:
            self._given_up[name] = what
        return AnswerError(what)

    def _next_seed(self) -> int:
        """Return a number that depends on the class seed, the check and the call's place in it."""
        self._calls += 1
        return zlib.crc32(f"{self._seed} {self._check} {self._calls}".encode())


def _reply(name: str, answer: Message) -> Reply:
    """Read an answer, which may come from anybody, as what `Submission.call` returns or raises."""
    match answer.content.get("data"):
        case {"printed": str(printed), **found}:
            print(_readable(printed, MOST_PRINTED), end="")
        case _:
            found = {}
    match found:
        case {"value": text, "changed": list(changed)}:
            try:
                value = wire.decode(text, answer.buffers)
            except ValueError as error:
                raise AnswerError(f"{name}: what came back can't be read: {error}") from None
            return Reply(value, tuple(_readable(str(one), MOST_NAME) for one in changed[:MOST_CHANGED]))
        case {"not_attempted": str(message)}:
            raise NotAttempted(_readable(message, MOST_MESSAGE))
        case {"wrong": str(message), "kind": None | str() as kind}:
            raise AnswerError(_readable(message, MOST_MESSAGE), kind and _readable(kind, MOST_NAME))
    raise AnswerError(f"{name}: what came back is no answer")


def _readable(text: str, most: int) -> str:
    """Return the beginning of a text without what commands a terminal."""
    return "".join(
        letter if letter.isprintable() or letter in "\n\t" else "\N{REPLACEMENT CHARACTER}" for letter in text[:most]
    )
