"""What pictures a gradient gives away: a small network to learn with, its gradients, and the attack that inverts them.

TensorFlow is imported when it is first needed, never with this module.
"""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.fft import dctn, idctn
from scipy.optimize import minimize
from skimage.util import img_as_float32

from privatepixels import require
from privatepixels.models import quiet_keras

if TYPE_CHECKING:
    import keras

FILTERS = 12
WEIGHTS = 0.5  # drawn from -0.5 to 0.5
START_NOISE = 0.02
LEAST_SPREAD = 1e-3  # of a coefficient of the cosine transform, for pictures with values in 0..1


def leaky_network(classes: int, shape: tuple[int, int], *, seed: int = 0) -> "keras.Model":
    """Make the untrained network of the gradient attacks: three convolutions with sigmoids, and one dense layer.

    classes: how many things it tells apart, at least 2. shape: (H, W) of one grey picture, each at least 4. seed: an
    integer >= 0; the same seed gives the same weights. Its outputs are logits. Raises ValueError for anything else.
    Source: the LeNet in the program of Zhu, Liu and Han 2019, "Deep Leakage from Gradients", arXiv:1906.08935, with
    wide weights, and sigmoids for their second derivative.
    """
    require.number("classes", classes, low=2, integer=True)
    require.grey_shape("shape", shape, low=4)
    require.number("seed", seed, low=0, integer=True)
    keras = quiet_keras()
    layers = keras.layers

    def draw(place: int) -> "keras.Initializer":
        return keras.initializers.RandomUniform(-WEIGHTS, WEIGHTS, seed=100 * seed + place)

    convolutions = [
        layers.Conv2D(
            FILTERS, 5, stride, "same", activation="sigmoid", kernel_initializer=draw(n), bias_initializer=draw(10 + n)
        )
        for n, stride in enumerate((2, 2, 1))
    ]
    dense = layers.Dense(classes, kernel_initializer=draw(3), bias_initializer=draw(13))
    return keras.Sequential([layers.Input(shape), layers.Reshape((*shape, 1)), *convolutions, layers.Flatten(), dense])


