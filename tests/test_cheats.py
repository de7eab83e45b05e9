"""Hostile and careless notebooks, graded by nbgrader with the course's settings: each earns what is honest in it.

The cheats stand in tests/cheats; README.md there says how one is written. A second test takes away the wall that holds
a cheat, to show that it would get through without it.
"""

import re
from dataclasses import replace
from functools import cache

import pytest
from cheats import lesson, pages
from cheats.form import Cheat, cheats, read
from cheats.gallery import Gallery
from cheats.lesson import FOLDER
from cheats.surroundings import Surroundings

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]

SECRET = re.compile(r"CANARY-\w+|agrees.with.the.reference")
HONEST = Cheat("zoe", "", "Zoe did her own work.", {}, {"": ["# CANARY-classmate"]}, {})
WORST = (
    "careless/uses_magics",
    "filing/forges_when_it_was_handed_in",
    "forging/exits_politely",
    "forging/leaves_the_interpreter",
    "harming/does_not_hear_an_interrupt",
    "harming/fills_memory_in_many_processes",
    "harming/floods_stdout",
    "harming/forks_without_end",
    "harming/kills_everybody",
    "harming/leaves_a_daemon",
    "reading/reads_the_teachers_folder",
)
ODD_TO_SHOW = (
    "filing/writes_text_that_takes_long_to_show",
    "forging/raises_odd_exceptions",
    "harming/nests_what_it_shows",
    "harming/shows_an_enormous_picture",
    "harming/writes_control_characters",
)


def named(cheat):
    return f"{cheat.kind}-{cheat.name}"


@pytest.fixture(scope="module")
def surroundings(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cheats")
    with pytest.MonkeyPatch.context() as patch, Surroundings(folder, folder / "class") as surroundings:
        lesson.install(patch.setattr)
        patch.setenv("PRIVATE_PIXELS_CLASS_SEED", "7")
        yield surroundings


@pytest.fixture(scope="module")
def gallery(surroundings):
    """A class where the classmate zoe, whose work is right, is graded already."""
    gallery = Gallery(surroundings.root, surroundings.known())
    gallery.hand_in(HONEST, "zoe")
    assert gallery.grade("zoe").points == gallery.full
    return gallery


@pytest.fixture(scope="module")
def without(gallery, surroundings, tmp_path_factory):
    """A function that gives a class beside zoe's, which lacks the wall of this name."""

    @cache
    def without(wall):
        settings = {"nbgrader": {"stock": True}, "process": {}, "sandbox": {"isolation": "none"}}[wall]
        return Gallery(tmp_path_factory.mktemp(wall) / "class", surroundings.known(), **settings)

    return without


@pytest.mark.parametrize("cheat", cheats(), ids=named)
def test_a_cheat_earns_what_is_honest_in_it_and_leaves_no_trace(gallery, surroundings, cheat):
    before = surroundings.fingerprint(without=cheat.name)
    gallery.hand_in(cheat, cheat.name)
    graded = gallery.grade(cheat.name)
    assert graded.points == gallery.full | cheat.earns, graded.said
    assert re.search(cheat.reason, graded.said), graded.said
    assert SECRET.findall(graded.written) == []
    assert surroundings.traces() == []
    assert surroundings.fingerprint(without=cheat.name) == before
    assert gallery.points("zoe") == gallery.full


@pytest.mark.parametrize("cheat", [cheat for cheat in cheats() if cheat.wall], ids=named)
def test_a_cheat_gets_through_where_its_wall_is_missing(surroundings, without, cheat):
    """Harmless cheats only: they read and forge, and break nothing."""
    assert not cheat.dangerous
    unwalled = without(cheat.wall)
    path = unwalled.hand_in(cheat, cheat.name)
    if cheat.wall == "process":
        points = unwalled.points_in_one_process(path)
    else:
        points = not unwalled.autograde(cheat.name) and unwalled.points(cheat.name)
    assert points != unwalled.full | cheat.earns
    surroundings.traces()  # Those who got through are no trace that others left.


def test_a_student_finds_nothing_that_another_left(gallery, without):
    cheat = read(FOLDER / "reading" / "finds_a_note_of_the_last_student.py")
    again = replace(cheat, own={"": ["# another notebook: the same one isn't run twice"]})
    for where, earned in ((gallery, cheat.earns), (without("sandbox"), {})):
        where.hand_in(cheat, "first")
        where.hand_in(again, "second")
        assert where.grade("first").points == where.full | cheat.earns
        assert where.grade("second").points == where.full | earned


@pytest.mark.parametrize("name", ["harming/scripts_the_teachers_page", "filing/writes_scripts_in_its_text"])
def test_nothing_of_a_students_runs_where_a_teacher_looks_at_it(gallery, without, name):
    cheat, student = read(FOLDER / f"{name}.py"), name.replace("/", "-")
    for where in (gallery, without("nbgrader")):
        where.hand_in(cheat, student)
        where.grade(student)
    assert pages.active(without("nbgrader").page(student)) != []
    assert pages.active(gallery.page(student)) == []
    assert pages.active(gallery.feedback(student)) == []


@pytest.mark.parametrize("name", ODD_TO_SHOW)
def test_a_student_gets_a_page_whatever_was_handed_in(gallery, name):
    student = f"page-{name.replace('/', '-')}"
    gallery.hand_in(read(FOLDER / f"{name}.py"), student)
    gallery.grade(student)
    page = gallery.feedback(student)
    assert page.rstrip().endswith("</html>")
    assert SECRET.findall(page) == []


@pytest.mark.parametrize("command", ["nbgrader autograde gallery", "autograder grade gallery --workers=2 --root=."])
def test_a_class_goes_on_whoever_is_in_it(surroundings, tmp_path, command):
    gallery = Gallery(tmp_path / "class", surroundings.known())
    worst = [HONEST, *(read(FOLDER / f"{name}.py") for name in WORST)]
    for cheat in worst:
        gallery.hand_in(cheat, cheat.name)
    said = gallery.command(*command.split())
    assert {cheat.name: gallery.points(cheat.name) for cheat in worst} == {
        cheat.name: gallery.full | cheat.earns for cheat in worst
    }, said
    assert surroundings.traces() == []
