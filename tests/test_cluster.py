"""A Dask cluster as the crew that measures: two processes of this machine stand for its workers."""

import contextlib
import json
import os
import signal
import subprocess
import sys

import dask
import distributed
import pytest
from graded_class import GradedClass, wait_until

from autograder.grading import task
from autograder.grading.cluster import Cluster
from autograder.grading.command import ALL_GRADED
from autograder.grading.workers import Job

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]


def square(number):
    return number * number


def fail():
    raise OSError("the disk is full")


def die_at_first(mark):
    """End this process as `kill -9` does, but not the second time."""
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "survived"


def die():
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture(scope="module")
def scheduler():
    """The address of a cluster of two worker processes, which gives up a job that two of them died of."""
    options = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        distributed.LocalCluster(host="127.0.0.1", silence_logs=50, **options) as cluster,
    ):
        yield cluster.scheduler_address


def results(cluster):
    """Wait for all jobs; returns their values, and the problems of those that have none, by name."""
    found = {}
    while cluster.unanswered:
        for outcome in cluster.finished(seconds=60):
            found[outcome.job.name] = outcome.problem or outcome.value
    return found


def test_every_job_is_answered_once(scheduler):
    with Cluster(scheduler) as cluster:
        for number in range(20):
            cluster.submit(Job(str(number), square, (number,)))
        assert results(cluster) == {str(number): number**2 for number in range(20)}


def test_the_same_job_is_done_anew_when_it_is_asked_for_again(scheduler, tmp_path):
    for _ in range(2):
        with Cluster(scheduler) as cluster:
            cluster.submit(Job("pid", os.urandom, (8,)))
            (tmp_path / results(cluster)["pid"].hex()).touch()
    assert len(list(tmp_path.iterdir())) == 2


def test_a_job_that_raises_says_why_and_the_others_go_on(scheduler):
    with Cluster(scheduler) as cluster:
        cluster.submit(Job("bad", fail, ()))
        cluster.submit(Job("good", square, (3,)))
        assert results(cluster) == {"bad": "OSError: the disk is full", "good": 9}


def test_a_job_whose_worker_was_killed_is_tried_again(scheduler, tmp_path):
    with Cluster(scheduler) as cluster:
        cluster.submit(Job("twice", die_at_first, (tmp_path / "mark",)))
        assert results(cluster) == {"twice": "survived"}


def test_a_job_that_kills_every_worker_is_given_up_and_the_cluster_goes_on(scheduler):
    with Cluster(scheduler) as cluster:
        cluster.submit(Job("bomb", die, ()))
        assert "KilledWorker" in results(cluster)["bomb"]
        cluster.submit(Job("good", square, (3,)))
        assert results(cluster) == {"good": 9}


def test_an_address_where_nobody_answers_is_said_so():
    with pytest.raises(ValueError, match=r"cluster: expected the address of a Dask scheduler, got 'tcp://127.0.0.1:1'"):
        Cluster("tcp://127.0.0.1:1")


@pytest.fixture
def machines(tmp_path):
    """A scheduler and two workers, each started as on a machine of its own: its address, and the workers' processes."""
    with contextlib.ExitStack() as stack:

        def run(program, *arguments):
            command = [sys.executable, "-m", f"distributed.cli.dask_{program}", "--no-dashboard", *arguments]
            process = stack.enter_context(subprocess.Popen(command, stderr=subprocess.DEVNULL))
            stack.callback(process.kill)
            return process

        file = tmp_path / "scheduler.json"
        run("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", file)
        wait_until(lambda: file.exists() and file.read_text().endswith("}"))
        workers = [run("worker", "--nthreads", "1", "--no-nanny", "--scheduler-file", file) for _ in range(2)]
        address = json.loads(file.read_text())["address"]
        with distributed.Client(address) as client:
            client.wait_for_workers(2)
        yield address, workers


def test_a_class_is_graded_on_a_cluster_one_of_whose_workers_is_killed(machines, tmp_path):
    address, workers = machines
    room = GradedClass.released(tmp_path / "class")
    kinds = ("reference", "variants-1", "variants-2", "wrong-1", "wrong-2", "untouched")
    for kind in kinds:
        room.hand_in(kind, kind)
    alone = room.copy(tmp_path / "alone")
    run = room.start("--cluster", address)
    wait_until(lambda: len(room.records()) >= 1)
    workers[0].kill()
    said, complaints = run.communicate(timeout=600)
    assert run.returncode == ALL_GRADED, said + complaints
    assert alone.grade()[0] == ALL_GRADED
    assert room.points() == alone.points()
    assert room.records().keys() == alone.records().keys()


@pytest.fixture
def other_packages(monkeypatch):
    """Let this process have other versions of packages than all others."""
    monkeypatch.setattr(task, "_version", lambda package: "another")
    task.surroundings.cache_clear()
    yield
    task.surroundings.cache_clear()


def test_a_cluster_with_other_packages_is_refused(machines, other_packages):
    address, _ = machines
    with pytest.raises(ValueError, match="cluster: expected workers with the project and the versions of packages"):
        Cluster(address)


def test_a_scheduler_that_ends_is_said_so(tmp_path):
    address = tmp_path / "scheduler.json"
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    with subprocess.Popen([*command, "--no-dashboard", "--scheduler-file", address], stderr=subprocess.DEVNULL) as one:
        wait_until(lambda: address.exists() and address.read_text().endswith("}"))
        with Cluster(json.loads(address.read_text())["address"]) as cluster:
            cluster.submit(Job("never", square, (3,)))
            one.kill()
            with pytest.raises(ConnectionError, match=r"the Dask scheduler at tcp://.* is gone"):
                cluster.finished(seconds=60)
