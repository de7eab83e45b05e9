"""`python -m autograder grade` on a small class: what it books, what it leaves alone, and what it says."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time

import pytest
from graded_class import LESSON, NAME, GradedClass, wait_until

from autograder import catalogue
from autograder.grading.command import ALL_GRADED, NOT_ALL_GRADED, NOT_BEGUN

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]

FULL = sum(map(catalogue.points_of, catalogue.exercises(LESSON)))
KINDS = {"ana": "reference", "ben": "wrong-1", "cleo": "untouched", "dan": "untouched", "eve": "broken"}


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A class that was graded once, with one who sent no notebook; and what was said."""
    room = GradedClass.released(tmp_path_factory.mktemp("class"))
    for student, kind in KINDS.items():
        room.hand_in(student, kind)
    essay = room.path("submitted", "finn").with_name("essay.txt")
    essay.parent.mkdir(parents=True)
    essay.write_text("I sent the wrong file.")
    code, said = room.grade()
    assert code == NOT_ALL_GRADED, said
    return room, said


@pytest.fixture
def room(graded, tmp_path):
    """A copy of that class, but for the one who sent no notebook."""
    room = graded[0].copy(tmp_path / "class")
    shutil.rmtree(room.path("submitted", "finn").parents[1])
    return room


def test_everybody_gets_what_the_work_earns(graded):
    room, _ = graded
    points = room.points()
    assert points["ana"] == FULL
    assert 0 < points["ben"] < FULL
    assert points["cleo"] == points["dan"] == points["eve"] == 0


def test_a_line_tells_each_students_points_and_what_to_look_at(graded):
    said = graded[1]
    lines = {line.split()[0]: line for line in said.splitlines() if line}
    assert f"{FULL:g} of " in lines["ana"]
    assert "expected a notebook (JSON)" in lines["eve"]
    assert "not graded" in lines["finn"]
    assert f"there is no {NAME}.ipynb" in lines["finn"]
    assert "essay.txt" in lines["finn"]
    assert "graded 5 of 6 submissions: 5 now, 0 before" in said


def test_equal_work_is_measured_once(graded):
    room, _ = graded
    assert len(room.records()) == len({"reference", "wrong-1", "untouched"})


def test_every_graded_student_gets_a_feedback_page(graded):
    room, _ = graded
    pages = {student: room.path("feedback", student, ".html") for student in (*KINDS, "finn")}
    assert [student for student, page in pages.items() if page.exists()] == list(KINDS)
    assert "✓ passed" in pages["ana"].read_text(encoding="utf-8")


def test_a_page_about_the_whole_class_is_written(graded):
    room, said = graded
    page = room.root / "summaries" / f"{NAME}.html"
    assert str(page) in said
    says = page.read_text(encoding="utf-8")
    assert "finn" in says
    assert all(exercise in says for exercise in catalogue.exercises(LESSON))


def test_what_is_graded_is_left_alone(room):
    before = room.records(), room.booked(), pages(room)
    code, said = room.grade()
    assert code == ALL_GRADED, said
    assert "graded 5 of 5 submissions: 0 now, 5 before" in said
    assert (room.records(), room.booked(), pages(room)) == before


def pages(room):
    return {path: path.stat().st_mtime_ns for path in (room.root / "feedback").rglob("*.html")}


def changed(before, after):
    return {name for name in before if before[name] != after[name]}


def test_a_new_answer_to_an_open_question_is_booked_without_measuring_again(room):
    def answer(cells):
        cells[f"{LESSON}_open"].source = "I would tell them to measure it."

    booked, records = room.booked(), room.records()
    room.hand_in("ana", "reference", edit=answer)
    code, said = room.grade()
    assert code == ALL_GRADED, said
    assert changed(booked, room.booked()) == {"ana"}
    assert room.records() == records
    assert "I would tell them" in room.path("feedback", "ana", ".html").read_text(encoding="utf-8")


