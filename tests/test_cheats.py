"""Hostile and careless notebooks, graded by nbgrader with the course's settings: each earns what is honest in it.

The cheats stand in tests/cheats; README.md there says how one is written. A second test takes away the wall that holds
a cheat, to show that it would get through without it.
"""

import re

import pytest
from cheats import lesson
from cheats.form import Cheat, cheats
from cheats.gallery import Gallery
from cheats.surroundings import Surroundings

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]

SECRET = re.compile(r"CANARY-\w+|agrees.with.the.reference")
HONEST = Cheat("zoe", "", "Zoe did her own work.", {}, {"": ["# CANARY-classmate"]}, {})
WITHOUT = {"nbgrader": {"stock": True}, "process": {}, "sandbox": {"isolation": "none"}}


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


@pytest.mark.parametrize("cheat", cheats(), ids=named)
def test_a_cheat_earns_what_is_honest_in_it_and_leaves_no_trace(gallery, surroundings, cheat):
    before = surroundings.fingerprint(without=cheat.name)
    gallery.hand_in(cheat, cheat.name)
    graded = gallery.grade(cheat.name)
    assert graded.points == gallery.full | cheat.earns, graded.said
    assert re.search(cheat.reason, graded.said), graded.said
    assert SECRET.findall(graded.text) == []
    assert surroundings.traces() == []
    assert surroundings.fingerprint(without=cheat.name) == before
    assert gallery.points("zoe") == gallery.full


@pytest.mark.parametrize("cheat", [cheat for cheat in cheats() if cheat.wall], ids=named)
def test_a_cheat_gets_through_where_its_wall_is_missing(gallery, surroundings, tmp_path, cheat):
    """Harmless cheats only: they read and forge, and break nothing."""
    assert not cheat.dangerous
    unwalled = Gallery(tmp_path / "class", surroundings.known(), **WITHOUT[cheat.wall])
    path = unwalled.hand_in(cheat, cheat.name)
    if cheat.wall == "process":
        points = unwalled.points_in_one_process(path)
    else:
        points = not unwalled.autograde(cheat.name) and unwalled.points(cheat.name)
    assert points != unwalled.full | cheat.earns
