"""Processes that work for this one, each on one job at a time. None of them outlives it, whatever ends it.

The death of a worker costs no more than the job that it had under way. That is tried once more, in another worker.
"""

import contextlib
import importlib
import multiprocessing
import os
import queue
import signal
import sys
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from multiprocessing import connection
from multiprocessing.context import SpawnProcess
from typing import Any

_MOST_DEATHS = 2  # of workers, before a job is given up
_GRACE = 5.0  # seconds for a worker to clear up when it is to end


@dataclass(frozen=True)
class Job:
    """A function of a module and its arguments, plain data all; `name` tells the job from others."""

    name: str
    function: Callable[..., Any]
    arguments: tuple


@dataclass(frozen=True)
class Outcome:
    """What came of a job: the function's value, or in `problem` why there is none.

    `raised` is the name of the exception's class where the function raised one.
    """

    job: Job
    value: Any = None
    problem: str = ""
    raised: str = ""


def attempt(job: Job) -> tuple[Any, str, str]:
    """Do a job in this process; returns what `Outcome` holds besides the job."""
    try:
        return job.function(*job.arguments), "", ""
    except Exception as error:
        return None, f"{type(error).__name__}: {error}", type(error).__name__


@dataclass
class _Worker:
    process: SpawnProcess
    pipe: connection.Connection
    jobs: deque[Job] = field(default_factory=deque)  # handed out and not answered; the first is under way


class Workers:
    """Up to `count` processes, started at once, which import `modules` while they wait for the first job."""

    def __init__(self, count: int, modules: Iterable[str] = ()):
        self._count = count
        self._modules = tuple(modules)
        self._waiting: deque[Job] = deque()
        self._deaths: Counter[str] = Counter()
        self._workers = [self._start() for _ in range(count)]

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    @property
    def unanswered(self) -> int:
        """The number of jobs that nothing has come of yet."""
        return len(self._waiting) + sum(len(worker.jobs) for worker in self._workers)

    def submit(self, job: Job, first: bool = False) -> None:
        """Take a job, to be done before all that wait or after them."""
        self._waiting.insert(0 if first else len(self._waiting), job)
        self._hand_out()

    def finished(self, seconds: float) -> list[Outcome]:
        """Return what has come back since the last call; where nothing has, wait so many seconds for it."""
        ready = connection.wait([worker.pipe for worker in self._workers if worker.jobs], seconds)
        found = [self._answer(worker) for worker in list(self._workers) if worker.pipe in ready]
        self._hand_out()
        return [outcome for outcome in found if outcome]

    def close(self) -> None:
        """End the workers, and what they have under way."""
        for worker in self._workers:
            worker.pipe.close()
        deadline = time.monotonic() + _GRACE
        for worker in self._workers:
            worker.process.join(max(0.0, deadline - time.monotonic()))
            worker.process.kill()
            worker.process.join()
        self._workers = []

    def _start(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, os.getpid(), self._modules), daemon=True)
        heard = signal.signal(
            signal.SIGINT, signal.SIG_IGN
        )  # Until the worker says so itself: Ctrl-C is for this process.
        try:
            process.start()
        finally:
            signal.signal(signal.SIGINT, heard)
        theirs.close()
        return _Worker(process, ours)

    def _hand_out(self) -> None:
        while self._waiting and (worker := self._next()):
            job = self._waiting.popleft()
            worker.jobs.append(job)
            try:
                worker.pipe.send(job)
            except OSError:
                return  # It is dead, as the next look at its pipe will tell.

    def _next(self) -> _Worker | None:
        """Choose who gets the next job: an idle worker, or a new one. While many wait, each may have one in reserve."""
        for worker in self._workers:
            if not worker.jobs:
                return worker
        if len(self._workers) < self._count:
            self._workers.append(self._start())
            return self._workers[-1]
        if len(self._waiting) > self._count:
            return next((worker for worker in self._workers if len(worker.jobs) == 1), None)
        return None

    def _answer(self, worker: _Worker) -> Outcome | None:
        try:
            answer = worker.pipe.recv()
        except (EOFError, OSError):
            return self._bury(worker)
        return Outcome(worker.jobs.popleft(), *answer)

    def _bury(self, worker: _Worker) -> Outcome | None:
        """Put the jobs of a dead worker back; returns the outcome of one that is given up."""
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.join(_GRACE)
        job = worker.jobs[0]
        self._deaths[job.name] += 1
        if self._deaths[job.name] < _MOST_DEATHS:
            self._waiting.extendleft(reversed(worker.jobs))
            return None
        worker.jobs.popleft()
        self._waiting.extendleft(reversed(worker.jobs))
        return Outcome(job, problem=f"{_MOST_DEATHS} processes ended while they worked on it, {_how(worker.process)}")


def _how(process: SpawnProcess) -> str:
    """Tell how the last one ended."""
    code = process.exitcode
    if code is None or code >= 0:
        return f"the last with exit code {code}"
    advice = ": is the memory used up?" if code == -signal.SIGKILL else ""
    return f"the last by {signal.Signals(-code).name}{advice}"


def _work(pipe: connection.Connection, parent: int, modules: tuple[str, ...]) -> None:
    """Do jobs until the pipe closes or the parent ends."""
    _die_with(parent)
    signal.signal(signal.SIGTERM, lambda *_: _leave())
    signal.signal(signal.SIGINT, lambda *_: None)  # Not ignored: what this process starts would inherit that.
    jobs: queue.SimpleQueue = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(pipe, jobs), daemon=True).start()
    for name in modules:
        importlib.import_module(name)
    while True:
        answer = attempt(jobs.get())
        with contextlib.suppress(OSError):  # Nobody is left to hear it, so this process is about to end.
            pipe.send(answer)


def _leave() -> None:
    """End this process, and clear up, without a word: pytest would print a traceback of a check that is under way."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    sys.exit(1)


def _die_with(parent: int) -> None:
    """Let the system end this process when its parent ends, where the system can."""
    if sys.platform == "linux":
        from autograder.sandbox import linux

        linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def _listen(pipe: connection.Connection, jobs: queue.SimpleQueue) -> None:
    """Take jobs off the pipe, so that its other end needn't wait; when that closes, end this process."""
    try:
        while True:
            jobs.put(pipe.recv())
    except (EOFError, OSError):
        if hasattr(signal, "pthread_kill"):
            signal.pthread_kill(threading.main_thread().ident, signal.SIGTERM)
            time.sleep(_GRACE)
        os._exit(1)
