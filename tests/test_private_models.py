"""The network of the lesson on differential privacy: its gradients example by example, and the files it is kept in."""

import json
import subprocess
import sys

import numpy as np
import pytest

from privatepixels import accountant, private_models

RNG = np.random.default_rng(0)
PICTURES = RNG.random((6, 16, 20)).astype(np.float32)
LABELS = np.array([0, 1, 2, 2, 1, 0])
STATEMENT = {"epsilon": 3.0, "delta": 1e-5}


@pytest.fixture(scope="module")
def network():
    return private_models.private_network(3, (16, 20), seed=2)


def other_networks():
    from privatepixels.models import quiet_keras

    keras = quiet_keras()
    layers = keras.layers
    inputs = layers.Input((16, 20, 2))
    return (
        keras.Model(inputs, layers.Flatten()(inputs)),
        keras.Sequential([inputs, layers.BatchNormalization()]),
        keras.Sequential([inputs, layers.Conv2D(4, 3, groups=2)]),
        keras.Sequential([inputs, layers.Conv2D(4, 3, dilation_rate=2)]),
        keras.Sequential([inputs, layers.Conv2D(4, 3, use_bias=False)]),
        None,
    )


def test_importing_the_module_does_not_import_tensorflow():
    program = "import privatepixels.private_models, sys; sys.exit('tensorflow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program]).returncode == 0


def test_one_seed_gives_one_network_and_another_seed_another(network):
    same, other = (private_models.private_network(3, (16, 20), seed=seed).get_weights() for seed in (2, 3))
    for weight, again in zip(network.get_weights(), same, strict=True):
        np.testing.assert_array_equal(weight, again)
    assert not np.array_equal(network.get_weights()[0], other[0])


def test_each_gradient_is_that_of_its_example_alone(network):
    import tensorflow as tf

    found = private_models.per_example_gradients(network)(PICTURES, LABELS)
    assert [gradient.shape for gradient in found] == [(6, *weight.shape) for weight in network.get_weights()]
    weights = [weight.value for weight in network.trainable_variables]
    for i in range(6):
        with tf.GradientTape() as tape:
            loss = tf.nn.sparse_softmax_cross_entropy_with_logits(LABELS[i : i + 1], network(PICTURES[i : i + 1]))
        for gradient, expected in zip(found, tape.gradient(loss, weights), strict=True):
            np.testing.assert_allclose(gradient[i], expected, atol=1e-5)


def test_gradients_follow_the_weights_that_the_network_has_now():
    network = private_models.private_network(3, (16, 20))
    gradients = private_models.per_example_gradients(network)
    before = gradients(PICTURES, LABELS)
    network.set_weights([weight + 0.1 for weight in network.get_weights()])
    assert not np.allclose(before[0], gradients(PICTURES, LABELS)[0])


def test_convolutions_without_padding_and_other_activations_are_differentiated_too():
    import tensorflow as tf

    from privatepixels.models import quiet_keras

    keras = quiet_keras()
    network = keras.Sequential(
        [
            keras.layers.Input((16, 20)),
            keras.layers.Reshape((16, 20, 1)),
            keras.layers.Conv2D(3, (3, 2), (2, 1), "valid", activation="relu"),
            keras.layers.MaxPooling2D(2),
            keras.layers.Conv2D(2, 2, activation="sigmoid"),
            keras.layers.Flatten(),
            keras.layers.Dense(3),
        ]
    )
    found = private_models.per_example_gradients(network)(PICTURES, LABELS)
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(tf.nn.sparse_softmax_cross_entropy_with_logits(LABELS, network(PICTURES)))
    expected = tape.gradient(loss, [weight.value for weight in network.trainable_variables])
    for gradient, total in zip(found, expected, strict=True):
        np.testing.assert_allclose(gradient.sum(axis=0), total, atol=1e-4)


def test_an_empty_batch_has_gradients_of_no_row(network):
    found = private_models.per_example_gradients(network)(PICTURES[:0], LABELS[:0])
    assert [(gradient.shape, gradient.dtype) for gradient in found] == [
        ((0, *weight.shape), weight.dtype) for weight in network.get_weights()
    ]


@pytest.mark.parametrize(
    ("pictures", "labels", "name"),
    [
        (PICTURES[:, :15], LABELS, "pictures"),
        (PICTURES[0], LABELS[:1], "pictures"),
        (PICTURES.astype(np.float64), LABELS, "pictures"),
        ((PICTURES * 255).astype(np.uint8), LABELS, "pictures"),
        (PICTURES, LABELS[:5], "labels"),
        (PICTURES, LABELS + 1, "labels"),
        (PICTURES, LABELS - 1, "labels"),
        (PICTURES, LABELS / 2, "labels"),
        (PICTURES, LABELS.tolist(), "labels"),
    ],
)
def test_batches_that_do_not_fit_are_refused(network, pictures, labels, name):
    with pytest.raises(ValueError, match=f"^{name}: expected .+, got .+"):
        private_models.per_example_gradients(network)(pictures, labels)


def test_models_whose_gradients_it_can_not_give_are_refused():
    for model in other_networks():
        with pytest.raises(ValueError, match=r"^model: expected .+, got .+"):
            private_models.per_example_gradients(model)


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ({"classes": 1}, "classes"),
        ({"classes": 2.0}, "classes"),
        ({"shape": (16, 15)}, "shape"),
        ({"shape": (16,)}, "shape"),
        ({"shape": (16, 16, 3)}, "shape"),
        ({"shape": 16}, "shape"),
        ({"seed": -1}, "seed"),
    ],
)
def test_networks_that_can_not_be_are_refused(arguments, name):
    with pytest.raises(ValueError, match=f"^{name}: expected .+, got .+"):
        private_models.private_network(**arguments)


def test_a_kept_model_comes_back_with_its_statement_beside_it(network, tmp_path):
    from privatepixels.models import quiet_keras

    statement = accountant.statement(1.0, 0.5, 2, 1e-5)
    path, beside = private_models.save_private_model(network, tmp_path / "clothes.keras", statement)
    assert (path.name, beside.name) == ("clothes.keras", "clothes.privacy.json")
    assert json.loads(beside.read_text(encoding="utf-8")) == statement
    again = quiet_keras().models.load_model(path)
    np.testing.assert_allclose(again.predict_on_batch(PICTURES), network.predict_on_batch(PICTURES), atol=1e-6)


@pytest.mark.parametrize(
    ("name", "statement", "argument"),
    [
        ("clothes.h5", STATEMENT, "path"),
        ("clothes", STATEMENT, "path"),
        ("clothes.keras", {"epsilon": 3.0}, "statement"),
        ("clothes.keras", {}, "statement"),
        ("clothes.keras", None, "statement"),
        ("clothes.keras", "epsilon = 3, delta = 1e-5", "statement"),
    ],
)
def test_no_model_is_kept_without_its_statement_or_in_another_format(network, tmp_path, name, statement, argument):
    with pytest.raises(ValueError, match=f"^{argument}: expected .+, got .+"):
        private_models.save_private_model(network, tmp_path / name, statement)
    assert not list(tmp_path.iterdir())


def test_something_that_is_no_model_is_not_kept(tmp_path):
    with pytest.raises(ValueError, match=r"^model: expected a Keras model, got .+"):
        private_models.save_private_model([np.zeros(3)], tmp_path / "clothes.keras", STATEMENT)
