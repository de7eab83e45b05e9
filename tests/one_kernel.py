"""A kernel without a sandbox that several tests share: it starts once, and takes new cells."""

import math
from typing import Self

from autograder.grading.outputs import problem_of
from autograder.remote import AnsweringKernel, RemoteSubmission
from autograder.rules import NONE, Rules

RULES = Rules(isolation=NONE, call_seconds=10.0)


class OneKernel:
    """What gives the kernel to a `RemoteSubmission`; see `remote.Kernels`."""

    def __init__(self, rules: Rules = RULES):
        self.rules = rules
        self.kernel = AnsweringKernel(rules, (), seed=0)
        self.notes: list[str] = []

    def __enter__(self) -> Self:
        self.kernel.__enter__()
        return self

    def __exit__(self, *exception: object) -> None:
        self.kernel.end()

    def submission(self, *sources: str) -> RemoteSubmission:
        """Run cells in place of the earlier ones, and return the functions."""
        self.kernel.failures.clear()
        for source in ("%reset -f", *sources):
            for message in self.kernel.run(source, seconds=10.0):
                problem = problem_of(message)
                if problem:
                    self.kernel.failures[source] = problem
        return RemoteSubmission(self, self.rules, seed=0)

    def current(self) -> AnsweringKernel:
        return self.kernel

    def seconds_left(self) -> float:
        return math.inf

    def note(self, incident: str) -> None:
        self.notes.append(incident)
