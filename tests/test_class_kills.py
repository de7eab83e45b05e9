"""A class run that is killed at any point: nothing is left behind, and started again it grades what is missing."""

import signal

import psutil
import pytest
from graded_class import GradedClass, family, wait_until, warm_process, workers

from autograder.grading.command import ALL_GRADED, STOPPED

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]

KINDS = ("reference", "variants-1", "variants-2", "variants-3", "wrong-1", "wrong-2")
STUDENTS = [f"{kind}-{place}" for kind in KINDS for place in ("front", "back")]


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    """A class of twelve, two of each kind, that nobody has graded."""
    room = GradedClass.released(tmp_path_factory.mktemp("class"))
    for student in STUDENTS:
        room.hand_in(student, student.rpartition("-")[0])
    return room


@pytest.fixture
def room(handed_in, tmp_path):
    """A copy of that class."""
    return handed_in.copy(tmp_path / "class")


@pytest.fixture(scope="module")
def earned(handed_in, tmp_path_factory):
    """What everybody earns in a run that nothing disturbs."""
    room = handed_in.copy(tmp_path_factory.mktemp("undisturbed") / "class")
    code, said = room.grade()
    assert code == ALL_GRADED, said
    return room.points()


def kill(process):
    """Kill a run as `kill -9` does, and wait until nothing is left of it."""
    those = family(process)
    process.kill()
    process.communicate()
    wait_until(lambda: not any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in those))


@pytest.mark.parametrize("records", [0, 1, 3, 5])
def test_a_killed_run_goes_on_where_it_ended(room, earned, records):
    run = room.start()
    wait_until(lambda: workers(run) and len(room.records()) >= records)
    kill(run)
    kept, booked = room.records(), room.booked()
    code, said = room.grade()
    assert code == ALL_GRADED, said
    assert room.points() == earned
    assert room.records().items() >= kept.items()
    assert len(room.records()) == len(KINDS)
    assert room.booked().items() >= booked.items()
    assert f"{len(booked)} before" in said


def test_a_killed_worker_costs_no_one_anything(room, earned):
    run = room.start()
    wait_until(lambda: len(room.records()) >= 1)
    workers(run)[0].kill()
    said, complaints = run.communicate(timeout=600)
    assert run.returncode == ALL_GRADED, said + complaints
    assert room.points() == earned


def test_a_killed_warm_process_costs_no_one_anything(room, earned):
    run = room.start()
    wait_until(lambda: len(room.records()) >= 1)
    warm_process(run).kill()
    said, complaints = run.communicate(timeout=600)
    assert run.returncode == ALL_GRADED, said + complaints
    assert room.points() == earned


def test_ctrl_c_ends_a_run_at_once_and_says_how_to_go_on(room, earned):
    run = room.start()
    wait_until(lambda: len(room.booked()) >= 2)
    those = family(run)
    run.send_signal(signal.SIGINT)
    said, complaints = run.communicate(timeout=60)
    assert run.returncode == STOPPED
    assert complaints.splitlines()[-1] == "Stopped. What is graded is kept: the same command goes on from there."
    assert "Traceback" not in said + complaints
    wait_until(lambda: not any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in those))
    code, said = room.grade()
    assert code == ALL_GRADED, said
    assert room.points() == earned
