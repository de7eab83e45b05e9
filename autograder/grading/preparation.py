"""What a run over a class needs: workers, folders, the lock. Light to import, so that the workers start at once."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from autograder import configuration
from autograder.grading import lock
from autograder.grading.workers import Workers
from autograder.rules import SANDBOX, Rules
from autograder.sandbox import warm

if TYPE_CHECKING:
    from autograder.grading.classwork import Classwork
    from autograder.grading.cluster import Cluster

_TO_MEASURE, _TO_FEED_BACK = "autograder.grading.measure", "autograder.grading.booking"


@contextmanager
def prepared(
    root: Path,
    assignment: str,
    *,
    students: Sequence[str] = (),
    workers: int | None = None,
    cluster: str | None = None,
    feedback: bool = True,
    afresh: bool = False,
    tell: Callable[[str], None] = print,
) -> Iterator["Classwork"]:
    """Prepare to grade the work of these students, or of all, and hold the class's lock until that is done.

    `tell` hears what is waited for. Raises `ValueError` where an argument names what isn't there; nothing has changed.
    """
    rules = configuration.rules(configuration.of_class(root))
    with ExitStack() as stack:
        if rules.isolation == SANDBOX and sys.platform == "linux" and not cluster:
            stack.enter_context(warm.shared())
        helpers = None
        if feedback or not cluster:
            preloaded = [_TO_MEASURE] * (not cluster) + [_TO_FEED_BACK] * feedback
            helpers = stack.enter_context(Workers(workers or fitting_workers(rules), preloaded))
        # These are imported while the workers start: it takes a second or two.
        from autograder.grading.classwork import Classwork
        from autograder.grading.folders import Folders

        folders = Folders(root, assignment)
        chosen = folders.students(students)
        measurers = stack.enter_context(_cluster(cluster)) if cluster else helpers
        stack.enter_context(lock.held(folders.records, tell))
        yield Classwork(folders, chosen, rules, measurers, helpers if feedback else None, afresh)


def fitting_workers(rules: Rules) -> int:
    """Return how many submissions this machine can measure at once: as many as cores, if the memory is enough."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, psutil.virtual_memory().available // rules.memory))


def _cluster(address: str) -> AbstractContextManager["Cluster"]:
    from autograder.grading.cluster import Cluster  # Dask takes a second to import

    return Cluster(address)
