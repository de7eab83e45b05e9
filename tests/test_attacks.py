import subprocess
import sys

import numpy as np
import pytest

from privatepixels import attacks, metrics, models


@pytest.fixture
def three_people():
    rng = np.random.default_rng(0)
    faces = rng.integers(60, 196, (3, 40, 36))
    people = np.repeat(np.arange(3), 6) + 10
    pictures = faces[people - 10] + rng.normal(0, 20, (18, 40, 36))
    return np.clip(pictures, 0, 255).astype(np.uint8), people


@pytest.fixture(params=[attacks.match_nearest, attacks.match_trained])
def match(request):
    return request.param


def test_importing_the_module_does_not_import_tensorflow():
    program = "import privatepixels.attacks, sys; sys.exit('tensorflow' in sys.modules or 'keras' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program]).returncode == 0


def test_a_matcher_names_the_people_of_new_pictures(match, three_people):
    pictures, people = three_people
    np.testing.assert_array_equal(match(pictures[::2], people[::2], pictures[1::2]), people[1::2])


def test_a_matcher_works_in_colour_and_with_floats(match, three_people):
    pictures, people = three_people
    coloured = np.stack([pictures, pictures, 255 - pictures], axis=-1) / 255
    np.testing.assert_array_equal(match(coloured[::2], people[::2], coloured[1::2]), people[1::2])


def test_a_matcher_takes_a_gallery_in_8_bits_and_probes_in_floats(match, three_people):
    pictures, people = three_people
    np.testing.assert_array_equal(match(pictures[::2], people[::2], pictures[1::2] / 255), people[1::2])


def test_a_matcher_repeats_itself_and_leaves_its_input_alone(match, three_people):
    pictures, people = three_people
    before = pictures.copy()
    first, again = (match(pictures[::2], people[::2], pictures) for _ in range(2))
    np.testing.assert_array_equal(first, again)
    np.testing.assert_array_equal(pictures, before)


def test_training_on_noisy_pictures_beats_a_clear_gallery():
    rng = np.random.default_rng(1)
    faces = np.kron(rng.integers(90, 166, (12, 4, 4)), np.ones((16, 16)))
    people = np.arange(12)

    def noisy(copies):
        stripes = rng.normal(0, 150, (12 * copies, 1, 64))
        return np.clip(np.tile(faces, (copies, 1, 1)) + stripes, 0, 255).astype(np.uint8)

    probes, clear = noisy(4), faces.astype(np.uint8)
    truth = np.tile(people, 4)
    by_nearest = np.mean(attacks.match_nearest(clear, people, probes) == truth)
    by_training = np.mean(attacks.match_trained(noisy(20), np.tile(people, 20), probes) == truth)
    assert by_training > by_nearest + 0.2


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("gallery", {"gallery": np.zeros((4, 8))}),
        ("people", {"people": np.arange(3)}),
        ("people", {"people": np.ones(4)}),
        ("probes", {"probes": np.zeros((2, 9, 8), np.uint8)}),
        ("probes", {"probes": None}),
    ],
)
def test_a_matcher_names_the_argument_that_is_wrong(match, name, change):
    good = {
        "gallery": np.zeros((4, 8, 8), np.uint8),
        "people": np.array([0, 0, 1, 1]),
        "probes": np.zeros((2, 8, 8), np.uint8),
    }
    with pytest.raises(ValueError, match=f"^{name}: expected "):
        match(**{**good, **change})


@pytest.mark.parametrize("people", [[0, 0, 0], [0, 1, 2]])
def test_a_trained_matcher_needs_two_people_and_a_second_picture(people):
    pictures = np.zeros((3, 8, 8), np.uint8)
    with pytest.raises(ValueError, match=r"^people: expected at least two people"):
        attacks.match_trained(pictures, np.array(people), pictures)


def test_the_denoiser_learns_to_bring_pictures_closer_and_repeats_itself():
    rng = np.random.default_rng(2)
    clean = np.kron(rng.integers(40, 216, (400, 2, 2)), np.ones((4, 4))).astype(np.uint8)
    noisy = np.clip(clean + rng.normal(0, 40, clean.shape), 0, 255).astype(np.uint8)

    def denoised(seed):
        model = attacks.denoiser((8, 8), seed=seed)
        models.train(model, noisy[:360], clean[:360], epochs=12)
        return models.scores(model, noisy[360:])

    first, again, other = denoised(0), denoised(0), denoised(1)
    assert first.shape == (40, 8, 8)
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)
    eight_bits = (255 * first).round().astype(np.uint8)
    assert metrics.psnr(clean[360:][0], eight_bits[0]) > metrics.psnr(clean[360:][0], noisy[360:][0])


@pytest.mark.parametrize(
    ("name", "change"),
    [("shape", {"shape": (28, 30)}), ("shape", {"shape": (28,)}), ("shape", {"shape": 28}), ("seed", {"seed": -1})],
)
def test_the_denoiser_names_the_argument_that_is_wrong(name, change):
    with pytest.raises(ValueError, match=f"^{name}: expected "):
        attacks.denoiser(**change)
