"""The linking attack: it finds what is there, and no more than chance where there is nothing."""

import numpy as np
import pytest

from privatepixels import data, linking

CLOTHES = data.fashion("train")[0][:700]
KNOWN, ASKED = CLOTHES[:500], CLOTHES[500:]


def found(known_releases, releases):
    scores = linking.linking_scores(KNOWN, known_releases, releases, ASKED)
    assert scores.shape == (200, 200)
    assert scores.dtype == np.float64
    return linking.link(KNOWN, known_releases, releases, ASKED).mean()


def test_pictures_in_clear_and_turned_round_are_all_found():
    assert found(KNOWN, ASKED) > 0.99
    assert found(KNOWN[:, ::-1].copy(), ASKED[:, ::-1].copy()) > 0.99


def test_random_numbers_and_one_colour_give_chance():
    rng = np.random.default_rng(1)
    noise = rng.integers(0, 256, CLOTHES.shape, dtype=np.uint8)
    assert found(noise[:500], noise[500:]) < 0.05
    grey = np.full_like(CLOTHES, 100)
    assert found(grey[:500], grey[500:]) < 0.05


def test_a_tie_is_shared():
    np.testing.assert_allclose(linking.found_among(np.zeros(5), np.zeros(130)), 1 / 100)
    np.testing.assert_allclose(linking.found_among(np.array([2.0, 0.0]), np.ones(130)), [1, 0])


def test_scores_that_know_nothing_are_right_once_in_a_hundred():
    scores = np.random.default_rng(2).integers(0, 30, 400).astype(np.float64)
    others = np.stack([np.delete(scores, place) for place in range(400)])
    assert linking.found_among(scores, others).mean() == pytest.approx(0.01, abs=1e-12)


def test_it_is_what_many_draws_give():
    rng = np.random.default_rng(3)
    others = rng.integers(0, 9, 20).astype(np.float64)
    for own in (8.0, 7.0, 4.0):
        drawn = np.stack([rng.permutation(others)[:4] for _ in range(20_000)])
        hits = (drawn <= own).all(axis=1) / (1 + (drawn == own).sum(axis=1))
        assert linking.found_among(np.array([own]), others, 5)[0] == pytest.approx(hits.mean(), abs=0.02)


def test_leakage_lies_between_chance_and_certainty():
    np.testing.assert_allclose(linking.leakage(np.array([0.0, 0.25, 0.625, 1.0]), 0.25), [0, 0, 0.5, 1])


@pytest.mark.parametrize(
    ("place", "value", "name"),
    [
        (0, KNOWN[:5], "known_originals"),
        (0, KNOWN / 255, "known_originals"),
        (1, KNOWN[:-1], "known_releases"),
        (2, ASKED[:, :14], "releases"),
        (3, "pictures", "candidates"),
    ],
)
def test_bad_pictures_are_refused(place, value, name):
    arguments = [KNOWN, KNOWN, ASKED, ASKED]
    arguments[place] = value
    with pytest.raises(ValueError, match=rf"^{name}: expected .+, got .+"):
        linking.linking_scores(*arguments)


def test_each_release_is_linked_to_its_own_original():
    hits = linking.link(KNOWN, KNOWN, ASKED, ASKED)
    assert hits.shape == (200,)
    assert hits.mean() > 0.99
    with pytest.raises(ValueError, match=r"^originals: expected as many as releases, 200, got .+"):
        linking.link(KNOWN, KNOWN, ASKED, ASKED[:-1])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("own", np.zeros((5, 1))),
        ("own", [0.0]),
        ("others", np.zeros((4, 30))),
        ("others", np.zeros(8)),
        ("others", "scores"),
        ("among", 1),
        ("among", 10.0),
    ],
)
def test_bad_scores_are_refused(name, value):
    good = {"own": np.zeros(5), "others": np.zeros((5, 30)), "among": 10}
    with pytest.raises(ValueError, match=rf"^{name}: expected .+, got .+"):
        linking.found_among(**{**good, name: value})
