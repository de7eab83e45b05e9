"""The clients of the deployment: three shops with pictures of what they sell; and their training in one process."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from privatepixels import data, networks, require
from privatepixels.networks import Weights

SHOPS = {"shoes": (5, 7, 9), "tops": (0, 2, 4, 6), "the rest": (1, 3, 8)}  # what each sells, by its number in the data


def pictures(shop: int) -> tuple[NDArray[np.float32], NDArray[np.integer]]:
    """Give the training pictures of a shop, float32 n x 28 x 28 in 0..1, and their labels, integers (n,).

    shop: its place in SHOPS, from 0 on. Raises ValueError for anything else.
    """
    require.number("shop", shop, low=0, high=len(SHOPS) - 1, integer=True)
    images, labels = data.fashion("train")
    sold = np.isin(labels, list(SHOPS.values())[shop])
    return images[sold] / np.float32(255), labels[sold]


def accuracy(weights: Weights) -> float:
    """Give the share of test pictures of all classes that a network names rightly, in 0..1."""
    images, labels = data.fashion("test")
    return networks.accuracy(weights, images / np.float32(255), labels)


def generator(seed: int, turn: int, shop: int) -> np.random.Generator:
    """Make the generator of one shop in one round, the same in any process: integers >= 0."""
    return np.random.default_rng([seed, turn, shop])


def simulated(client_update: Callable, federated_average: Callable, plan: dict) -> Iterator[Weights]:
    """Train in this process as the deployment does, with the same random numbers; gives the weights after each round.

    client_update, federated_average: as lesson 6, federated learning, has them. plan: rounds, epochs, batch-size,
    learning-rate and seed, as in the app's pyproject.toml.
    """
    weights, shops = networks.untrained(), [pictures(shop) for shop in range(len(SHOPS))]
    for turn in range(plan["rounds"]):
        updates = [
            client_update(weights, *own, *training(plan), generator(plan["seed"], turn, shop))
            for shop, own in enumerate(shops)
        ]
        weights = federated_average(updates, [len(labels) for _, labels in shops])
        yield weights


def training(plan: dict) -> tuple[int, int, float]:
    """Pick out of the plan what `client_update` is told: epochs, batch size and learning rate."""
    return plan["epochs"], plan["batch-size"], plan["learning-rate"]
