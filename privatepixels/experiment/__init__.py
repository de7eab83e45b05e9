"""One experiment for all techniques of lessons 1 to 8: the same data, the same recogniser, the same two attacks.

Use is the accuracy of a small recogniser that is trained and tested on what is released. Leakage is what an attacker
gets from the release of one picture: to name the right one among 100 candidates. For techniques that protect the
training or the computation, the release is the model, the client's update, the sum of updates, or the cipher text. The
second attack asks the trained models who was in their training data (LiRA).
"""

from collections.abc import Callable, Iterator
from functools import partial

from privatepixels import ckks
from privatepixels.experiment.encrypted_scores import of_encrypted_scores
from privatepixels.experiment.federated import Federated
from privatepixels.experiment.pictures import of_pictures
from privatepixels.experiment.row import Row, rows_of
from privatepixels.experiment.setting import Setting
from privatepixels.experiment.training import NOISE, of_training
from privatepixels.protections import PROTECTIONS

__all__ = ["NOISE", "Federated", "Row", "Setting", "of_encrypted_scores", "of_pictures", "rows_of", "run"]


def run(seed: int = 0, scale: float = 1.0) -> Iterator[tuple[str, Callable[[], Row]]]:
    """List the experiment's steps: a technique's name, and the function that measures it.

    seed: of all random draws, an integer >= 0. scale: above 0, to 1; below 1 it takes a part of the pictures and of the
    training, for a quick look. Raises ValueError for anything else.
    """
    setting = Setting(seed, scale)
    for protection in PROTECTIONS:
        yield protection.name, partial(of_pictures, protection, setting)
    yield "model released", partial(of_training, setting, None)
    for epsilon in NOISE:
        yield f"DP-SGD, epsilon {epsilon}", partial(of_training, setting, epsilon)
    federated = Federated(setting)
    yield "federated", federated.updates_seen
    yield "secure aggregation", federated.sums_seen
    if ckks.installed():
        yield "homomorphic", partial(of_encrypted_scores, setting)
