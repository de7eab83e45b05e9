"""Attacks that several lessons share: a denoiser that learns, and two ways to tell who is in a picture.

TensorFlow is imported when `denoiser` is called, never with this module.
"""

from itertools import count
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from skimage.transform import downscale_local_mean
from skimage.util import img_as_float64
from sklearn.decomposition import PCA
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from threadpoolctl import threadpool_limits

from privatepixels import require
from privatepixels.models import quiet_keras

if TYPE_CHECKING:
    import keras

LEARNING_RATE = 4e-3
LONGEST_SIDE = 16  # of the pictures that `match_trained` looks at
COMPONENTS = 80


def denoiser(shape: tuple[int, int] = (28, 28), *, seed: int = 0) -> "keras.Model":
    """Make an untrained network that turns noisy grey pictures into clean ones.

    A small U-Net: two steps down, a dense layer that sees the whole picture, two steps up with shortcuts.
    shape: (H, W) of one picture, multiples of 4. seed: an integer >= 0; the same seed gives the same weights.
    Returns a compiled Keras model: pictures in, float pictures in 0..1 out. `models.train(model, noisy, clean)` trains
    it, `models.scores(model, noisy)` uses it. Raises ValueError for anything else.
    Source: Ronneberger, Fischer and Brox 2015, "U-Net: Convolutional Networks for Biomedical Image Segmentation",
    doi:10.1007/978-3-319-24574-4_28.
    """
    require.that(isinstance(shape, tuple) and len(shape) == 2, "shape", shape, "(H, W)")
    for side in shape:
        require.number("shape", side, low=4, integer=True)
        require.that(side % 4 == 0, "shape", side, "multiples of 4")
    require.number("seed", seed, low=0, integer=True)
    keras = quiet_keras()
    layers, seeds = keras.layers, count(100 * seed)

    def glorot() -> "keras.Initializer":
        return keras.initializers.GlorotUniform(next(seeds))

    def down(picture: Any, filters: int, size: int) -> Any:
        return layers.Conv2D(filters, size, 2, "same", activation="relu", kernel_initializer=glorot())(picture)

    def up(picture: Any, filters: int) -> Any:
        return layers.Conv2DTranspose(filters, 3, 2, "same", activation="relu", kernel_initializer=glorot())(picture)

    def dense(values: Any, units: int) -> Any:
        return layers.Dense(units, activation="relu", kernel_initializer=glorot())(values)

    noisy = layers.Input(shape)
    full = layers.Reshape((*shape, 1))(noisy)
    half = down(full, 12, 5)
    quarter = down(half, 24, 3)
    small = quarter.shape[1:3]
    whole = dense(dense(layers.Flatten()(quarter), 128), 8 * small[0] * small[1])
    picture = up(layers.Concatenate()([quarter, layers.Reshape((*small, 8))(whole)]), 12)
    picture = up(layers.Concatenate()([picture, half]), 8)
    picture = layers.Concatenate()([picture, full])
    picture = layers.Conv2D(1, 3, padding="same", activation="sigmoid", kernel_initializer=glorot())(picture)
    model = keras.Model(noisy, layers.Reshape(shape)(picture))
    model.compile(keras.optimizers.Adam(LEARNING_RATE), "mse", jit_compile=False)
    return model


def match_nearest(gallery: NDArray[Any], people: NDArray[Any], probes: NDArray[Any]) -> NDArray[Any]:
    """Tell who is in each probe: whoever is in the picture of the gallery with the least mean squared error to it.

    gallery: n pictures, uint8 or float in 0..1. people: who is in them, integers (n,). probes: m pictures of the same
    size, uint8 or float in 0..1. Returns integers (m,). Raises ValueError for anything else.
    """
    gallery, probes = _flat_pictures(gallery, people, probes)
    return KNeighborsClassifier(1, algorithm="brute").fit(gallery, people).predict(probes)


def match_trained(gallery: NDArray[Any], people: NDArray[Any], probes: NDArray[Any]) -> NDArray[Any]:
    """Tell who is in each probe, after learning from the gallery what tells its people apart.

    The informed attacker: give it a gallery that was protected as the probes were, best in several copies. Pictures
    are averaged over blocks until no side is longer than 16, reduced to at most 80 principal components, and told
    apart by linear discriminant analysis.
    gallery: n pictures, uint8 or float in 0..1, n > the number of people >= 2. people: who is in them, integers (n,).
    probes: m pictures of the same size, uint8 or float in 0..1. Returns integers (m,). Raises ValueError for anything
    else.
    Source: Belhumeur, Hespanha and Kriegman 1997, "Eigenfaces vs. Fisherfaces: Recognition Using Class Specific Linear
    Projection", doi:10.1109/34.598228.
    """
    gallery, probes = _flat_pictures(gallery, people, probes, LONGEST_SIDE)
    found = len(np.unique(people))
    require.that(2 <= found < len(people), "people", people, "at least two people, one of them with several pictures")
    kept = min(COMPONENTS, len(gallery) - found, gallery.shape[1])
    classifier = make_pipeline(PCA(kept, svd_solver="covariance_eigh"), LinearDiscriminantAnalysis())
    with threadpool_limits(1):  # Matrices as small as these lose more by waiting for a second thread than they gain.
        return classifier.fit(gallery, people).predict(probes)


def _flat_pictures(
    gallery: NDArray[Any], people: NDArray[Any], probes: NDArray[Any], longest_side: int | None = None
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Check the arguments of a matcher, and give each picture as a row of floats."""
    require.images("gallery", gallery)
    require.array("people", people, shape=(len(gallery),), dtype=int)
    require.images("probes", probes)
    require.that(probes.shape[1:] == gallery.shape[1:], "probes", probes, f"pictures of shape {gallery.shape[1:]}")
    block = -(-max(gallery.shape[1:3]) // longest_side) if longest_side else 1
    blocks = (1, block, block, 1)[: gallery.ndim]
    return tuple(
        downscale_local_mean(img_as_float64(stack), blocks).reshape(len(stack), -1) for stack in (gallery, probes)
    )