def test_work_that_is_handed_in_again_later_is_booked_with_its_new_time(room):
    booked = room.booked()
    room.path("submitted", "ben").with_name("timestamp.txt").write_text("2030-01-01 10:00:00 UTC")
    room.grade()
    assert changed(booked, room.booked()) == {"ben"}
    with room.api.gradebook as gradebook:
        assert gradebook.find_submission(NAME, "ben").timestamp.year == 2030


def test_a_page_or_a_booking_that_was_cut_off_is_made_again(room):
    page, autograded = room.path("feedback", "ana", ".html"), room.path("autograded", "ben")
    page.write_bytes(page.read_bytes()[:1000])
    autograded.chmod(0o644)
    autograded.write_bytes(autograded.read_bytes()[:1000])
    whole = {path: path.stat().st_size for path in (page, autograded)}
    said = room.grade()[1]
    assert "graded 5 of 5 submissions: 1 now, 4 before" in said
    assert all(path.stat().st_size > size for path, size in whole.items())


def test_a_gradebook_that_was_lost_is_filled_again_from_what_is_kept(room):
    points, records = room.points(), room.records()
    (room.root / "gradebook.db").unlink()
    room.api.generate_assignment(NAME)
    said = room.grade()[1]
    assert "graded 5 of 5 submissions: 5 now, 0 before" in said
    assert room.points() == points
    assert room.records() == records


def test_only_the_named_students_are_graded(room):
    room.hand_in("gus", "untouched")
    room.hand_in("hal", "untouched")
    said = room.grade("--students", "hal, ana")[1]
    assert "graded 2 of 2 submissions: 1 now, 1 before" in said
    assert "hal" in room.points()
    assert "gus" not in room.points()


def test_feedback_pages_can_be_left_out(room):
    room.hand_in("gus", "untouched")
    code, said = room.grade("--no-feedback")
    assert code == ALL_GRADED, said
    assert "gus" in room.points()
    assert not room.path("feedback", "gus", ".html").exists()


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (["--students", "ana,zoe"], "students: expected some of ana, ben, cleo, dan, eve, gus, who handed in"),
        (["--cluster", "tcp://127.0.0.1:1"], "cluster: expected the address of a Dask scheduler"),
        (["--workers", "0"], "expected an integer >= 1, got '0'"),
    ],
)
def test_what_is_not_there_is_named_and_nothing_is_changed(room, options, problem):
    room.hand_in("gus", "untouched")
    before = contents(room)
    code, said = room.grade(*options)
    assert code == NOT_BEGUN
    assert problem in said
    assert contents(room) == before


def contents(room):
    return {path: path.stat().st_mtime_ns for path in room.root.rglob("*")}


def test_an_assignment_that_is_not_there_is_named(room):
    command = [NAME if word == NAME else word for word in room.command()]
    command[command.index(NAME)] = "07_nothing"
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert said.returncode == NOT_BEGUN
    assert f"assignment: expected one of {NAME}, got '07_nothing'" in said.stderr


def test_an_assignment_that_the_gradebook_does_not_know_is_named(room):
    (room.root / "gradebook.db").unlink()
    code, said = room.grade()
    assert code == NOT_BEGUN
    assert "enter it with `make course`" in said


def test_measuring_afresh_tells_what_came_out_otherwise(room):
    """A record is changed by hand, as if a check had failed by chance when ana's work was measured."""
    record = kept_record(room, "ana")
    document = json.loads(record.read_text())
    name = "test_white_noise_gives_an_8_bit_picture"
    document["checks"][name]["results"][0]["outcome"] = "wrong"
    record.write_text(json.dumps(document))
    code, said = room.grade("--afresh")
    assert code == ALL_GRADED, said
    assert "graded 5 of 5 submissions: 5 now, 0 before; 2 with something to look at" in said
    (line,) = (line for line in said.splitlines() if line.startswith("ana"))
    assert "differs from an earlier run: add_white_noise" in line
    assert room.points()["ana"] == FULL


