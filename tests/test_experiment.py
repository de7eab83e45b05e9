"""The experiment on all techniques: its rows, the table that ships with the course, and what it promises."""

import numpy as np
import pytest

from privatepixels import accountant, ckks, experiment, shadow_models
from privatepixels.experiment import members, photos, setting
from privatepixels.experiment.row import leakage_of, row_of, write_rows
from privatepixels.own_photos import cut
from privatepixels.protections import PROTECTIONS


@pytest.fixture(scope="module")
def small():
    return experiment.Setting(seed=0, scale=0.2)


def test_the_table_that_ships_holds_every_lesson_and_sound_numbers():
    rows = experiment.rows_of()
    assert {row.lesson[0] for row in rows} == set("012345678")
    names = [name for name, _ in experiment.run(0, 0.1)]
    assert [row.technique for row in rows][: len(names)] == names
    for row in rows:
        assert 0 <= row.low <= row.leakage <= row.high <= 1
        assert 0 <= row.members_01 <= row.members_1 <= 1
        assert 0 < row.use < 1
        assert row.seconds > 0
        assert row.bytes > 0


@pytest.mark.parametrize("name", ["encrypted", "DP-SGD, epsilon 8", "secure aggregation"])
def test_a_small_experiment_finds_what_the_large_one_did(name):
    found = dict(experiment.run(0, 0.2))[name]()
    known = {row.technique: row for row in experiment.rows_of()}[name]
    assert abs(found.leakage - known.leakage) < 0.2
    assert (found.technique, found.released) == (known.technique, known.released)


def test_a_server_reads_a_clients_update_but_not_the_sum_of_ten():
    federated = experiment.Federated(experiment.Setting(seed=0, scale=0.2))
    assert federated.linked(1).mean() > 0.95
    assert federated.linked(10).mean() < 0.2


@pytest.mark.skipif(not ckks.installed(), reason="TenSEAL isn't installed")
def test_encrypted_scores_are_right_and_the_cipher_text_says_nothing():
    found = experiment.of_encrypted_scores(experiment.Setting(seed=0, scale=0.1))
    assert found.use > 0.6
    assert found.leakage < 0.2


@pytest.mark.parametrize("epsilon", experiment.NOISE)
def test_the_noise_of_the_experiment_keeps_its_promise(epsilon):
    share = shadow_models.BATCH / (setting.POOL // 2)
    spent = accountant.epsilon_spent(experiment.NOISE[epsilon], share, round(setting.EPOCHS / share), 1e-5)
    assert 0.95 * epsilon < spent <= epsilon


def test_lira_finds_members_by_their_own_models(small):
    rng = np.random.default_rng(0)
    level = rng.normal(scale=3, size=len(small.labels))
    right = 1 / (1 + np.exp(-(level + 4.0 * small.members + rng.normal(size=small.members.shape))))
    probabilities = np.repeat((1 - right[:, :, None]) / 9, 10, axis=2)
    np.put_along_axis(probabilities, small.labels[None, :, None], right[:, :, None], axis=2)
    scores = members.lira(probabilities, small)
    assert members.found_at(scores, small)[0] > 0.8
    assert members.members_found(scores, small).mean() > 0.8
    shuffled = rng.permuted(scores, axis=1)
    assert members.found_at(shuffled, small)[0] < 0.04
    assert members.members_found(shuffled, small).shape == small.labels.shape


def test_an_interval_is_between_chance_and_certainty():
    np.testing.assert_allclose(leakage_of(np.ones(400), 100), (1, 0.9904, 1), atol=1e-4)
    np.testing.assert_allclose(leakage_of(np.full(400, 0.01), 100), (0, 0, 0.0156), atol=1e-4)


def test_a_table_is_read_as_it_was_written(tmp_path):
    rows = experiment.rows_of()
    rows[0] = row_of(
        "a, b",
        "1 noise",
        "the picture",
        'It says "so".',
        use=0.5,
        found=np.ones(4),
        members=(None, None),
        seconds=1e-6,
        size=1,
    )
    write_rows(tmp_path / "table.csv", rows)
    assert experiment.rows_of(tmp_path / "table.csv") == rows


@pytest.mark.parametrize(("seed", "scale"), [(-1, 1.0), (0.5, 1.0), ("0", 1.0), (0, 0), (0, 2.0), (0, "all")])
def test_bad_settings_are_refused(seed, scale):
    with pytest.raises(ValueError, match=r"^(seed|scale): expected .+, got .+"):
        experiment.Setting(seed, scale)


def test_photos_are_protected_in_colour_tile_by_tile():
    photo = np.random.default_rng(0).integers(0, 256, (56, 84, 3), dtype=np.uint8)
    clear, pixelated = (one for one in PROTECTIONS if one.name in ("in clear", "pixelated, 14"))
    rng = np.random.default_rng(1)
    np.testing.assert_array_equal(photos.protected(photo, clear.ready((28, 28), rng), rng), photo)
    found, release = photos.of_photos({"one.png": photo}, pixelated, seed=0)
    assert found.bytes == 56 * 84
    for colour in range(3):
        expected = release(cut(photo[:, :, colour]), rng)
        np.testing.assert_array_equal(cut(photos.protected(photo, release, rng)[:, :, colour]), expected)
