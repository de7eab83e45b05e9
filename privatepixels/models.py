"""The small recogniser that the lessons train, use and attack.

TensorFlow takes seconds to import, so it is imported when a function first needs it, never with this module.
"""

import os
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from skimage.util import img_as_float32
from tqdm.auto import tqdm

from privatepixels import require

if TYPE_CHECKING:
    import keras

BATCH = 64
LEARNING_RATE = 0.01
PICTURES_AT_A_TIME = 500  # when scoring: keeps the memory of the first layer's output low


@cache
def quiet_keras() -> ModuleType:
    """Import Keras without the messages that TensorFlow writes to stderr.

    It also turns off TensorFlow's oneDNN kernels, whose sums depend on the machine; the user's own settings win.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
    import keras

    return keras


def recogniser(classes: int = 10, shape: tuple[int, ...] = (28, 28), *, seed: int = 0) -> "keras.Model":
    """Make an untrained recogniser: one convolution, one pooling, one dense layer, as in section 4.4.2 of the article.

    classes: how many things it tells apart, at least 2. shape: of one picture, (H, W) or (H, W, 3). seed: an integer
    >= 0; the same seed gives the same weights. Returns a compiled Keras model; its outputs are probabilities.
    Raises ValueError for anything else. The article's network was never compiled; its convolution lost the border.
    """
    require.number("classes", classes, low=2, integer=True)
    is_shape = isinstance(shape, tuple) and (len(shape) == 2 or (len(shape) == 3 and shape[2] == 3))
    require.that(is_shape, "shape", shape, "(H, W) or (H, W, 3)")
    for side in shape[:2]:
        require.number("shape", side, low=1, integer=True)
    require.number("seed", seed, low=0, integer=True)
    keras = quiet_keras()
    layers, glorot = keras.layers, keras.initializers.GlorotUniform
    model = keras.Sequential(
        [
            layers.Input(shape),
            layers.Reshape((*shape[:2], 1 if len(shape) == 2 else 3)),
            layers.Conv2D(32, 3, padding="same", activation="relu", kernel_initializer=glorot(2 * seed)),
            layers.MaxPooling2D(2, padding="same"),
            layers.Flatten(),
            layers.Dense(classes, activation="softmax", kernel_initializer=glorot(2 * seed + 1)),
        ]
    )
    model.compile(keras.optimizers.Adam(LEARNING_RATE), "sparse_categorical_crossentropy", jit_compile=False)
    return model


def train(model: "keras.Model", images: NDArray[Any], targets: NDArray[Any], *, epochs: int = 3, seed: int = 0) -> None:
    """Train a compiled model in place with a progress bar; its learning rate falls in a straight line to zero.

    images: n pictures of the model's shape, uint8 or float in 0..1. targets: what the model should say, one for each
    picture: labels, integers (n,) from 0 to classes - 1; or, for a model that returns pictures, pictures. epochs: how
    often each picture is seen, an integer >= 1. seed: of the order in which they are seen, an integer >= 0. The same
    model, data and seed give the same weights on one machine; the optimiser keeps its state from call to call.
    Raises ValueError for anything else.
    """
    images = _unit_floats(model, images)
    targets = _targets(model, targets, len(images))
    require.number("epochs", epochs, low=1, integer=True)
    require.number("seed", seed, low=0, integer=True)
    rng = np.random.default_rng(seed)
    orders = [rng.permutation(len(images)) for _ in range(epochs)]
    batches = [order[start : start + BATCH] for order in orders for start in range(0, len(images), BATCH)]
    first_rate = float(model.optimizer.learning_rate)
    progress = tqdm(batches, desc="training", unit="batch", mininterval=0.5)
    try:
        for step, batch in enumerate(progress):
            model.optimizer.learning_rate = first_rate * (1 - step / len(batches))
            loss = model.train_on_batch(images[batch], targets[batch])
            progress.set_postfix(loss=f"{loss:.3f}", refresh=False)
    finally:
        model.optimizer.learning_rate = first_rate


def scores(model: "keras.Model", images: NDArray[Any]) -> NDArray[np.float32]:
    """Give what a model says of each picture: for a recogniser, a probability for each class.

    images: n pictures of the model's shape, uint8 or float in 0..1. Returns float32 (n, classes), each row with the
    sum 1; for a model that returns pictures, those. Raises ValueError for anything else.
    """
    images = _unit_floats(model, images)
    parts = np.split(images, range(PICTURES_AT_A_TIME, len(images), PICTURES_AT_A_TIME))
    return np.concatenate([model.predict_on_batch(part) for part in parts])


def _unit_floats(model: "keras.Model", images: NDArray[Any]) -> NDArray[np.float32]:
    require.that(isinstance(model, quiet_keras().Model), "model", model, "a Keras model, as recogniser() makes it")
    require.images("images", images)
    shape = model.input_shape[1:]
    require.that(images.shape[1:] == shape, "images", images, f"pictures of the model's shape {shape}")
    return img_as_float32(images)


def _targets(model: "keras.Model", targets: NDArray[Any], count: int) -> NDArray[Any]:
    if len(model.output_shape) > 2:
        require.array("targets", targets, shape=(count, *model.output_shape[1:]))
        return img_as_float32(targets)
    require.array("targets", targets, shape=(count,), dtype=int)
    top = model.output_shape[1] - 1
    require.that(targets.min() >= 0 and targets.max() <= top, "targets", targets, f"labels from 0 to {top}")
    return targets