def kept_record(room, student):
    key = json.loads(room.path("autograded", student).read_text())["metadata"]["private_pixels"]["record"]
    return room.root / "records" / f"{key}.json"


def test_a_gradebook_that_another_program_writes_to_is_waited_for(room):
    room.hand_in("gus", "untouched")
    with sqlite3.connect(room.root / "gradebook.db", isolation_level=None) as gradebook:
        gradebook.execute("BEGIN IMMEDIATE")
        run = room.start()
        wait_until(lambda: len(pages(room)) == len(KINDS) and run.stdout.readable())
        time.sleep(8)  # nbgrader alone gives up after 5
        gradebook.execute("COMMIT")
    said, complaints = run.communicate(timeout=300)
    assert run.returncode == ALL_GRADED, said + complaints
    assert "gus" in room.points()


def test_two_runs_at_once_grade_everything_once(room):
    for number in range(4):
        room.hand_in(f"new-{number}", f"variants-{number % 3 + 1}")
    first, second = room.start(), room.start()
    (said, _), (also, _) = first.communicate(timeout=300), second.communicate(timeout=300)
    assert first.returncode == second.returncode == ALL_GRADED
    assert sorted(line for line in (said + also).splitlines() if line.startswith("graded")) == [
        "graded 9 of 9 submissions: 0 now, 9 before; 1 with something to look at",
        "graded 9 of 9 submissions: 4 now, 5 before; 1 with something to look at",
    ]


def test_nbgraders_own_autograde_may_run_at_the_same_time(room):
    for number in range(3):
        room.hand_in(f"new-{number}", f"variants-{number + 1}")
    room.configure("")
    run = room.start("--afresh")
    room.nbgrader("autograde", NAME, "--force", check=False)  # It fails for a student whom both book in one second.
    said, complaints = run.communicate(timeout=600)
    assert run.returncode == ALL_GRADED, said + complaints
    assert "graded 8 of 8 submissions" in room.grade()[1]
    points = room.points()
    assert [points[f"new-{number}"] for number in range(3)] == [FULL] * 3
    assert set(room.booked()) == set(points)


def test_a_class_stops_where_the_kernel_for_its_code_is_not_there(room):
    room.hand_in("ana", "variants-1")
    room.configure("c.GradeAnswers.isolation = 'nowhere'\n")
    before = room.points()
    code, said = room.grade()
    assert code == NOT_ALL_GRADED
    assert "No such kernel named nowhere" in said
    assert "Traceback" not in said
    assert room.points() == before


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root has a right to lose")
def test_a_class_stops_where_its_code_cannot_be_locked_away(room):
    from autograder.sandbox import linux

    def lose_the_right_to_make_namespaces():
        linux.prctl(linux.PR_CAPBSET_DROP, 21)

    room.hand_in("ana", "variants-1")
    before = room.points()
    rights = {"preexec_fn": lose_the_right_to_make_namespaces}
    said = subprocess.run(room.command(), capture_output=True, text=True, check=False, **rights)
    assert said.returncode == NOT_ALL_GRADED
    assert said.stderr.count("can't be locked away on this machine") == 1
    assert "Traceback" not in said.stderr
    assert room.points() == before


def test_a_class_that_is_graded_twenty_times_earns_the_same_each_time(room):
    for student in ("dan", "eve"):
        shutil.rmtree(room.path("submitted", student).parents[1])
    before = room.points()
    for _ in range(20):
        code, said = room.grade("--afresh", "--no-feedback")
        assert code == ALL_GRADED, said
        assert "differs from an earlier run" not in said
        assert room.points() == before


def test_what_a_file_says_cannot_command_the_terminal(room):
    room.path("submitted", "ben").write_text("\x1b[2J\x1b]0;title\x07 is no notebook")
    said = room.grade()[1]
    assert "is no notebook" in said
    assert "\x1b" not in said
