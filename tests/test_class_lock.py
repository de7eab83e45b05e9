"""The lock that lets one run at a time grade a class."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from autograder.grading import lock

HOLDER = """
import sys, time
from pathlib import Path
from autograder.grading import lock

with lock.held(Path(sys.argv[1]), print):
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that holds the lock."""
    process = subprocess.Popen([sys.executable, "-c", HOLDER, tmp_path], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def test_a_free_lock_is_taken_at_once_and_again(tmp_path):
    said = []
    for _ in range(2):
        with lock.held(tmp_path / "new", said.append):
            assert str(os.getpid()) in Path(tmp_path / "new" / "grading.pid").read_text()
    assert said == []


def test_a_lock_that_another_process_holds_is_waited_for_until_that_is_killed(tmp_path, holder):
    said, told, got = [], threading.Event(), threading.Event()

    def tell(text):
        said.append(text)
        told.set()

    def take():
        with lock.held(tmp_path, tell):
            got.set()

    waiting = threading.Thread(target=take)
    waiting.start()
    assert told.wait(30)
    assert f"process {holder.pid} " in said[0]
    assert not got.is_set()
    holder.kill()
    assert got.wait(30)
    waiting.join()
    assert len(said) == 1
