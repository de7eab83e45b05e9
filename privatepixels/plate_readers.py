"""Attacks that read redacted number plates: one that knows clear plates only, one that practised on redacted ones."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from threadpoolctl import threadpool_limits

from privatepixels import require
from privatepixels.models import quiet_keras

ROWS, COLUMNS = 20, 98  # of a box that the readers look at; plates' boxes are a little smaller
COMPONENTS, MULTIPLIED = 100, 24
LEAST_VARIANCE = 1e-6
SHRINKAGE = 1e-3
HIDDEN, EPOCHS, BATCH, LEARNING_RATE = 256, 20, 128, 0.006  # of the network


def read_by_template(
    images: NDArray[np.uint8], boxes: NDArray[Any], texts: list[str], probes: NDArray[np.uint8], places: NDArray[Any]
) -> list[str]:
    """Read plates by template matching.

    The naive attacker: give it clear plates to make its templates from. The template of a character at one of the six
    places is the mean of the plates with that character there, less the mean of all; the one that a probe correlates
    with most is read.
    images: n pictures of one size, uint8, grey or colour. boxes: where their text stands, integers (n, 4), top, left,
    bottom, right. texts: what it says, n strings of one length. probes: m pictures, places: their boxes, alike.
    Returns m strings. Raises ValueError for anything else.
    """
    known, unknown = _parts(images, boxes, texts, probes, places)
    average = known.mean(axis=0)
    known, unknown = known - average, unknown - average

    def read(characters: NDArray[Any]) -> NDArray[Any]:
        alphabet = np.unique(characters)
        templates = np.stack([known[characters == character].mean(axis=0) for character in alphabet])
        templates /= np.maximum(np.linalg.norm(templates, axis=1, keepdims=True), 1e-9)
        return alphabet[(unknown @ templates.T).argmax(axis=1)]

    return _read_each_place(texts, read)


def read_trained(
    images: NDArray[np.uint8], boxes: NDArray[Any], texts: list[str], probes: NDArray[np.uint8], places: NDArray[Any]
) -> list[str]:
    """Read plates after learning, from plates with known text, what each character looks like.

    The informed attacker: give it plates that it redacted itself, as the probes were. Boxes are reduced to 100
    principal components, the products of the first 24 are added, and the characters at each place are told apart by
    linear discriminant analysis.
    Arguments, result and errors: as for `read_by_template`; some character must stand at each place more than once.
    Source of the idea: McPherson, Shokri and Shmatikov 2016, "Defeating Image Obfuscation with Deep Learning",
    arXiv:1609.00408, who train networks, as `read_by_network` does.
    """
    known, unknown = _parts(images, boxes, texts, probes, places)
    with threadpool_limits(1):  # Matrices as small as these lose more by waiting for a second thread than they gain.
        average = known.mean(axis=0)
        variances, directions = np.linalg.eigh(np.cov(known.T))
        components = directions[:, -COMPONENTS:] / np.sqrt(np.maximum(variances[-COMPONENTS:], LEAST_VARIANCE))
        known, unknown = (_with_products((rows - average) @ components) for rows in (known, unknown))

        def read(characters: NDArray[Any]) -> NDArray[Any]:
            reader = LinearDiscriminantAnalysis(solver="lsqr", shrinkage=SHRINKAGE)
            return reader.fit(known, characters).predict(unknown)

        return _read_each_place(texts, read)


def read_by_network(
    images: NDArray[np.uint8], boxes: NDArray[Any], texts: list[str], probes: NDArray[np.uint8], places: NDArray[Any]
) -> list[str]:
    """Read plates with a small neural network: one hidden layer, and at each place one output a character.

    Another informed attacker, to compare: give it plates that it redacted itself, as the probes were.
    Arguments, result and errors: as for `read_by_template`. The same arguments give the same result on one machine.
    Source: McPherson, Shokri and Shmatikov 2016, arXiv:1609.00408, whose networks are larger, and convolve.
    """
    known, unknown = _parts(images, boxes, texts, probes, places)
    average = known.mean(axis=0)
    alphabet = np.unique(_characters(texts))
    characters = np.searchsorted(alphabet, _characters(texts))
    keras = quiet_keras()
    layers, glorot = keras.layers, keras.initializers.GlorotUniform
    outputs = (characters.shape[1], len(alphabet))
    network = keras.Sequential(
        [
            layers.Input((known.shape[1],)),
            layers.Dense(HIDDEN, activation="relu", kernel_initializer=glorot(0)),
            layers.Dense(outputs[0] * outputs[1], kernel_initializer=glorot(1)),
            layers.Reshape(outputs),
            layers.Softmax(),
        ]
    )
    steps = EPOCHS * -(-len(known) // BATCH)
    falling = keras.optimizers.schedules.PolynomialDecay(LEARNING_RATE, steps, end_learning_rate=0.0)
    network.compile(keras.optimizers.Adam(falling), "sparse_categorical_crossentropy", jit_compile=False)
    # The plates aren't shuffled again: they come in the order in which they were drawn, which is chance enough.
    network.fit(known - average, characters, batch_size=BATCH, epochs=EPOCHS, shuffle=False, verbose=0)
    found = network.predict(unknown - average, verbose=0).argmax(axis=2)
    return ["".join(row) for row in alphabet[found]]


def characters_read(texts: list[str], read: list[str]) -> float:
    """Share of characters read rightly, 0..1.

    texts: what the plates say, read: what an attacker says; n strings each, of one length. Raises ValueError for
    anything else.
    """
    for name, value in (("texts", texts), ("read", read)):
        require.that(_is_texts(value), name, value, "a list of texts of one length")
    same = len(read) == len(texts) and len(read[0]) == len(texts[0])
    require.that(same, "read", read, f"{len(texts)} texts of {len(texts[0])} characters")
    return float(np.mean(_characters(texts) == _characters(read)))


def _parts(
    images: NDArray[Any], boxes: NDArray[Any], texts: list[str], probes: NDArray[Any], places: NDArray[Any]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Check a reader's arguments, and give what is in each box as a row of floats, without its brightness."""
    require.images("images", images, dtype=np.uint8)
    require.array("boxes", boxes, shape=(len(images), 4), dtype=int)
    is_labels = _is_texts(texts) and len(texts) == len(images)
    require.that(is_labels, "texts", texts, f"a list of {len(images)} texts of one length")
    require.images("probes", probes, dtype=np.uint8)
    require.array("places", places, shape=(len(probes), 4), dtype=int)
    return _part(images, boxes), _part(probes, places)


