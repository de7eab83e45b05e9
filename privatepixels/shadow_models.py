"""Many small recognisers at once: what an attacker trains to learn how a model treats what it was trained on.

The models are stacked: one array holds the same layer of all of them, so that one matrix product serves all. Each is a
network with one hidden layer (ReLU) and a softmax.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import softmax
from tqdm.auto import tqdm

from privatepixels import require

HIDDEN = 64
BATCH = 100
LEARNING_RATE = 0.05
MOMENTUM = 0.9

Weights = list[NDArray[np.float32]]  # kernel m x inputs x outputs and bias m x 1 x outputs, layer by layer


def half_each(models: int, pictures: int, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Draw which pictures each model is trained on: each picture by half of the models, in all combinations alike.

    models: even, >= 2. pictures: >= 1. Returns bool, models x pictures. Raises ValueError for anything else.
    """
    require.number("models", models, low=2, integer=True)
    require.that(models % 2 == 0, "models", models, "an even number")
    require.number("pictures", pictures, low=1, integer=True)
    require.generator("rng", rng)
    return rng.random((models, pictures)).argsort(axis=0) < models // 2


def new_networks(models: int, inputs: int, classes: int, rng: np.random.Generator) -> Weights:
    """Make untrained networks, each with draws of its own (He et al. 2015, doi:10.1109/ICCV.2015.123)."""
    sizes = (inputs, HIDDEN, classes)
    weights = []
    for before, after in zip(sizes[:-1], sizes[1:], strict=True):
        draws = rng.standard_normal((models, before, after), dtype=np.float32)
        weights += [draws * np.float32(np.sqrt(2 / before)), np.zeros((models, 1, after), np.float32)]
    return weights


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
    Raises ValueError for members of another shape.
    """
    require.array("members", members, shape=(len(weights[0]), len(labels)), dtype=np.bool_)
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


def say(weights: Weights, pictures: NDArray[np.float32]) -> NDArray[np.float32]:
    """Give each network's probabilities: m x n x classes. pictures: float32, n x inputs or m x n x inputs."""
    hidden = np.maximum(pictures @ weights[0] + weights[1], 0)
    return softmax(hidden @ weights[2] + weights[3], axis=-1)


def as_inputs(pictures: NDArray[Any]) -> NDArray[np.float32]:
    """Turn 8-bit pictures, ... x H x W, into rows of inputs around 0: float32, ... x H W."""
    return pictures.reshape(*pictures.shape[:-2], -1).astype(np.float32) / 128 - 1


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
    return pictures[chosen] if pictures.ndim == 2 else np.take_along_axis(pictures, chosen[:, :, None], axis=1)


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
