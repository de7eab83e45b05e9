"""Gradients example by example, and a private step, for the lesson's network and its usual batch.

TensorFlow is imported when a function needs it: after Keras was told to be quiet, never with this module.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.contest import LOOP, OURS, Contest
from privatepixels import data, private_models
from solutions.differential_privacy.answers import dp_sgd_step

if TYPE_CHECKING:
    import keras
    import tensorflow as tf

BATCH = 1000
RATE = 2.0


def contests(picture: np.ndarray) -> list[Contest]:
    """List the contests of this lesson; they train on clothes, and leave the picture alone."""
    images, labels = (array[:: len(array) // BATCH] for array in data.fashion("train"))
    pictures = (images / 255 - 0.3).astype(np.float32)
    network = private_models.private_network(seed=1)
    weights = network.get_weights()
    per_example = private_models.per_example_gradients(network)
    plain = plain_step(private_models.private_network(seed=1))
    rng = np.random.default_rng(0)
    return [
        Contest(
            f"per_example_gradients ({BATCH:,} pictures; the loop is over them)",
            OURS,
            {
                LOOP: gradients_by_loop(network, pictures, labels),
                "tf.vectorized_map": gradients_by_vectorized_map(network, pictures, labels),
                OURS: lambda: per_example(pictures, labels),
            },
        ),
        Contest(
            f"per_example_gradients ({BATCH:,} pictures), beside a plain step",
            OURS,
            {"plain step": lambda: plain(pictures, labels), OURS: lambda: per_example(pictures, labels)},
        ),
        Contest(
            f"the same and dp_sgd_step ({BATCH:,} pictures)",
            OURS,
            {
                "plain step": lambda: plain(pictures, labels),
                OURS: lambda: dp_sgd_step(weights, per_example(pictures, labels), 1.0, 1.0, BATCH, RATE, rng),
            },
        ),
    ]


def gradient_of(model: "keras.Model", pictures: "tf.Tensor", labels: "tf.Tensor") -> list["tf.Tensor"]:
    """Differentiate the mean cross-entropy of a batch by the weights."""
    import tensorflow as tf

    weights = [weight.value for weight in model.trainable_variables]
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels, model(pictures)))
    return tape.gradient(loss, weights)


def plain_step(model: "keras.Model") -> Callable[[np.ndarray, np.ndarray], None]:
    """Make a compiled step of gradient descent, as one trains without privacy."""
    import tensorflow as tf

    @tf.function
    def step(pictures: "tf.Tensor", labels: "tf.Tensor") -> None:
        for weight, slope in zip(model.trainable_variables, gradient_of(model, pictures, labels), strict=True):
            weight.value.assign_sub(RATE * slope)

    return step


def gradients_by_loop(
    model: "keras.Model", pictures: np.ndarray, labels: np.ndarray
) -> Callable[[], list[list["tf.Tensor"]]]:
    """Make a loop that differentiates one example after the other, by a compiled function."""
    import tensorflow as tf

    gradient = tf.function(lambda picture, label: gradient_of(model, picture, label))
    examples = [(tf.constant(pictures[i : i + 1]), tf.constant(labels[i : i + 1])) for i in range(len(pictures))]
    return lambda: [gradient(picture, label) for picture, label in examples]


def gradients_by_vectorized_map(
    model: "keras.Model", pictures: np.ndarray, labels: np.ndarray
) -> Callable[[], list["tf.Tensor"]]:
    """Let TensorFlow turn the gradient of one example into that of many."""
    import tensorflow as tf

    @tf.function
    def gradients(pictures: "tf.Tensor", labels: "tf.Tensor") -> list["tf.Tensor"]:
        return tf.vectorized_map(lambda one: gradient_of(model, one[0][None], one[1][None]), (pictures, labels))

    return lambda: gradients(tf.constant(pictures), tf.constant(labels))