def _part(images: NDArray[np.uint8], boxes: NDArray[Any]) -> NDArray[np.float32]:
    grey = images if images.ndim == 3 else images.mean(axis=3, dtype=np.float32)
    top, left, bottom, right = boxes.T[:, :, None]
    rows = np.minimum(top + np.arange(ROWS), bottom - 1)  # The last row and column are repeated where a box is small.
    columns = np.minimum(left + np.arange(COLUMNS), right - 1)
    part = grey[np.arange(len(grey))[:, None, None], rows[:, :, None], columns[:, None, :]]
    part = part.reshape(len(part), ROWS // 2, 2, COLUMNS // 2, 2).mean(axis=(2, 4), dtype=np.float32)
    part = part.reshape(len(part), -1)
    part -= part.mean(axis=1, keepdims=True)
    return part / (part.std(axis=1, keepdims=True) + 1)


def _with_products(values: NDArray[Any]) -> NDArray[Any]:
    first, second = np.triu_indices(MULTIPLIED)
    strongest = values[:, -MULTIPLIED:]
    return np.hstack([values, strongest[:, first] * strongest[:, second]])


def _read_each_place(texts: list[str], read: Any) -> list[str]:
    """Let `read` say the characters of all probes at one place, for each place, and put the texts together."""
    return ["".join(found) for found in zip(*map(read, _characters(texts).T), strict=True)]


def _characters(texts: list[str]) -> NDArray[Any]:
    return np.array([list(text) for text in texts])


def _is_texts(value: object) -> bool:
    is_list = isinstance(value, list) and len(value) > 0 and all(isinstance(text, str) and text for text in value)
    return is_list and len({len(text) for text in value}) == 1
