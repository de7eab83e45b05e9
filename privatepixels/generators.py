"""Small networks that learn to make pictures of a class: a variational autoencoder and an adversarial pair.

TensorFlow takes seconds to import, so it is imported when a function first needs it, never with this module.
"""

from collections.abc import Iterator
from itertools import count as counter
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from skimage.util import img_as_float32
from tqdm.auto import tqdm

from privatepixels import require
from privatepixels.models import quiet_keras

if TYPE_CHECKING:
    import keras

CLASSES = 10
LATENT = 16  # numbers that a picture is made from, besides its class
CLASS_WEIGHT = 4  # of the class among the inputs, so that the others don't drown it
HIDDEN = 256
BATCH = 100


def vae(
    images: NDArray[np.uint8], labels: NDArray[Any], count: int, *, epochs: int = 20, seed: int = 0
) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Train a class-conditional variational autoencoder, and let it make `count` pictures of each of ten classes.

    images: uint8 (n, H, W), n >= 100. labels: integers (n,), 0..9. count: an integer >= 1. epochs: how often each
    picture is seen, an integer >= 1. seed: an integer >= 0; the same seed gives the same pictures on one machine.
    Returns pictures uint8 (10 count, H, W), and their classes, 0 first. Raises ValueError for anything else.
    Sources: Kingma and Welling 2013, "Auto-Encoding Variational Bayes", arXiv:1312.6114; the class as a further input
    of both halves: Kingma, Rezende, Mohamed and Welling 2014, "Semi-Supervised Learning with Deep Generative Models",
    arXiv:1406.5298.
    """
    _check(images, labels, count, epochs, seed)
    keras = quiet_keras()
    import tensorflow as tf

    pixels, seeds, rng = images[0].size, counter(100 * seed), np.random.default_rng(seed)
    encoder = _network(pixels + CLASSES, 2 * LATENT, None, seeds)
    decoder = _network(LATENT + CLASSES, pixels, None, seeds)
    optimiser = keras.optimizers.Adam(2e-3)
    variables = encoder.trainable_variables + decoder.trainable_variables
    optimiser.build(variables)

    @tf.function
    def step(pictures: Any, classes: Any, draws: Any) -> None:
        with tf.GradientTape() as tape:
            mean, log_variance = tf.split(encoder(tf.concat([pictures, classes], 1)), 2, axis=1)
            latent = mean + tf.exp(log_variance / 2) * draws
            logits = decoder(tf.concat([latent, classes], 1))
            lost = tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(pictures, logits), 1)
            told = tf.reduce_sum(tf.exp(log_variance) + mean**2 - 1 - log_variance, 1) / 2
            loss = tf.reduce_mean(lost + told)
        optimiser.apply(tape.gradient(loss, variables), variables)

    _repeat(step, images, labels, epochs, rng, "training a VAE")
    return _made(lambda numbers: tf.sigmoid(decoder(numbers)).numpy(), images.shape[1:], count, rng)


def gan(
    images: NDArray[np.uint8], labels: NDArray[Any], count: int, *, epochs: int = 20, seed: int = 0
) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Train a class-conditional generative adversarial network, and let it make `count` pictures of each class.

    Arguments, result and errors are those of `vae`.
    Sources: Goodfellow et al. 2014, "Generative Adversarial Networks", arXiv:1406.2661; Mirza and Osindero 2014,
    "Conditional Generative Adversarial Nets", arXiv:1411.1784.
    """
    _check(images, labels, count, epochs, seed)
    keras = quiet_keras()
    import tensorflow as tf

    pixels, seeds, rng = images[0].size, counter(100 * seed), np.random.default_rng(seed)
    generator = _network(LATENT + CLASSES, pixels, "sigmoid", seeds)
    critic = _network(pixels + CLASSES, 1, None, seeds)
    optimisers = [keras.optimizers.Adam(1e-3, beta_1=0.5) for _ in range(2)]
    variables = [critic.trainable_variables, generator.trainable_variables]
    for optimiser, some in zip(optimisers, variables, strict=True):
        optimiser.build(some)

    def doubt(real: bool, logits: Any) -> Any:
        wanted = tf.ones_like(logits) if real else tf.zeros_like(logits)
        return tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(wanted, logits))

    @tf.function
    def step(pictures: Any, classes: Any, draws: Any) -> None:
        with tf.GradientTape(persistent=True) as tape:
            made = generator(tf.concat([draws, classes], 1))
            of_real, of_made = (critic(tf.concat([some, classes], 1)) for some in (pictures, made))
            losses = [doubt(True, of_real) + doubt(False, of_made), doubt(True, of_made)]
        for optimiser, loss, some in zip(optimisers, losses, variables, strict=True):
            optimiser.apply(tape.gradient(loss, some), some)

    _repeat(step, images, labels, epochs, rng, "training a GAN")
    return _made(lambda numbers: generator(numbers).numpy(), images.shape[1:], count, rng)


def _check(images: object, labels: object, count: object, epochs: object, seed: object) -> None:
    require.array("images", images, ndim=3, dtype=np.uint8)
    require.that(len(images) >= BATCH, "images", images, f"at least {BATCH} pictures")
    require.array("labels", labels, shape=(len(images),), dtype=int)
    require.that(labels.min() >= 0 and labels.max() < CLASSES, "labels", labels, f"labels from 0 to {CLASSES - 1}")
    require.number("count", count, low=1, integer=True)
    require.number("epochs", epochs, low=1, integer=True)
    require.number("seed", seed, low=0, integer=True)


def _network(inputs: int, outputs: int, activation: str | None, seeds: Iterator[int]) -> "keras.Model":
    keras = quiet_keras()
    layers, glorot = keras.layers, keras.initializers.GlorotUniform
    return keras.Sequential(
        [
            layers.Input((inputs,)),
            layers.Dense(HIDDEN, activation="leaky_relu", kernel_initializer=glorot(next(seeds))),
            layers.Dense(outputs, activation=activation, kernel_initializer=glorot(next(seeds))),
        ]
    )


def _repeat(
    step: Any, images: NDArray[np.uint8], labels: NDArray[Any], epochs: int, rng: np.random.Generator, what: str
) -> None:
    """Call `step` with 100 pictures at a time, their classes and draws; the rest of an epoch is left out."""
    rows, classes = img_as_float32(images).reshape(len(images), -1), _classes(labels)
    whole = len(rows) // BATCH * BATCH
    batches = [batch for _ in range(epochs) for batch in rng.permutation(len(rows))[:whole].reshape(-1, BATCH)]
    for batch in tqdm(batches, desc=what, mininterval=0.5):
        step(rows[batch], classes[batch], rng.standard_normal((BATCH, LATENT), np.float32))


def _classes(labels: NDArray[Any]) -> NDArray[np.float32]:
    """Classes as networks are told them: rows of zeros with one other number."""
    return CLASS_WEIGHT * np.eye(CLASSES, dtype=np.float32)[labels]


def _made(
    network: Any, shape: tuple[int, int], count: int, rng: np.random.Generator
) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Let a network make pictures from fresh draws and a class each."""
    labels = np.repeat(np.arange(CLASSES), count)
    draws = rng.standard_normal((len(labels), LATENT), np.float32)
    rows = network(np.hstack([draws, _classes(labels)]))
    return np.rint(255 * rows).astype(np.uint8).reshape(-1, *shape), labels
