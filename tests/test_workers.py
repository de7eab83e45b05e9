"""Worker processes: what they give back, what their death costs, and that none is left behind."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import psutil
import pytest

from autograder.grading.workers import Job, Workers


def square(number):
    return number * number


def fail():
    raise OSError("the disk is full")


def own_pid():
    return os.getpid()


def die_at_first(mark):
    """End this process as `kill -9` does, but not the second time."""
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "survived"


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def sleep():
    time.sleep(600)


def results(workers):
    """Wait for all jobs; returns their values, and the problems of those that have none, by name."""
    found = {}
    while workers.unanswered:
        for outcome in workers.finished(seconds=60):
            found[outcome.job.name] = outcome.problem or outcome.value
    return found


def wait_until(condition, seconds=30):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(0.05)


@pytest.fixture
def workers():
    with Workers(2) as workers:
        yield workers


def test_every_job_is_answered_once(workers):
    for number in range(20):
        workers.submit(Job(str(number), square, (number,)))
    assert results(workers) == {str(number): number**2 for number in range(20)}


def test_a_job_that_raises_says_why_and_the_others_go_on(workers):
    workers.submit(Job("bad", fail, ()))
    workers.submit(Job("good", square, (3,)))
    assert results(workers) == {"bad": "OSError: the disk is full", "good": 9}


def test_a_large_answer_and_large_jobs_do_not_block_each_other(workers):
    for number in range(6):
        workers.submit(Job(str(number), bytes, (b"x" * 5_000_000,)))
    assert {len(value) for value in results(workers).values()} == {5_000_000}


def test_a_job_whose_worker_was_killed_is_tried_again(workers, tmp_path):
    workers.submit(Job("twice", die_at_first, (tmp_path / "mark",)))
    assert results(workers) == {"twice": "survived"}


def test_a_job_that_kills_every_worker_is_given_up_and_costs_the_others_nothing(workers):
    workers.submit(Job("bomb", die, ()))
    for number in range(8):
        workers.submit(Job(str(number), square, (number,)))
    found = results(workers)
    assert "2 processes ended while they worked on it, the last by SIGKILL" in found.pop("bomb")
    assert found == {str(number): number**2 for number in range(8)}


def test_closing_ends_workers_in_the_middle_of_a_job(workers):
    for number in range(4):
        workers.submit(Job(str(number), sleep, ()))
    workers.close()
    assert not [child for child in psutil.Process().children() if "spawn_main" in " ".join(child.cmdline())]


@pytest.mark.slow
def test_workers_end_with_a_parent_that_is_killed(tmp_path):
    script = tmp_path / "parent.py"
    script.write_text(
        textwrap.dedent(f"""
        import sys
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        from autograder.grading.workers import Job, Workers
        from test_workers import own_pid, sleep

        if __name__ == "__main__":
            workers = Workers(2)
            for number in range(2):
                workers.submit(Job(str(number), own_pid, ()))
            while workers.unanswered:
                for outcome in workers.finished(60):
                    print(outcome.value, flush=True)
            workers.submit(Job("sleep", sleep, ()))
            print("busy", flush=True)
            workers.finished(600)
        """)
    )
    parent = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True)
    lines = list(iter(lambda: parent.stdout.readline().strip(), "busy"))
    pids = [int(line) for line in lines]
    assert len(pids) == 2
    parent.kill()
    parent.wait()
    wait_until(lambda: not any(map(psutil.pid_exists, pids)))
