"""PostgreSQL as the gradebook: a private server in a temporary folder, where one is installed."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from graded_class import CONFIG, LESSON, NAME, GradedClass

from autograder import catalogue
from autograder.grading.command import ALL_GRADED, NOT_BEGUN

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]

FULL = sum(map(catalogue.points_of, catalogue.exercises(LESSON)))


def programs() -> Path | None:
    """Find the folder of the server's programs; Debian keeps them out of the PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if found:
        return found[-1]
    pg_ctl = shutil.which("pg_ctl")
    return Path(pg_ctl).parent if pg_ctl else None


@pytest.fixture(scope="module")
def db_url():
    """The URL of an empty database; root may not run the server, so it runs as another user then."""
    pytest.importorskip("psycopg", reason="the driver of PostgreSQL is not installed")
    if programs() is None:
        pytest.skip("PostgreSQL's server is not installed")
    owner = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    with tempfile.TemporaryDirectory(prefix="pg-") as folder:
        os.chown(folder, owner.pw_uid, owner.pw_gid)

        def run(program, *arguments):
            rights = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
            command = [programs() / program, *arguments]
            subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, **rights)

        run("initdb", "-D", f"{folder}/data", "-A", "trust", "-U", "grader")
        options = f"-c listen_addresses='' -c unix_socket_directories={folder}"
        run("pg_ctl", "-D", f"{folder}/data", "-l", f"{folder}/log", "-o", options, "-w", "start")
        try:
            run("createdb", "-h", folder, "-U", "grader", "grades")
            yield f"postgresql+psycopg://grader@/grades?host={folder}"
        finally:
            run("pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "-w", "stop")


def test_a_class_is_graded_into_postgresql(db_url, tmp_path):
    room = GradedClass.released(tmp_path, settings=f"c.CourseDirectory.db_url = {db_url!r}\n")
    for student, kind in {"ana": "reference", "ben": "wrong-1", "cleo": "untouched"}.items():
        room.hand_in(student, kind)
    code, said = room.grade()
    assert code == ALL_GRADED, said
    assert not (tmp_path / "gradebook.db").exists()
    points = room.points()
    assert (points["ana"], points["cleo"]) == (FULL, 0)
    assert 0 < points["ben"] < FULL
    assert room.path("feedback", "ana", ".html").exists()
    assert "graded 3 of 3 submissions: 0 now, 3 before" in room.grade()[1]
    assert room.api.generate_assignment(NAME)["success"]  # an assignment that is released anew


def test_a_server_that_is_not_there_is_said_so_without_its_password(tmp_path):
    pytest.importorskip("psycopg", reason="the driver of PostgreSQL is not installed")
    room = GradedClass.released(tmp_path)
    address = "postgresql+psycopg://grader:secret@127.0.0.1:1/grades"
    (tmp_path / "nbgrader_config.py").write_text(f"{CONFIG}c.CourseDirectory.db_url = {address!r}\n")
    room.hand_in("ana")
    code, said = room.grade()
    assert code == NOT_BEGUN
    assert "the gradebook postgresql+psycopg://grader:***@127.0.0.1:1/grades can't be read" in said
    assert "secret" not in said
