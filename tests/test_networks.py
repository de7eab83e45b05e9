import subprocess
import sys

import numpy as np
import pytest

from privatepixels import models, networks


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.fixture
def pictures(rng):
    return rng.random((6, 4, 3), dtype=np.float32), np.array([0, 1, 2, 0, 1, 2])


WIDTHS = (12, 5, 3)


def drawn(rng, widths=WIDTHS):
    return [part + rng.normal(size=part.shape).astype(np.float32) for part in networks.untrained(widths)]


def loss(weights, images, labels):
    """The mean of -ln(probability of the right class), in double precision."""
    values, kernels, biases = images.reshape(len(images), -1).astype(float), weights[::2], weights[1::2]
    for place, (kernel, bias) in enumerate(zip(kernels, biases, strict=True)):
        values = values @ kernel + bias
        if place < len(kernels) - 1:
            values = np.maximum(values, 0)
    return np.mean(np.log(np.exp(values).sum(axis=1)) - values[np.arange(len(labels)), labels])


def test_importing_the_module_does_not_import_tensorflow():
    program = "import privatepixels.networks, sys; sys.exit('tensorflow' in sys.modules or 'keras' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program]).returncode == 0


def test_untrained_weights_are_drawn_as_glorot_says():
    weights = networks.untrained((784, 64, 10))
    assert [part.shape for part in weights] == [(784, 64), (64,), (64, 10), (10,)]
    assert all(part.dtype == np.float32 for part in weights)
    assert not weights[1].any()
    for kernel in weights[::2]:
        reach = (6 / sum(kernel.shape)) ** 0.5
        assert 0.95 * reach < np.abs(kernel).max() <= reach
        assert np.std(kernel) == pytest.approx(reach / 3**0.5, rel=0.1)


def test_one_seed_gives_one_network_and_another_seed_another():
    first, again, other = (networks.untrained(WIDTHS, seed=seed) for seed in (1, 1, 2))
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))
    assert not np.array_equal(first[0], other[0])


@pytest.mark.parametrize("widths", [(12, 3), WIDTHS, (12, 4, 6, 3)])
def test_the_gradient_is_that_of_the_loss(rng, pictures, widths):
    weights = drawn(rng, widths)
    found = networks.gradient(weights, *pictures)
    assert [(part.shape, part.dtype) for part in found] == [(part.shape, np.float32) for part in weights]
    for place, part in enumerate(weights):
        for _ in range(3):
            where = tuple(rng.integers(0, part.shape))
            losses = []
            for step in (1e-4, -1e-4):
                moved = [other.astype(float) for other in weights]
                moved[place][where] += step
                losses.append(loss(moved, *pictures))
            assert found[place][where] == pytest.approx((losses[0] - losses[1]) / 2e-4, abs=1e-4)


def test_a_batch_may_have_any_length(rng, pictures):
    images, labels = pictures
    weights = drawn(rng)
    single = [networks.gradient(weights, images[[k]], labels[[k]]) for k in range(6)]
    for part, *each in zip(networks.gradient(weights, images, labels), *single, strict=True):
        np.testing.assert_allclose(part, np.mean(each, axis=0), atol=1e-5)


def test_scores_and_accuracy_are_those_of_the_same_network_in_keras(rng, pictures):
    images, labels = pictures
    weights = drawn(rng)
    layers = models.quiet_keras().layers
    model = models.quiet_keras().Sequential(
        [layers.Input((4, 3)), layers.Flatten(), layers.Dense(5, "relu"), layers.Dense(3, "softmax")]
    )
    model.set_weights(weights)
    given = networks.scores(weights, images)
    np.testing.assert_allclose(given, model.predict_on_batch(images), atol=1e-6)
    np.testing.assert_allclose(given.sum(axis=1), 1, atol=1e-6)
    assert networks.accuracy(weights, images, labels) == np.mean(given.argmax(axis=1) == labels)


def test_nothing_that_comes_in_is_changed(rng, pictures):
    weights = drawn(rng)
    before = [part.copy() for part in (*weights, *pictures)]
    networks.gradient(weights, *pictures)
    networks.accuracy(weights, *pictures)
    assert all(np.array_equal(old, new) for old, new in zip(before, (*weights, *pictures), strict=True))


def damaged(weights, place, part):
    return [part if number == place else other for number, other in enumerate(weights)]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda w, x, y: (w[:3], x, y), "weights: expected a kernel and a bias for each dense layer"),
        (lambda w, x, y: (damaged(w, 1, np.zeros(4)), x, y), "weights: expected a kernel and a bias for each"),
        (lambda w, x, y: (damaged(w, 2, np.zeros((6, 3))), x, y), "weights: expected a kernel and a bias for each"),
        (lambda w, x, y: (damaged(w, 0, w[0] * np.nan), x, y), "weights: expected finite numbers, got 60 NaN"),
        (lambda w, x, y: (tuple(w), x, y), "weights: expected a list of float arrays"),
        (lambda w, x, y: ([], x, y), "weights: expected a list of float arrays"),
        (lambda w, x, y: (w, x[:, :3], y), "images: expected pictures of 12 pixels"),
        (lambda w, x, y: (w, x * np.nan, y), "images: expected float pixels in 0..1"),
        (lambda w, x, y: (w, x * 255, y), "images: expected float pixels in 0..1"),
        (lambda w, x, y: (w, (x * 255).astype(np.uint8), y), "images: expected pictures"),
        (lambda w, x, y: (w, x, y[:5]), "labels: expected an array of shape"),
        (lambda w, x, y: (w, x, y + 1), "labels: expected labels from 0 to 2"),
        (lambda w, x, y: (w, x, y - 1), "labels: expected labels from 0 to 2"),
        (lambda w, x, y: (w, x, y.astype(float)), "labels: expected an array of shape"),
    ],
)
def test_bad_input_is_named(rng, pictures, change, message):
    with pytest.raises(ValueError, match="expected") as raised:
        networks.gradient(*change(drawn(rng), *pictures))
    assert str(raised.value).startswith(message)


@pytest.mark.parametrize(("widths", "seed"), [((784,), 0), ([784, 10], 0), ((784, 0), 0), ((784, 10), -1)])
def test_a_network_that_can_not_be_is_refused(widths, seed):
    with pytest.raises(ValueError, match=r"^(widths|seed): expected"):
        networks.untrained(widths, seed=seed)
