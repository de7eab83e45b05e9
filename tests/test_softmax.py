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
    assert np.mean(given.argmax(axis=1) == labels) > 0.7


def test_it_goes_on_from_where_it_stands(clothes):
    once = softmax.learn(softmax.start((28, 28)), *clothes)
    twice = softmax.learn(once, *clothes)
    images, labels = clothes
    right = [np.mean(softmax.scores(weights, images).argmax(axis=1) == labels) for weights in (once, twice)]
    assert right[1] > right[0]


def test_the_same_pictures_give_the_same_weights_and_leave_the_old_alone(clothes):
    before = softmax.learn(softmax.start((28, 28)), *clothes)
    kept = before.copy()
    np.testing.assert_array_equal(softmax.learn(before, *clothes), softmax.learn(before, *clothes))
    np.testing.assert_array_equal(before, kept)


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


@pytest.mark.parametrize("shape", [(28,), (0, 28), (28, 28, 3), [28, 28], None])
def test_a_bad_shape_is_refused(shape):
    with pytest.raises(ValueError, match=r"^shape: expected"):
        softmax.start(shape)
