import subprocess
import sys

import numpy as np
import pytest

from privatepixels import inversion, metrics


@pytest.fixture(scope="module")
def gradients():
    return inversion.Gradients(inversion.leaky_network(5, (12, 10), seed=1))


@pytest.fixture
def pictures():
    y, x = np.mgrid[:12, :10]
    return np.stack([np.hypot(y - 4 - k, x - 5) / 14 for k in range(3)]).clip(0, 1)


def test_importing_the_module_does_not_import_tensorflow():
    program = "import privatepixels.inversion, sys; sys.exit('tensorflow' in sys.modules or 'keras' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program]).returncode == 0


def test_the_same_seed_gives_the_same_network():
    one, same, other = (inversion.leaky_network(5, (12, 10), seed=seed).get_weights() for seed in (1, 1, 2))
    assert all(np.array_equal(a, b) for a, b in zip(one, same, strict=True))
    assert not any(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def test_a_gradient_is_that_of_the_mean_loss(gradients, pictures):
    labels = np.array([0, 2, 4])
    each = [gradients.of(pictures[[k]], labels[[k]]) for k in range(3)]
    for together, *parts in zip(gradients.of(pictures, labels), *each, strict=True):
        np.testing.assert_allclose(together, np.mean(parts, axis=0), atol=1e-6)


def test_a_gradient_is_the_slope_of_the_loss(gradients, pictures):
    """Move one weight a little, and see how the cross-entropy changes."""
    model, label, kept = gradients.model, 3, gradients.model.get_weights()
    slope = gradients.of(pictures[:1], np.array([label]))[-2][7, 2]
    losses = []
    for step in (-0.05, 0.05):
        moved = [weights.copy() for weights in kept]
        moved[-2][7, 2] += step
        model.set_weights(moved)
        logits = np.asarray(model(pictures[:1].astype(np.float32)), np.float64)[0]
        losses.append(np.log(np.exp(logits).sum()) - logits[label])
    model.set_weights(kept)
    assert (losses[1] - losses[0]) / 0.1 == pytest.approx(slope, abs=1e-3)


def test_a_picture_comes_back_from_its_gradient(gradients, pictures):
    label = np.array([1])
    found = gradients.invert(gradients.of(pictures[:1], label), label, steps=60)
    assert found.shape == (1, 12, 10)
    assert metrics.psnr(pictures[0], found[0]) > 35


def test_several_pictures_come_back_from_one_gradient(gradients, pictures):
    labels = np.array([0, 2, 4])
    found = gradients.invert(gradients.of(pictures, labels), labels, public=pictures[::-1], steps=100)
    assert min(metrics.psnr(one, other) for one, other in zip(pictures, found, strict=True)) > 30


def test_from_pure_noise_comes_the_mean_of_the_public_pictures(gradients, pictures):
    rng = np.random.default_rng(0)
    noise = [rng.normal(size=weights.shape) for weights in gradients.model.get_weights()]
    found = gradients.invert(noise, np.array([0]), public=pictures, noise=1e4, steps=20)
    np.testing.assert_allclose(found[0], pictures.mean(axis=0), atol=0.01)


def test_an_attack_can_be_repeated_and_changes_nothing_that_came_in(gradients, pictures):
    label, given = np.array([1]), gradients.of(pictures[:1], np.array([1]))
    before = [part.copy() for part in given]
    first, again = (gradients.invert(given, label, steps=5) for _ in range(2))
    np.testing.assert_array_equal(first, again)
    assert all(np.array_equal(a, b) for a, b in zip(before, given, strict=True))


def test_bad_pictures_and_labels_are_refused(gradients, pictures):
    for bad in (pictures[0], pictures[:, :5], pictures * 300, None):
        with pytest.raises(ValueError, match=r"^images: expected "):
            gradients.of(bad, np.array([0, 1, 2]))
    for bad in (np.array([0, 1]), np.array([0, 1, 5]), np.array([0, 1, -1]), np.array([0.0, 1, 2]), [0, 1, 2]):
        with pytest.raises(ValueError, match=r"^labels: expected "):
            gradients.of(pictures, bad)


def test_a_gradient_of_another_model_with_nan_or_of_nothing_is_refused(gradients, pictures):
    label = np.array([1])
    good = gradients.of(pictures[:1], label)
    with_nan = [good[0] * np.nan, *good[1:]]
    for bad in (good[:-1], [part.T for part in good], with_nan, [0 * part for part in good], None, tuple(good)):
        with pytest.raises(ValueError, match=r"^gradient: expected "):
            gradients.invert(bad, label)
    for name, value in (("noise", -1), ("steps", 0), ("seed", -1), ("public", pictures[:1]), ("public", pictures[0])):
        with pytest.raises(ValueError, match=rf"^{name}: expected "):
            gradients.invert(good, label, **{name: value})


@pytest.mark.parametrize(
    ("arguments", "name"), [((1, (12, 10)), "classes"), ((5, (12, 10, 3)), "shape"), ((5, (3, 10)), "shape")]
)
def test_a_network_that_makes_no_sense_is_refused(arguments, name):
    with pytest.raises(ValueError, match=rf"^{name}: expected "):
        inversion.leaky_network(*arguments)
    with pytest.raises(ValueError, match=r"^model: expected "):
        inversion.Gradients(None)
