"""The data of the experiment, which all techniques share, and how large it is."""

import numpy as np
from numpy.typing import NDArray

from privatepixels import data, require, shadow_models

MODELS = 8  # each in turn is attacked, with the others for shadows
POOL = 2000  # pictures, half of which each model is trained on
PRACTICE = 2000  # pictures of the attacker's own
TEST = 2000  # pictures that judge the recogniser
PROBES = 400  # releases to be linked
EPOCHS = 20
ROUNDS = 100


class Setting:
    """The data that all techniques share, drawn with one seed."""

    def __init__(self, seed: int = 0, scale: float = 1.0) -> None:
        """Draw; `scale` below 1 takes a part of the pictures and of the training, for a quick look."""
        require.number("seed", seed, low=0, integer=True)
        require.number("scale", scale, low=0.1, high=1)
        self.seed = seed
        images, labels = data.fashion("train")
        order = np.random.default_rng(seed).permutation(len(images))
        pool, practice = 2 * round(POOL * scale / 2), round(PRACTICE * scale)
        self.pool, self.labels = images[order[:pool]], labels[order[:pool]]
        self.practice = images[order[pool : pool + practice]]
        self.test, self.test_labels = (part[: round(TEST * scale)] for part in data.fashion("test"))
        self.probes = min(PROBES, pool // 2)
        self.members = shadow_models.half_each(MODELS, pool, self.rng("members"))
        self.epochs, self.rounds = max(1, round(EPOCHS * scale)), max(2, round(ROUNDS * scale))

    def rng(self, *names: object) -> np.random.Generator:
        """Give a generator of its own to each use, so that none depends on what ran before."""
        return np.random.default_rng([self.seed, *"/".join(map(str, names)).encode()])

    def accuracy(self, weights: shadow_models.Weights, released: NDArray[np.uint8]) -> float:
        """Give the share of the test pictures, as they were released, that networks get right, in their mean."""
        said = shadow_models.say(weights, shadow_models.as_inputs(released)).argmax(axis=2)
        return float(np.mean(said == self.test_labels))
