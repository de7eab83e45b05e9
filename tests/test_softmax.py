import numpy as np
import pytest

from privatepixels import data, softmax


@pytest.fixture(scope="module")
def clothes():
    return tuple(part[:1000] for part in data.fashion("train"))


def test_it_learns_to_tell_clothes_apart(clothes):
    images, labels = data.fashion("test")
    weights = softmax.learn(softmax.start((28, 28)), *clothes)
    given = softmax.scores(weights, images)
    assert given.shape == (2000, 10)
    np.testing.assert_allclose(given.sum(axis=1), 1)
    assert np.mean(given.argmax(axis=1) == labels) > 0.6


def test_it_goes_on_from_where_it_stands(clothes):
    once = softmax.learn(softmax.start((28, 28)), *clothes)
    twice = softmax.learn(once, *clothes)
    images, labels = clothes
    right = [np.mean(softmax.scores(weights, images).argmax(axis=1) == labels) for weights in (once, twice)]
    assert right[1] > right[0]


def test_the_same_pictures_give_the_same_weights_and_leave_the_old_alone(clothes):
    before = softmax.learn(softmax.start((28, 28)), *clothes)
    kept = [part.copy() for part in (before, *clothes)]
    np.testing.assert_array_equal(softmax.learn(before, *clothes), softmax.learn(before, *clothes))
    for part, was in zip((before, *clothes), kept, strict=True):
        np.testing.assert_array_equal(part, was)


def test_without_training_all_classes_are_as_likely(clothes):
    np.testing.assert_allclose(softmax.scores(softmax.start((28, 28)), clothes[0]), 0.1)


def test_it_steps_down_the_gradient_once_a_batch_in_each_of_three_passes(clothes):
    images, labels = (part[:20] for part in clothes)
    weights = softmax.learn(softmax.start((28, 28)), images, labels)
    rows = np.hstack([images.reshape(20, -1) / 255, np.ones((20, 1))])
    by_hand = np.zeros((785, 10))
    for _ in range(3):
        grown = np.exp(rows @ by_hand)
        by_hand -= 0.05 * rows.T @ (grown / grown.sum(axis=1, keepdims=True) - np.eye(10)[labels]) / 20
    np.testing.assert_allclose(weights, by_hand, atol=1e-12)


def test_without_pictures_nothing_is_learned(clothes):
    images, labels = clothes
    before = softmax.learn(softmax.start((28, 28)), images, labels)
    after = softmax.learn(before, images[:0], labels[:0])
    np.testing.assert_array_equal(after, before)
    assert after is not before


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"weights": np.zeros((784, 10))}, "weights"),
        ({"weights": np.zeros((785, 10), np.float32)}, "weights"),
        ({"weights": None}, "weights"),
        ({"images": np.zeros((5, 28, 28))}, "images"),
        ({"images": np.zeros((5, 28, 28, 3), np.uint8)}, "images"),
        ({"images": "clothes.png"}, "images"),
        ({"labels": np.zeros(4, int)}, "labels"),
        ({"labels": np.full(5, 10)}, "labels"),
        ({"labels": np.zeros(5)}, "labels"),
    ],
)
def test_bad_input_is_refused(change, name):
    good = {
        "weights": softmax.start((28, 28)),
        "images": np.zeros((5, 28, 28), np.uint8),
        "labels": np.zeros(5, int),
    }
    with pytest.raises(ValueError, match=f"^{name}: expected"):
        softmax.learn(**{**good, **change})


@pytest.mark.parametrize(
    ("weights", "images", "name"),
    [
        (np.zeros((785, 9)), np.zeros((5, 28, 28), np.uint8), "weights"),
        (np.zeros((785, 10)), np.zeros((5, 27, 28), np.uint8), "weights"),
        (np.zeros((785, 10)), np.zeros((5, 28, 28)), "images"),
    ],
)
def test_bad_input_to_scores_is_refused(weights, images, name):
    with pytest.raises(ValueError, match=f"^{name}: expected"):
        softmax.scores(weights, images)


@pytest.mark.parametrize("shape", [(28,), (0, 28), (28, 28, 3), [28, 28], None])
def test_a_bad_shape_is_refused(shape):
    with pytest.raises(ValueError, match=r"^shape: expected"):
        softmax.start(shape)