class Gradients:
    """A model's gradients, and the way back from them to pictures. The model's outputs are logits of its classes."""

    def __init__(self, model: "keras.Model") -> None:
        require.that(isinstance(model, quiet_keras().Model), "model", model, "a Keras model")
        self.model = model
        self._gradient, self._mismatch = _compiled(model)

    def of(self, images: NDArray[Any], labels: NDArray[Any]) -> list[NDArray[np.float32]]:
        """Give the gradient of the mean cross-entropy with respect to each of the model's weight arrays, in order.

        images: n pictures of the model's shape, uint8 or float in 0..1. labels: integers (n,), from 0 to classes - 1.
        Raises ValueError for anything else.
        """
        require.images("images", images)
        shape = self.model.input_shape[1:]
        require.that(images.shape[1:] == shape, "images", images, f"pictures of the model's shape {shape}")
        labels = self._labels(labels, len(images))
        return [np.array(part) for part in self._gradient(img_as_float32(images), labels)]

    def invert(
        self,
        gradient: list[NDArray[Any]],
        labels: NDArray[Any],
        *,
        public: NDArray[Any] | None = None,
        noise: float = 0.0,
        steps: int = 80,
        seed: int = 0,
    ) -> NDArray[np.float64]:
        """Find pictures that would have given this gradient, by changing a guess until its own gradient fits.

        L-BFGS makes the squared distance between the guess's gradient and the one given smaller. It works on the cosine
        transform of the guess, in units of what each coefficient is expected to have: that of photographs falls as
        1 / sqrt(f), if nothing better is known. The informed attacker knows pictures of the same kind: the guess starts
        at their mean, and their spread gives the units. And where the gradient is known to hold noise, the guess is the
        likeliest picture: not all that fits the noise, but what also looks like the public ones.
        gradient: of the mean over the pictures, float arrays as `of` gives them. labels: integers (n,), the pictures'
        labels. public: two pictures of the kind or more, of the model's shape, uint8 or float in 0..1. noise: standard
        deviation of the noise in each number of the gradient, >= 0. steps: of the optimiser, an integer >= 1. seed: of
        the start, an integer >= 0.
        Returns pictures, n x H x W in 0..1. Raises ValueError for anything else, such as a gradient with NaN.
        Source: Zhu et al. 2019 (as for `leaky_network`); labels are given, as in Zhao, Mopuri and Bilen 2020, "iDLG:
        Improved Deep Leakage from Gradients", arXiv:2001.02610.
        """
        target = self._parts(gradient)
        labels = self._labels(labels)
        require.number("noise", noise, low=0)
        require.number("steps", steps, low=1, integer=True)
        require.number("seed", seed, low=0, integer=True)
        shape = (len(labels), *self.model.input_shape[1:])
        centre, units = self._expected(public)
        scale = 1 / sum(float(np.sum(part.astype(np.float64) ** 2)) for part in target)
        pull = scale * noise**2

        def pictures(values: NDArray[np.float64]) -> NDArray[np.float64]:
            return centre + idctn(values.reshape(shape) * units, axes=(1, 2), norm="ortho")

        def distance(values: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
            found, slope = self._mismatch(pictures(values).astype(np.float32), labels, target)
            slopes = _transform(np.asarray(slope, np.float64)) * units * scale
            return float(found) * scale + pull * (values @ values), slopes.ravel() + 2 * pull * values

        start = np.random.default_rng(seed).normal(0, START_NOISE, np.prod(shape))
        options = {"maxiter": steps, "maxfun": 2 * steps, "maxcor": 20, "ftol": 0, "gtol": 0}
        found = minimize(distance, start, jac=True, method="L-BFGS-B", options=options)
        return np.clip(pictures(found.x), 0, 1)

    def _expected(self, public: object) -> tuple[Any, NDArray[np.float64]]:
        """Give the mean of the pictures, and how far each coefficient of their cosine transform is from it."""
        shape = self.model.input_shape[1:]
        if public is None:
            frequency = np.hypot(*np.meshgrid(*(np.arange(side) / side for side in shape), indexing="ij"))
            frequency[0, 0] = 1 / max(shape)
            return 0.5, np.sqrt(frequency[0, 0] / frequency)
        require.images("public", public)
        good = public.shape[1:] == shape and len(public) >= 2
        require.that(good, "public", public, f"two pictures or more of the model's shape {shape}")
        known = img_as_float32(public).astype(np.float64)
        return known.mean(axis=0), _transform(known).std(axis=0) + LEAST_SPREAD

    def _labels(self, labels: object, count: int | None = None) -> NDArray[np.int32]:
        require.array("labels", labels, shape=(count,), dtype=int)
        top = self.model.output_shape[1] - 1
        good = len(labels) > 0 and labels.min() >= 0 and labels.max() <= top
        require.that(good, "labels", labels, f"labels from 0 to {top}")
        return labels.astype(np.int32)

    def _parts(self, gradient: object) -> list[NDArray[np.float32]]:
        shapes = [variable.shape for variable in self.model.trainable_variables]
        expected = f"{len(shapes)} arrays of the shapes of the model's weights, finite, not all 0"
        good = isinstance(gradient, list) and [np.shape(part) for part in gradient] == shapes
        good = good and all(isinstance(part, np.ndarray) and np.isfinite(part).all() for part in gradient)
        require.that(good and any(part.any() for part in gradient), "gradient", gradient, expected)
        return [part.astype(np.float32) for part in gradient]


def _compiled(model: "keras.Model") -> tuple[Any, Any]:
    import tensorflow as tf

    weights = [variable.value for variable in model.trainable_variables]

    @tf.function(reduce_retracing=True)
    def gradient(images: Any, labels: Any) -> Any:
        with tf.GradientTape() as tape:
            losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, model(images))
            loss = tf.reduce_mean(losses)
        return tape.gradient(loss, weights)

    @tf.function(reduce_retracing=True)
    def mismatch(images: Any, labels: Any, target: Any) -> Any:
        with tf.GradientTape() as tape:
            tape.watch(images)
            parts = zip(gradient(images, labels), target, strict=True)
            distance = tf.add_n([tf.reduce_sum((found - wanted) ** 2) for found, wanted in parts])
        return distance, tape.gradient(distance, images)

    def convert(function: Any) -> Any:
        return lambda *args: function(*tf.nest.map_structure(tf.constant, args))

    return convert(gradient), convert(mismatch)


def _transform(pictures: NDArray[np.float64]) -> NDArray[np.float64]:
    return dctn(pictures, axes=(1, 2), norm="ortho")
