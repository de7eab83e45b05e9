"""Federated training, seen by a curious server: each client's update, or only sums of ten, masked by the clients."""

from time import perf_counter

import numpy as np
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from numpy.typing import NDArray

from privatepixels import linking, shadow_models
from privatepixels.experiment.members import found_at, lira
from privatepixels.experiment.row import Row, row_of
from privatepixels.experiment.setting import MODELS, Setting

CLIENT = 20  # pictures of one client
EACH_ROUND = 10  # clients


class Federated:
    """Federated training, seen by a curious server: once each client's update, once only sums of ten."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self._trained: tuple[shadow_models.Weights, float] | None = None

    def updates_seen(self) -> Row:
        """Measure what one client's update gives away, and the model."""
        return self._row(
            "federated",
            "6 federated",
            "each client's update",
            "Pictures stayed with 20 to a client; the server saw each client's weights after an epoch.",
            group=1,
            bytes_a_weight=4,
            extra=0.0,
        )

    def sums_seen(self) -> Row:
        """Measure what the sum of ten clients' updates gives away; a masked update by itself is random numbers."""
        return self._row(
            "secure aggregation",
            "7 secure aggregation",
            "the sum of ten updates",
            "Federated learning in which clients masked their updates: the server saw only sums of ten.",
            group=EACH_ROUND,
            bytes_a_weight=8,
            extra=masking_seconds(shadow_models.count(self._start()), EACH_ROUND),
        )

    def _start(self) -> shadow_models.Weights:
        return shadow_models.new_networks(1, self.setting.pool[0].size, 10, self.setting.rng("federated start"))

    def _train(self) -> tuple[shadow_models.Weights, float]:
        """Train all networks once, and time it: weights, and seconds for each picture of a client."""
        if self._trained is None:
            setting, rng = self.setting, self.setting.rng("federated")
            clients = np.stack([rng.permutation(np.flatnonzero(own)) for own in setting.members])
            clients = clients[:, : clients.shape[1] // CLIENT * CLIENT].reshape(MODELS, -1, CLIENT)
            inputs = shadow_models.as_inputs(setting.pool)
            weights = shadow_models.new_networks(MODELS, inputs.shape[1], 10, rng)
            start = perf_counter()
            weights = shadow_models.train_federated(
                weights, inputs, setting.labels, clients, rounds=setting.rounds, each_round=EACH_ROUND, rng=rng
            )
            self._trained = weights, (perf_counter() - start) / clients.size
        return self._trained

    def _row(
        self, name: str, lesson: str, released: str, what: str, *, group: int, bytes_a_weight: int, extra: float
    ) -> Row:
        setting = self.setting
        weights, seconds = self._train()
        inputs = shadow_models.as_inputs(setting.pool)
        sent = setting.rounds * EACH_ROUND / setting.members[0].sum()  # updates for each picture
        return row_of(
            name,
            lesson,
            released,
            what,
            use=setting.accuracy(weights, setting.test),
            found=self.linked(group),
            members=found_at(lira(shadow_models.say(weights, inputs), setting), setting),
            seconds=seconds + extra * sent,
            size=bytes_a_weight * shadow_models.count(weights) * sent,
        )

    def linked(self, group: int) -> NDArray[np.float64]:
        """Seek the pictures of one client in the sum of the first updates of `group` clients.

        The change of the first layer is a sum of outer products with the pictures: they lie in the space that its
        columns span. The score is how little of a candidate lies outside.
        """
        setting, rng = self.setting, self.setting.rng("linked", group)
        inputs, start = shadow_models.as_inputs(setting.pool), self._start()
        hits = []
        for _ in range(setting.probes // CLIENT):
            order = rng.permutation(len(inputs))
            owners = order[: CLIENT * group].reshape(group, CLIENT)
            copies = shadow_models.local_updates(
                [part.repeat(group, axis=0) for part in start], inputs, setting.labels, owners
            )
            change = (copies[0] - start[0]).sum(axis=0).astype(np.float64)
            score = -_share_outside(inputs, change, CLIENT * group)
            hits.append(linking.found_among(score[owners[0]], score[order[CLIENT * group :]]))
        return np.concatenate(hits)


def _share_outside(inputs: NDArray[np.float32], change: NDArray[np.float64], most: int) -> NDArray[np.float64]:
    """Tell how much of each input's length lies outside the space that the columns of a change span, 0 to 1."""
    basis, sizes, _ = np.linalg.svd(change, full_matrices=False)
    basis = basis[:, sizes > sizes[0] * 1e-5][:, :most]
    outside = inputs - (inputs @ basis) @ basis.T
    return np.linalg.norm(outside, axis=1) / np.linalg.norm(inputs.astype(np.float64), axis=1)


def masking_seconds(size: int, clients: int) -> float:
    """Time what a client does to mask an update: agree on a seed with each other client, and stretch the seeds."""
    peers = [X25519PrivateKey.generate().public_key() for _ in range(clients - 1)]
    start = perf_counter()
    key, masked = X25519PrivateKey.generate(), np.zeros(size, np.uint64)
    for peer in peers:
        stream = Cipher(algorithms.AES(key.exchange(peer)), modes.CTR(bytes(16))).encryptor()
        masked += np.frombuffer(stream.update(bytes(8 * size)), np.uint64)
    return perf_counter() - start
