import subprocess
import sys

import numpy as np
import pytest

from privatepixels import models


@pytest.fixture(scope="module")
def dark_and_bright():
    rng = np.random.default_rng(0)
    labels = rng.integers(0, 2, 130)
    images = rng.integers(0, 100, (130, 8, 6)) + 120 * labels[:, None, None]
    return images.astype(np.uint8), labels


def trained(images, targets, seed=0):
    model = models.recogniser(2, (8, 6), seed=seed)
    models.train(model, images, targets, epochs=20, seed=seed)
    return model


def test_importing_the_module_does_not_import_tensorflow():
    program = "import privatepixels.models, sys; sys.exit('tensorflow' in sys.modules or 'keras' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program]).returncode == 0


@pytest.mark.slow
def test_tensorflow_says_nothing_on_stderr():
    program = "from privatepixels import models; models.recogniser()"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_recogniser_learns_to_tell_dark_from_bright(dark_and_bright):
    images, labels = dark_and_bright
    given = models.scores(trained(images, labels), images)
    assert given.shape == (130, 2)
    assert given.dtype == np.float32
    np.testing.assert_allclose(given.sum(axis=1), 1, atol=1e-5)
    assert np.mean(given.argmax(axis=1) == labels) > 0.95


def test_one_seed_gives_one_model_and_another_seed_another(dark_and_bright):
    images, labels = dark_and_bright
    first, again, other = (models.scores(trained(images, labels, seed), images) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


def test_training_leaves_the_learning_rate_as_it_was(dark_and_bright):
    model = trained(*dark_and_bright)
    assert float(model.optimizer.learning_rate) == pytest.approx(models.LEARNING_RATE)


def test_training_leaves_the_global_random_state_alone(dark_and_bright):
    np.random.seed(3)  # noqa: NPY002
    expected = np.random.random()  # noqa: NPY002
    np.random.seed(3)  # noqa: NPY002
    trained(*dark_and_bright)
    assert np.random.random() == expected  # noqa: NPY002


def test_eight_bits_and_unit_floats_score_alike(dark_and_bright):
    images, labels = dark_and_bright
    model = trained(images, labels)
    np.testing.assert_allclose(models.scores(model, images), models.scores(model, images / 255), atol=1e-5)


def test_more_pictures_than_one_batch_keep_their_order():
    images = np.random.default_rng(0).random((models.PICTURES_AT_A_TIME + 3, 4, 4))
    model = models.recogniser(3, (4, 4))
    np.testing.assert_allclose(models.scores(model, images)[-3:], models.scores(model, images[-3:]), atol=1e-5)


def test_colour_pictures_of_any_size_can_be_recognised():
    model = models.recogniser(4, (5, 1, 3))
    assert models.scores(model, np.zeros((2, 5, 1, 3), np.uint8)).shape == (2, 4)


def test_a_model_that_returns_pictures_is_trained_on_pictures():
    keras = models.quiet_keras()
    model = keras.Sequential([keras.layers.Input((4, 4)), keras.layers.Dense(4)])
    model.compile("adam", "mse")
    images = np.random.default_rng(0).random((64, 4, 4))
    before = np.mean((models.scores(model, images) - images) ** 2)
    models.train(model, images, images, epochs=20)
    assert np.mean((models.scores(model, images) - images) ** 2) < before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"classes": 1}, "classes: expected an integer >= 2, got 1"),
        ({"shape": (28, 28, 1)}, r"shape: expected \(H, W\) or \(H, W, 3\)"),
        ({"shape": (0, 28)}, "shape: expected an integer >= 1, got 0"),
        ({"seed": -1}, "seed: expected an integer >= 0, got -1"),
    ],
)
def test_bad_arguments_of_the_recogniser_are_named(arguments, message):
    with pytest.raises(ValueError, match=message):
        models.recogniser(**arguments)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"model": None}, "model: expected a Keras model"),
        ({"images": np.zeros((2, 9, 6))}, r"images: expected pictures of the model's shape \(8, 6\)"),
        ({"images": np.full((2, 8, 6), 255.0)}, r"images: expected float pixels in 0..1"),
        ({"targets": np.array([0, 1, 1])}, r"targets: expected an array of shape \(2\)"),
        ({"targets": np.array([0.0, 1.0])}, "targets: expected an array"),
        ({"targets": np.array([0, 2])}, "targets: expected labels from 0 to 1"),
        ({"epochs": 0}, "epochs: expected an integer >= 1, got 0"),
        ({"seed": 0.5}, "seed: expected an integer >= 0, got 0.5"),
    ],
)
def test_bad_arguments_of_training_are_named(arguments, message):
    good = {"model": models.recogniser(2, (8, 6)), "images": np.zeros((2, 8, 6)), "targets": np.array([0, 1])}
    with pytest.raises(ValueError, match=message):
        models.train(**(good | arguments))
