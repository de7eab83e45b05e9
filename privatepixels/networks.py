"""Networks as plain lists of weights: what they say of pictures, and how to make them say it better.

The weights are those of Keras: a kernel (inputs, outputs) and a bias (outputs,) for each dense layer, in their order,
with ReLU between layers and a softmax at the end. Such a list can be averaged, sent, or handed to another program.
TensorFlow is imported when a network is first used, never with this module.
"""

from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from privatepixels import require
from privatepixels.models import quiet_keras

Weights = list[NDArray[np.float32]]


def untrained(widths: tuple[int, ...] = (784, 64, 10), *, seed: int = 0) -> Weights:
    """Draw the weights of a dense network before training.

    widths: of its layers, from the pixels of a picture to the classes, at least two integers >= 1. seed: an integer
    >= 0; the same seed gives the same weights. Returns float32 arrays: kernels uniform between plus and minus
    sqrt(6 / (inputs + outputs)), biases zero. Raises ValueError for anything else.
    Source: Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks",
    AISTATS, PMLR 9.
    """
    require.that(isinstance(widths, tuple) and len(widths) >= 2, "widths", widths, "a tuple of two or more widths")
    for width in widths:
        require.number("widths", width, low=1, integer=True)
    require.number("seed", seed, low=0, integer=True)
    rng = np.random.default_rng(seed)
    weights = []
    for inputs, outputs in pairwise(widths):
        reach = (6 / (inputs + outputs)) ** 0.5
        weights += [rng.uniform(-reach, reach, (inputs, outputs)), np.zeros(outputs)]
    return [part.astype(np.float32) for part in weights]


def gradient(weights: Weights, images: NDArray[np.floating], labels: NDArray[np.integer]) -> Weights:
    """Give the gradient of a network's loss over a batch: in which direction the loss grows, for each weight.

    The loss is the mean over the batch of -ln(probability of the right class).
    weights: float arrays, of the shapes that the head of this module tells. images: n pictures, float in 0..1, with
    as many pixels as the first kernel has rows. labels: integers (n,), from 0 to classes - 1. Returns float32 arrays
    of the weights' shapes. Raises ValueError for anything else: weights or pictures with NaN among them.
    """
    images = _checked(weights, images)
    require.array("labels", labels, shape=(len(images),), dtype=int)
    top = weights[-1].size - 1
    require.that(labels.min() >= 0 and labels.max() <= top, "labels", labels, f"labels from 0 to {top}")
    slope, _ = _compiled(tuple(part.shape for part in weights))
    return [part.numpy() for part in slope(weights, images, labels)]


def scores(weights: Weights, images: NDArray[np.floating]) -> NDArray[np.float32]:
    """Give a network's probability for each class, for each picture.

    weights, images: as for `gradient`. Returns float32 (n, classes), each row with the sum 1. Raises ValueError for
    anything else.
    """
    images = _checked(weights, images)
    _, say = _compiled(tuple(part.shape for part in weights))
    return say(weights, images).numpy()


def accuracy(weights: Weights, images: NDArray[np.floating], labels: NDArray[np.integer]) -> float:
    """Give the share of pictures whose most probable class is the right one, in 0..1; arguments as for `gradient`."""
    require.array("labels", labels, shape=(len(images),), dtype=int)
    return float(np.mean(scores(weights, images).argmax(axis=1) == labels))


def _checked(weights: Weights, images: NDArray[np.floating]) -> NDArray[np.floating]:
    """Check a network and its pictures; give each picture as a row."""
    require.weights("weights", weights)
    shapes = [part.shape for part in weights]
    kernels, biases = shapes[::2], shapes[1::2]
    dense = len(kernels) == len(biases) and all(len(kernel) == 2 for kernel in kernels)
    dense = dense and all(bias == kernel[1:] for kernel, bias in zip(kernels, biases, strict=True))
    dense = dense and all(last[1] == first[0] for last, first in pairwise(kernels))
    require.that(dense, "weights", weights, "a kernel and a bias for each dense layer, each layer fitting the next")
    require.images("images", images, dtype=float)
    inputs = kernels[0][0]
    require.that(images[0].size == inputs, "images", images, f"pictures of {inputs} pixels, as the first layer has")
    return images.reshape(len(images), inputs)


@cache
def _compiled(shapes: tuple[tuple[int, ...], ...]) -> tuple[Callable[..., Any], Callable[..., Any]]:
    """Compile gradient and scores of a network of these shapes: once, for batches of any length."""
    quiet_keras()
    import tensorflow as tf

    network, rows = [tf.TensorSpec(shape) for shape in shapes], tf.TensorSpec((None, shapes[0][0]))

    def logits(weights: list[Any], values: Any) -> Any:
        *hidden, kernel, bias = weights
        for inner, shift in zip(hidden[::2], hidden[1::2], strict=True):
            values = tf.nn.relu(values @ inner + shift)
        return values @ kernel + bias

    @tf.function(input_signature=[network, rows, tf.TensorSpec((None,), tf.int64)])
    def slope(weights: list[Any], values: Any, labels: Any) -> list[Any]:
        with tf.GradientTape() as tape:
            tape.watch(weights)
            losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits(weights, values))
            loss = tf.reduce_mean(losses)
        return tape.gradient(loss, weights)

    @tf.function(input_signature=[network, rows])
    def say(weights: list[Any], values: Any) -> Any:
        return tf.nn.softmax(logits(weights, values))

    # What has been traced takes tensors only; it spares each step the search for the right trace.
    traced_slope, traced_say = slope.get_concrete_function(), say.get_concrete_function()

    def tensors(weights: Weights, values: NDArray[Any]) -> tuple[list[Any], Any]:
        return [tf.constant(part, tf.float32) for part in weights], tf.constant(values, tf.float32)

    return (
        lambda weights, values, labels: traced_slope(*tensors(weights, values), tf.constant(labels, tf.int64)),
        lambda weights, values: traced_say(*tensors(weights, values)),
    )
