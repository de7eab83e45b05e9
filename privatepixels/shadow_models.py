"""Many small recognisers at once: what an attacker trains to learn how a model treats what it was trained on.

The models are stacked: one array holds the same layer of all of them, so that one matrix product serves all. Each is a
network with one hidden layer (ReLU) and a softmax.
"""

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import softmax
from threadpoolctl import threadpool_limits
from tqdm.auto import tqdm

from privatepixels import require

HIDDEN = 64
BATCH = 100
LEARNING_RATE = 0.05
MOMENTUM = 0.9
LOCAL_BATCH = 10
LOCAL_RATE = 0.1

# Matrices as small as these lose more by waiting for a second thread than they gain.
_one_thread = threadpool_limits.wrap(limits=1)

Weights = list[NDArray[np.float32]]  # kernel m x inputs x outputs and bias m x 1 x outputs, layer by layer


def half_each(models: int, pictures: int, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Draw which pictures each model is trained on: a random half, and for the next model the other half.

    So each picture is in the training data of half of the models. models, pictures: even, >= 4 and >= 2. Returns bool,
    models x pictures. Raises ValueError for anything else.
    """
    for name, value, low in (("models", models, 4), ("pictures", pictures, 2)):
        require.number(name, value, low=low, integer=True)
        require.that(value % 2 == 0, name, value, "an even number")
    require.generator("rng", rng)
    half = rng.random((models // 2, pictures)).argsort(axis=1) < pictures // 2
    return np.stack([half, ~half], axis=1).reshape(models, pictures)


def new_networks(models: int, inputs: int, classes: int, rng: np.random.Generator) -> Weights:
    """Make untrained networks, each with draws of its own (He et al. 2015, doi:10.1109/ICCV.2015.123).

    models, inputs, classes: integers >= 1. Raises ValueError for anything else.
    """
    for name, value in (("models", models), ("inputs", inputs), ("classes", classes)):
        require.number(name, value, low=1, integer=True)
    require.generator("rng", rng)
    sizes = (inputs, HIDDEN, classes)
    weights = []
    for before, after in pairwise(sizes):
        draws = rng.standard_normal((models, before, after), dtype=np.float32)
        weights += [draws * np.float32(np.sqrt(2 / before)), np.zeros((models, 1, after), np.float32)]
    return weights


@_one_thread
def train(
    weights: Weights,
    pictures: NDArray[np.float32],
    labels: NDArray[np.int64],
    members: NDArray[np.bool_],
    *,
    epochs: int,
    rng: np.random.Generator,
    noise_multiplier: float = 0.0,
    clip: float | None = None,
) -> Weights:
    """Train networks, each on its own choice of pictures, and return their new weights.

    weights: as `new_networks` makes them, of m networks; they aren't changed. pictures: float32, n x inputs, the same
    for all networks, or m x n x inputs, for each its own release of them. labels: integers (n,). members: bool m x n,
    what each is trained on. epochs: how often each picture is seen, >= 1. With `clip`, it is DP-SGD: each picture is
    in each batch with probability BATCH over the members' mean number, its gradient is clipped to this length, and
    Gaussian noise of noise_multiplier times this length is added to the sum (Abadi et al. 2016,
    doi:10.1145/2976749.2978318). The learning rate falls in a straight line to zero.
    Raises ValueError for anything else.
    """
    _require_data(weights, pictures, labels)
    require.array("members", members, shape=(len(weights[0]), len(labels)), dtype=np.bool_)
    require.number("epochs", epochs, low=1, integer=True)
    require.number("noise_multiplier", noise_multiplier, low=0)
    require.that(clip is None or require.number("clip", clip, low=0) > 0, "clip", clip, "None or a number above 0")
    require.generator("rng", rng)
    weights = [part.copy() for part in weights]
    speeds = [np.zeros_like(part) for part in weights]
    size = members.sum(axis=1).mean()
    steps = max(1, round(epochs * size / BATCH))
    batches = _poisson(members, BATCH / size, steps, rng) if clip else _shuffled(members, steps, rng)
    for step, (chosen, real) in enumerate(tqdm(batches, "training", steps, leave=False, mininterval=0.5)):
        gradients = _gradients(weights, _rows(pictures, chosen), labels[chosen], real, clip)
        for part, speed, gradient in zip(weights, speeds, gradients, strict=True):
            if clip:
                gradient += rng.standard_normal(gradient.shape, np.float32) * np.float32(clip * noise_multiplier)
            speed *= MOMENTUM
            speed += gradient / BATCH
            part -= np.float32(LEARNING_RATE * (1 - step / steps)) * speed
    return weights


@_one_thread
def local_updates(
    weights: Weights, pictures: NDArray[np.float32], labels: NDArray[np.int64], owners: NDArray[np.int64]
) -> Weights:
    """Train each client's copy of a network on the client's own pictures for one epoch, and return all the copies.

    weights: of c networks, one for each client. pictures: float32, n x inputs. labels: integers (n,). owners: integers
    c x k, the numbers of each client's pictures in both; they come in this order, in batches of LOCAL_BATCH. Raises
    ValueError for anything else.
    """
    _require_data(weights, pictures, labels)
    _require_places("owners", owners, (len(weights[0]), None), len(labels))
    weights = [part.copy() for part in weights]
    for start in range(0, owners.shape[1], LOCAL_BATCH):
        chosen = owners[:, start : start + LOCAL_BATCH]
        gradients = _gradients(weights, pictures[chosen], labels[chosen], np.ones(chosen.shape, np.float32), None)
        for part, gradient in zip(weights, gradients, strict=True):
            part -= np.float32(LOCAL_RATE / chosen.shape[1]) * gradient
    return weights


@_one_thread
def train_federated(
    weights: Weights,
    pictures: NDArray[np.float32],
    labels: NDArray[np.int64],
    clients: NDArray[np.int64],
    *,
    rounds: int,
    each_round: int,
    rng: np.random.Generator,
) -> Weights:
    """Train networks by federated averaging (McMahan et al. 2017, arXiv:1602.05629), and return their new weights.

    weights: of m networks. pictures: float32, n x inputs. labels: integers (n,). clients: integers m x clients x k,
    which pictures each client of each network holds. rounds: how many, >= 1. each_round: clients drawn for a round,
    from 1 to all. Raises ValueError for anything else.
    """
    _require_data(weights, pictures, labels)
    _require_places("clients", clients, (len(weights[0]), None, None), len(labels))
    require.number("rounds", rounds, low=1, integer=True)
    require.number("each_round", each_round, low=1, high=clients.shape[1], integer=True)
    require.generator("rng", rng)
    models, holders, held = clients.shape
    for _ in tqdm(range(rounds), "rounds", leave=False, mininterval=0.5):
        drawn = rng.random((models, holders)).argsort(axis=1)[:, :each_round]
        owners = np.take_along_axis(clients, drawn[:, :, None], axis=1).reshape(-1, held)
        copies = local_updates([part.repeat(each_round, axis=0) for part in weights], pictures, labels, owners)
        weights = [part.reshape(models, each_round, *part.shape[1:]).mean(axis=1) for part in copies]
    return weights


def say(weights: Weights, pictures: NDArray[np.float32]) -> NDArray[np.float32]:
    """Give each network's probabilities: m x n x classes. pictures: float32, n x inputs or m x n x inputs."""
    hidden = np.maximum(pictures @ weights[0] + weights[1], 0)
    return softmax(hidden @ weights[2] + weights[3], axis=-1)


def count(weights: Weights) -> int:
    """Count the weights of one network."""
    return sum(part[0].size for part in weights)


def as_inputs(pictures: NDArray[Any]) -> NDArray[np.float32]:
    """Turn 8-bit pictures, ... x H x W, into rows of inputs around 0: float32, ... x H W."""
    return pictures.reshape(*pictures.shape[:-2], -1).astype(np.float32) / 128 - 1


def _require_data(weights: object, pictures: object, labels: object) -> None:
    """Demand weights of networks, and pictures for them, each with a label."""
    require.weights("weights", weights)
    require.array("labels", labels, ndim=1, dtype=int)
    shape = (len(labels), weights[0].shape[1])
    own = isinstance(pictures, np.ndarray) and pictures.ndim == 3
    require.array("pictures", pictures, shape=(len(weights[0]), *shape) if own else shape, dtype=np.float32)
    top = weights[-1].shape[-1] - 1
    require.that(bool(labels.min() >= 0 and labels.max() <= top), "labels", labels, f"labels from 0 to {top}")


def _require_places(name: str, value: object, shape: tuple[int | None, ...], pictures: int) -> None:
    """Demand integers of this shape that say which of so many pictures are meant."""
    places = require.array(name, value, shape=shape, dtype=int)
    within = places.size > 0 and places.min() >= 0 and places.max() < pictures
    require.that(bool(within), name, value, f"numbers of pictures, 0 to {pictures - 1}")


def _shuffled(members: NDArray[np.bool_], steps: int, rng: np.random.Generator) -> Any:
    """Give batches that pass through each network's members again and again, in new orders."""
    count = members.sum(axis=1).min()
    queue = np.empty((len(members), 0), int)
    for _ in range(steps):
        if queue.shape[1] < BATCH:
            draws = np.where(members, rng.random(members.shape), 2)
            queue = np.concatenate([queue, draws.argsort(axis=1)[:, :count]], axis=1)
        yield queue[:, :BATCH], np.ones(queue[:, :BATCH].shape, np.float32)
        queue = queue[:, BATCH:]


def _poisson(members: NDArray[np.bool_], share: float, steps: int, rng: np.random.Generator) -> Any:
    """Give batches into which each member comes with the same probability; what only fills up counts 0."""
    for _ in range(steps):
        drawn = members & (rng.random(members.shape) < share)
        most = max(1, drawn.sum(axis=1).max())
        chosen = np.argsort(~drawn, axis=1, kind="stable")[:, :most]
        yield chosen, np.take_along_axis(drawn, chosen, axis=1).astype(np.float32)


def _rows(pictures: NDArray[np.float32], chosen: NDArray[np.int64]) -> NDArray[np.float32]:
    return pictures[chosen] if pictures.ndim == 2 else pictures[np.arange(len(chosen))[:, None], chosen]


def _gradients(
    weights: Weights, inputs: NDArray[np.float32], labels: NDArray[np.int64], real: NDArray[np.float32], clip: Any
) -> Weights:
    """Sum the gradients of the examples of each batch, each clipped if `clip` says so; `real` weighs the examples."""
    hidden = np.maximum(inputs @ weights[0] + weights[1], 0)
    slope = softmax(hidden @ weights[2] + weights[3], axis=-1)
    np.put_along_axis(slope, labels[:, :, None], np.take_along_axis(slope, labels[:, :, None], 2) - 1, 2)
    slope *= real[:, :, None]
    below = (slope @ weights[2].swapaxes(1, 2)) * (hidden > 0)
    if clip:  # An example's gradient in a layer is an outer product: its length is a product of lengths.
        lengths = sum(
            ((came**2).sum(axis=2) + 1) * (went**2).sum(axis=2) for came, went in ((inputs, below), (hidden, slope))
        )
        factor = np.minimum(1, clip / np.sqrt(np.maximum(lengths, 1e-12)))[:, :, None].astype(np.float32)
        slope, below = slope * factor, below * factor
    return [
        inputs.swapaxes(1, 2) @ below,
        below.sum(axis=1, keepdims=True),
        hidden.swapaxes(1, 2) @ slope,
        slope.sum(axis=1, keepdims=True),
    ]
