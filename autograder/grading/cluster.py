"""Measures on a Dask cluster, whose workers have the project and its packages installed as this machine has."""

import logging
import queue
import threading
from concurrent.futures import CancelledError
from uuid import uuid4

from distributed import Client, Future

from autograder.grading.task import surroundings
from autograder.grading.workers import Job, Outcome, attempt

_PATIENCE = 10  # seconds to connect
_alone = threading.Lock()


class Cluster:
    """A crew of Dask workers. Raises `ValueError` where none can be had, or where one has other packages.

    Dask itself tries a dead worker's job again in another, and gives up what several died of.
    """

    def __init__(self, address: str):
        self._address = address
        logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # It logs what is raised here.
        try:
            self._client = Client(address, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ValueError(f"cluster: expected the address of a Dask scheduler, got {address!r}: {error}") from None
        self._jobs: dict[str, tuple[Job, Future]] = {}
        self._done: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._check_packages()

    def __enter__(self) -> "Cluster":
        return self

    def __exit__(self, *exception: object) -> None:
        self._client.close()

    def _check_packages(self) -> None:
        """Raises `ValueError` where a worker would measure under another key."""
        found = self._client.run(surroundings, on_error="return")
        others = sorted(worker for worker, theirs in found.items() if theirs != surroundings())
        if others:
            self._client.close()
            raise ValueError(
                "cluster: expected workers with the project and the versions of packages that this machine has, "
                f"got others at {', '.join(others)}"
            )

    @property
    def unanswered(self) -> int:
        """The number of jobs that nothing has come of yet."""
        return len(self._jobs)

    def submit(self, job: Job, first: bool = False) -> None:
        """Take a job."""
        ticket = f"{job.function.__name__}-{uuid4().hex}"
        future = self._client.submit(_work, job, key=ticket, pure=False, priority=int(first))
        self._jobs[ticket] = job, future
        future.add_done_callback(lambda future: self._done.put(future.key))

    def finished(self, seconds: float) -> list[Outcome]:
        """Return what has come back since the last call; where nothing has, wait so many seconds for it.

        Raises `ConnectionError` where the scheduler is gone.
        """
        found = []
        try:
            found.append(self._answer(self._done.get(timeout=seconds or None, block=bool(seconds))))
            while True:
                found.append(self._answer(self._done.get_nowait()))
        except queue.Empty:
            return found

    def _answer(self, ticket: str) -> Outcome:
        job, future = self._jobs.pop(ticket)
        try:
            return Outcome(job, *future.result())
        except CancelledError:
            raise ConnectionError(f"the Dask scheduler at {self._address} is gone") from None
        except Exception as error:
            return Outcome(job, problem=f"{type(error).__name__}: {error}")


def _work(job: Job) -> tuple:
    """Do a job, and one only: the threads of a Dask worker share a process, where pytest can run once at a time."""
    with _alone:
        return attempt(job)
