"""The answers of the lesson `federated` beside a Keras model and `fit` for each client.

Flower's simulation needs an environment of its own, and has a command of its own:
`.venv-federation/bin/python -m privatepixels.federation --simulation solutions/federated/answers.py`.
"""

from typing import TYPE_CHECKING

import numpy as np

from benchmarks.contest import OURS, Contest
from privatepixels import data, models, networks
from solutions.federated import answers as federated

if TYPE_CHECKING:
    import keras

BATCH, RATE = 50, 0.1


def contests(picture: np.ndarray) -> list[Contest]:
    """List the contests of this lesson's answers: one round, in which each client sees its pictures once."""
    images, labels = data.fashion("train")
    return [_round_of(clients, images / np.float32(255), labels) for clients in (10, 50)]


def _round_of(count: int, images: np.ndarray, labels: np.ndarray) -> Contest:
    """All pictures, shared evenly by so many clients; the other way takes long, so that few rounds have to do."""
    start, parts = networks.untrained(), np.array_split(np.random.default_rng(0).permutation(len(labels)), count)
    clients = [(images[part], labels[part]) for part in parts]
    return Contest(
        f"federated_round ({count} clients)",
        OURS,
        {
            "a Keras model and fit for each client": lambda: round_by_fit(start, clients),
            OURS: lambda: federated.federated_round(start, clients, 1, BATCH, RATE, np.random.default_rng(0)),
        },
        rounds=30 // count + 1,
    )


def round_by_fit(weights: list[np.ndarray], clients: list[tuple[np.ndarray, np.ndarray]]) -> list[np.ndarray]:
    """Run a round with a new Keras model for each client, as the article makes one, compiled, and averaged."""
    updates = []
    for images, labels in clients:
        model = network()
        model.set_weights(weights)
        model.fit(images, labels, batch_size=BATCH, epochs=1, verbose=0)
        updates.append(model.get_weights())
    return federated.federated_average(updates, [len(labels) for _, labels in clients])


def network() -> "keras.Model":
    """Make the lesson's network as a Keras model."""
    keras = models.quiet_keras()
    layers = keras.layers
    model = keras.Sequential(
        [
            layers.Input((28, 28)),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(keras.optimizers.SGD(RATE), "sparse_categorical_crossentropy")
    return model
