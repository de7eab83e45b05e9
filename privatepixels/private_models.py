"""A small network to train with differential privacy: its gradients example by example, and how it is kept.

TensorFlow takes seconds to import, so it is imported when a function first needs it, never with this module.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from privatepixels import require
from privatepixels.models import quiet_keras

if TYPE_CHECKING:
    import keras
    import tensorflow as tf

Gradients = Callable[[NDArray[np.float32], NDArray[np.int64]], list[NDArray[np.float32]]]


def private_network(classes: int = 10, shape: tuple[int, int] = (28, 28), *, seed: int = 0) -> "keras.Model":
    """Make an untrained network for DP-SGD: two convolutions with long strides, two dense layers, tanh throughout.

    It gives scores (logits), not probabilities. Few weights and bounded activations keep gradients small beside the
    noise. classes: at least 2. shape: (H, W) of one grey picture, each at least 16. seed: an integer >= 0; the same
    seed gives the same weights. Raises ValueError for anything else.
    Source: after Papernot et al. 2021, "Tempered sigmoid activations for deep learning with differential privacy",
    arXiv:2007.14191, table 1.
    """
    require.number("classes", classes, low=2, integer=True)
    require.grey_shape("shape", shape, low=16)
    require.number("seed", seed, low=0, integer=True)
    keras = quiet_keras()
    layers, glorot = keras.layers, keras.initializers.GlorotUniform
    return keras.Sequential(
        [
            layers.Input(shape),
            layers.Reshape((*shape, 1)),
            layers.Conv2D(16, 8, 4, "same", activation="tanh", kernel_initializer=glorot(4 * seed)),
            layers.Conv2D(16, 4, 2, "same", activation="tanh", kernel_initializer=glorot(4 * seed + 1)),
            layers.Flatten(),
            layers.Dense(16, activation="tanh", kernel_initializer=glorot(4 * seed + 2)),
            layers.Dense(classes, kernel_initializer=glorot(4 * seed + 3)),
        ]
    )


def per_example_gradients(model: "keras.Model") -> Gradients:
    """Make a function that gives the gradient of each example's cross-entropy loss.

    One backward pass gives the derivatives by the sums that enter the activations, for all examples at once. An
    example's gradient is then a product of these with what came into the layer: for a dense layer an outer product,
    for a convolution a matrix product with the patches that it saw.
    model: a Keras Sequential of Conv2D, Dense and layers without weights, whose outputs are scores (logits).
    The function takes n pictures, float32, and n labels, int64, and returns a list of float32 arrays, one for each of
    `model.get_weights()`, of shape (n, ...); n may be 0. Raises ValueError for any other model, pictures or labels.
    Source: Goodfellow 2015, "Efficient per-example gradient computations", arXiv:1510.01799; Rochette, Manoel and
    Tramel 2019, "Efficient per-example gradient computations in convolutional neural networks", arXiv:1912.06015.
    """
    keras = quiet_keras()
    require.that(isinstance(model, keras.Sequential), "model", model, "a Keras Sequential")
    for layer in model.layers:
        known = not layer.weights or isinstance(layer, keras.layers.Dense) or _is_plain_convolution(layer)
        require.that(known, "model", layer, "only Conv2D (one group, no dilation), Dense and layers without weights")
        require.that(not layer.weights or layer.use_bias, "model", layer, "layers with a bias")
    import tensorflow as tf

    classes = model.output_shape[-1]

    @tf.function(autograph=False, reduce_retracing=True)
    def gradients(pictures: "tf.Tensor", labels: "tf.Tensor") -> list["tf.Tensor"]:
        passed, sums, came = [], [], pictures
        with tf.GradientTape() as tape:
            for layer in model.layers:
                if not layer.weights:
                    came = layer(came)
                    continue
                entering = _weighted(layer, came) + layer.bias
                tape.watch(entering)
                passed.append((layer, came))
                sums.append(entering)
                came = layer.activation(entering)
            loss = tf.reduce_sum(tf.nn.sparse_softmax_cross_entropy_with_logits(labels, came))
        found = []
        for (layer, came), slope in zip(passed, tape.gradient(loss, sums), strict=True):
            found += _of_layer(layer, came, slope)
        return found

    def as_arrays(pictures: NDArray[np.float32], labels: NDArray[np.int64]) -> list[NDArray[np.float32]]:
        require.array("pictures", pictures, shape=model.input_shape, dtype=np.float32)
        require.array("labels", labels, shape=(len(pictures),), dtype=int)
        in_range = len(labels) == 0 or (labels.min() >= 0 and labels.max() < classes)
        require.that(in_range, "labels", labels, f"labels from 0 to {classes - 1}")
        if len(pictures) == 0:
            return [np.zeros((0, *weight.shape), np.float32) for weight in model.get_weights()]
        return [gradient.numpy() for gradient in gradients(pictures, labels)]

    return as_arrays


def save_private_model(model: "keras.Model", path: Path, statement: dict[str, Any]) -> tuple[Path, Path]:
    """Keep a model in Keras's own format, and beside it what its training guarantees, as JSON.

    path: where to; its name ends in .keras. statement: as `accountant.statement` makes it. Returns the paths of the
    two files; the second one ends in .privacy.json. Raises ValueError for anything else.
    """
    path = Path(path)
    require.that(isinstance(model, quiet_keras().Model), "model", model, "a Keras model")
    require.that(path.suffix == ".keras", "path", str(path), "a name that ends in .keras")
    is_statement = isinstance(statement, dict) and {"epsilon", "delta"} <= set(statement)
    require.that(is_statement, "statement", statement, "a dict with epsilon and delta")
    beside = path.with_suffix(".privacy.json")
    model.save(path)
    beside.write_text(json.dumps(statement, indent=2) + "\n", encoding="utf-8")
    return path, beside


def _is_plain_convolution(layer: "keras.Layer") -> bool:
    is_convolution = isinstance(layer, quiet_keras().layers.Conv2D)
    return is_convolution and layer.groups == 1 and tuple(layer.dilation_rate) == (1, 1)


def _weighted(layer: "keras.Layer", came: "tf.Tensor") -> "tf.Tensor":
    import tensorflow as tf

    if isinstance(layer, quiet_keras().layers.Dense):
        return tf.matmul(came, layer.kernel)
    return tf.nn.conv2d(came, layer.kernel, layer.strides, layer.padding.upper())


def _of_layer(layer: "keras.Layer", came: "tf.Tensor", slope: "tf.Tensor") -> list["tf.Tensor"]:
    """Gradients of a layer's kernel and bias, example by example, from what came in and the slope of the loss."""
    import tensorflow as tf

    if isinstance(layer, quiet_keras().layers.Dense):
        return [came[:, :, None] * slope[:, None, :], slope]
    one = (1, 1, 1, 1)
    patches = tf.image.extract_patches(
        came, (1, *layer.kernel_size, 1), (1, *layer.strides, 1), one, layer.padding.upper()
    )
    count = tf.shape(came)[0]
    patches = tf.reshape(patches, (count, -1, patches.shape[3]))
    slope = tf.reshape(slope, (count, -1, slope.shape[3]))
    kernel = tf.reshape(tf.matmul(patches, slope, transpose_a=True), (count, *layer.kernel.shape))
    return [kernel, tf.reduce_sum(slope, axis=1)]
