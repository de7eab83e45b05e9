"""One experiment for all techniques of lessons 1 to 8: the same data, the same recogniser, the same two attacks.

Use is the accuracy of a small recogniser that is trained and tested on what is released. Leakage is what an attacker
gets from the release of one picture: to name the right one among 100 candidates. For techniques that protect the
training or the computation, the release is the model, the client's update, the sum of updates, or the cipher text. The
second attack asks the trained models who was in their training data (LiRA).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from functools import partial
from importlib.util import find_spec
from time import perf_counter

import numpy as np
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from numpy.typing import NDArray
from scipy.stats import binomtest
from sklearn.base import clone
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_curve

from privatepixels import ckks, data, linking, shadow_models
from privatepixels.protections import PROTECTIONS, Protection

MODELS = 8  # each in turn is attacked, with the others for shadows
POOL = 2000  # pictures, half of which each model is trained on
PRACTICE = 2000  # pictures of the attacker's own
PROBES = 400  # releases to be linked
EPOCHS = 20
CLIENT = 20  # pictures of one client
EACH_ROUND = 10  # clients
ROUNDS = 100
CLIP = 1.0
# Noise for (epsilon, 1e-5)-differential privacy of 200 batches with a share of 1/10, by lesson 5's accountant.
NOISE = {3: 2.19, 8: 1.14}


@dataclass(frozen=True)
class Row:
    """What one technique keeps and what it gives away.

    use: accuracy, or for photos structural similarity. leakage: of linking one release among 100, with `low` and `high`
    of a 95 % interval, 0 for chance, 1 for certainty. members_1, members_01: share of members that LiRA finds with 1 %
    and 0.1 % false alarms; none where no model was trained. seconds, bytes: a picture.
    """

    technique: str
    lesson: str
    released: str
    use: float
    leakage: float
    low: float
    high: float
    members_1: float | None
    members_01: float | None
    seconds: float
    bytes: float
    what: str


COLUMNS = tuple(field.name for field in fields(Row))


class Setting:
    """The data that all techniques share, drawn with one seed."""

    def __init__(self, seed: int = 0, scale: float = 1.0) -> None:
        """Draw; `scale` below 1 takes a part of the pictures and of the training, for a quick look."""
        self.seed, self.scale = seed, scale
        images, labels = data.fashion("train")
        order = np.random.default_rng(seed).permutation(len(images))
        pool, practice = int(POOL * scale), int(PRACTICE * scale)
        self.pool, self.labels = images[order[:pool]], labels[order[:pool]]
        self.practice = images[order[pool : pool + practice]]
        self.test, self.test_labels = (part[: int(2000 * scale)] for part in data.fashion("test"))
        self.probes = min(PROBES, pool // 2)
        self.members = shadow_models.half_each(MODELS, pool, self.rng("members"))
        self.epochs, self.rounds = max(1, round(EPOCHS * scale)), max(2, round(ROUNDS * scale))

    def rng(self, *names: object) -> np.random.Generator:
        """Give a generator of its own to each use, so that none depends on what ran before."""
        return np.random.default_rng([self.seed, *"/".join(map(str, names)).encode()])


def run(seed: int = 0, scale: float = 1.0) -> Iterator[tuple[str, Callable[[], Row]]]:
    """List the experiment's steps: a technique's name, and the function that measures it."""
    setting = Setting(seed, scale)
    for protection in PROTECTIONS:
        yield protection.name, partial(of_pictures, protection, setting)
    yield "model released", partial(of_training, setting, None)
    for epsilon in NOISE:
        yield f"DP-SGD, epsilon {epsilon}", partial(of_training, setting, epsilon)
    federated = Federated(setting)
    yield "federated", federated.updates_seen
    yield "secure aggregation", federated.sums_seen
    if has_tenseal():
        yield "homomorphic", partial(of_encrypted_scores, setting)


def of_pictures(protection: Protection, setting: Setting) -> Row:
    """Measure a protection of pictures: train and test a recogniser on its releases, and seek the originals."""
    rng = setting.rng(protection.name)
    shape = setting.pool.shape[1:]
    release = protection.ready(shape, rng)
    start = perf_counter()
    releases = release(setting.pool, rng)
    seconds = (perf_counter() - start) / len(setting.pool)
    probes = setting.probes
    scores = linking.linking_scores(
        setting.practice, release(setting.practice, rng), releases[:probes], setting.pool[:probes]
    )
    others = scores[~np.eye(probes, dtype=bool)].reshape(probes, -1)
    found = linking.found_among(scores.diagonal().copy(), others, rng)

    training = np.stack([shadow_models.as_inputs(release(setting.pool, rng)) for _ in range(MODELS)])
    weights = shadow_models.new_networks(MODELS, training.shape[2], 10, rng)
    weights = shadow_models.train(weights, training, setting.labels, setting.members, epochs=setting.epochs, rng=rng)
    asked = shadow_models.as_inputs(release(setting.pool, rng))  # The attacker protects the candidates as well.
    return _row(
        protection.name,
        protection.lesson,
        "the picture",
        protection.what,
        use=accuracy(weights, release(setting.test, rng), setting),
        found=found,
        lira=lira(shadow_models.say(weights, asked), setting),
        setting=setting,
        seconds=seconds,
        size=setting.pool[0].size + protection.extra_bytes,
    )


def of_training(setting: Setting, epsilon: int | None) -> Row:
    """Measure a model that a trusted keeper of the pictures trains and gives away, with DP-SGD if epsilon is given."""
    rng = setting.rng("training", epsilon)
    inputs = shadow_models.as_inputs(setting.pool)
    weights = shadow_models.new_networks(MODELS, inputs.shape[1], 10, rng)
    privacy = {"clip": CLIP, "noise_multiplier": NOISE[epsilon]} if epsilon else {}
    start = perf_counter()
    weights = shadow_models.train(
        weights, inputs, setting.labels, setting.members, epochs=setting.epochs, rng=rng, **privacy
    )
    seconds = (perf_counter() - start) / setting.members.sum()
    scores = lira(shadow_models.say(weights, inputs), setting)
    return _row(
        f"DP-SGD, epsilon {epsilon}" if epsilon else "model released",
        "5 differential privacy" if epsilon else "0 recognition",
        "the model",
        f"A trusted keeper trained with clipped gradients and noise: epsilon {epsilon}, delta 1e-5."
        if epsilon
        else "A trusted keeper trained the model, and gave only it away.",
        use=accuracy(weights, setting.test, setting),
        found=members_found(scores, setting, rng),
        lira=scores,
        setting=setting,
        seconds=seconds,
        size=4 * count(weights) / setting.members[0].sum(),
    )


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
            "The same, but clients masked their updates, so that the server saw only sums of ten.",
            group=EACH_ROUND,
            bytes_a_weight=8,
            extra=masking_seconds(count(self._start()), EACH_ROUND),
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
        return _row(
            name,
            lesson,
            released,
            what,
            use=accuracy(weights, setting.test, setting),
            found=self._linked(group),
            lira=lira(shadow_models.say(weights, inputs), setting),
            setting=setting,
            seconds=seconds + extra * sent,
            size=bytes_a_weight * count(weights) * sent,
        )

    def _linked(self, group: int) -> NDArray[np.float64]:
        """Seek the pictures of `group` clients in the sum of their first updates.

        The change of the first layer is a sum of outer products with the pictures: they lie in the space that its
        columns span. The score is how little of a candidate lies outside.
        """
        setting, rng = self.setting, self.setting.rng("linked", group)
        inputs = shadow_models.as_inputs(setting.pool)
        start = self._start()
        hits = []
        for _ in range(max(2, setting.probes // (CLIENT * group))):
            order = rng.permutation(len(inputs))
            owners = order[: CLIENT * group].reshape(group, CLIENT)
            copies = shadow_models.local_updates(
                [part.repeat(group, axis=0) for part in start], inputs, setting.labels, owners
            )
            change = (copies[0] - start[0]).sum(axis=0).astype(np.float64)
            basis, sizes, _ = np.linalg.svd(change, full_matrices=False)
            basis = basis[:, sizes > sizes[0] * 1e-5][:, : CLIENT * group]
            outside = inputs - (inputs @ basis) @ basis.T
            score = -np.linalg.norm(outside, axis=1) / np.linalg.norm(inputs, axis=1)
            score = score.astype(np.float64)
            hits.append(linking.found_among(score[owners.ravel()], score[order[CLIENT * group :]], rng))
        return np.concatenate(hits)


def has_tenseal() -> bool:
    """Tell whether TenSEAL, an extra, is installed."""
    return find_spec("tenseal") is not None


def of_encrypted_scores(setting: Setting) -> Row:
    """Measure a linear recogniser that a server runs on CKKS cipher texts, as many pictures packed as there is room."""
    ts, rng = ckks.library(), setting.rng("homomorphic")
    context = ckks.open_context("context", ckks.new_keys(rotations=False))
    context.auto_rescale = context.auto_mod_switch = False
    inputs = shadow_models.as_inputs(setting.pool)
    learner = LogisticRegression(C=0.01, tol=1e-3, max_iter=1000)
    models = [clone(learner).fit(inputs[own], setting.labels[own]) for own in setting.members]
    asked = shadow_models.as_inputs(setting.test)
    start = perf_counter()
    columns = [ts.ckks_vector(context, column.tolist()) for column in asked.T]
    size = len(columns) * len(columns[0].serialize()) / len(asked)
    answers = []
    for kernel in models[0].coef_:
        total = columns[0] * float(kernel[0])
        for column, weight in zip(columns[1:], kernel[1:], strict=True):
            total.add_(column * float(weight or 1e-6))
        answers.append(total.decrypt())
    seconds = (perf_counter() - start) / len(asked)
    said = (np.array(answers).T + models[0].intercept_).argmax(axis=1)

    def seal(pictures: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Encrypt each picture by itself; the attacker looks at as many bytes as it has pixels."""
        texts = (ts.ckks_vector(context, row.tolist()).serialize() for row in shadow_models.as_inputs(pictures))
        kept = (text[len(text) // 2 :][: pictures[0].size] for text in texts)
        return np.array([np.frombuffer(text, np.uint8) for text in kept]).reshape(pictures.shape)

    probes = setting.probes
    scores = linking.linking_scores(
        setting.practice[:probes], seal(setting.practice[:probes]), seal(setting.pool[:probes]), setting.pool[:probes]
    )
    others = scores[~np.eye(probes, dtype=bool)].reshape(probes, -1)
    return _row(
        "homomorphic",
        "8 homomorphic",
        "the cipher text",
        "A server calculated a linear recogniser's scores on CKKS cipher texts, and never saw a picture.",
        use=float(np.mean(said == setting.test_labels)),
        found=linking.found_among(scores.diagonal().copy(), others, rng),
        lira=lira(np.stack([model.predict_proba(inputs) for model in models]), setting),
        setting=setting,
        seconds=seconds,
        size=size,
    )


def accuracy(weights: shadow_models.Weights, released: NDArray[np.uint8], setting: Setting) -> float:
    """Share of the test pictures, as they were released, that the networks get right, in the mean over networks."""
    said = shadow_models.say(weights, shadow_models.as_inputs(released)).argmax(axis=2)
    return float(np.mean(said == setting.test_labels))


def lira(probabilities: NDArray[np.floating], setting: Setting) -> NDArray[np.float64]:
    """Attack each model with the others for shadows, by likelihood ratios of normal distributions of one spread.

    probabilities: models x pictures x classes, what each model says of the pool. Returns float64, models x pictures.
    """
    right = np.take_along_axis(probabilities, setting.labels[None, :, None], axis=2)[:, :, 0].astype(np.float64)
    odds = np.log(np.maximum(right, 1e-30)) - np.log(np.maximum(probabilities.sum(axis=2) - right, 1e-8))
    scores = np.empty_like(odds)
    for target in range(len(odds)):
        shadows, inside = (np.delete(part, target, axis=0) for part in (odds, setting.members))
        middle_in, middle_out = (shadows.mean(axis=0, where=used) for used in (inside, ~inside))
        spread = np.var(shadows - np.where(inside, middle_in, middle_out))
        scores[target] = (middle_in - middle_out) * (2 * odds[target] - middle_in - middle_out) / (2 * spread + 1e-12)
    return scores


def members_found(scores: NDArray[np.float64], setting: Setting, rng: np.random.Generator) -> NDArray[np.float64]:
    """Tell for each member of each model whether it has the highest score among 99 who are none."""
    each = zip(scores, setting.members, strict=True)
    return np.concatenate([linking.found_among(row[inside], row[~inside], rng) for row, inside in each])


def count(weights: shadow_models.Weights) -> int:
    """Count the weights of one network."""
    return sum(part[0].size for part in weights)


def masking_seconds(size: int, clients: int) -> float:
    """Time what a client does to mask an update: agree on a seed with each other client, and stretch the seeds."""
    peers = [X25519PrivateKey.generate().public_key() for _ in range(clients - 1)]
    start = perf_counter()
    key, masked = X25519PrivateKey.generate(), np.zeros(size, np.uint64)
    for peer in peers:
        stream = Cipher(algorithms.AES(key.exchange(peer)), modes.CTR(bytes(16))).encryptor()
        masked += np.frombuffer(stream.update(bytes(8 * size)), np.uint64)
    return perf_counter() - start


def _row(
    technique: str,
    lesson: str,
    released: str,
    what: str,
    *,
    use: float,
    found: NDArray[np.float64],
    lira: NDArray[np.float64] | None,
    setting: Setting,
    seconds: float,
    size: float,
) -> Row:
    """Put a row together from hits of the linking attack and scores of LiRA."""
    return Row(
        technique,
        lesson,
        released,
        round(use, 4),
        *leakage_of(found),
        *found_at(lira, setting),
        float(f"{seconds:.3g}"),
        float(f"{size:.4g}"),
        what,
    )


def leakage_of(found: NDArray[np.float64], among: int = linking.CANDIDATES) -> tuple[float, float, float]:
    """Put hits between chance and certainty, with Wilson's 95 % interval: leakage, low, high."""
    interval = binomtest(round(float(found.sum())), len(found)).proportion_ci(method="wilson")
    values = (found.mean(), interval.low, interval.high)
    return tuple(round(float(linking.leakage(value, 1 / among)), 4) for value in values)


def found_at(scores: NDArray[np.float64], setting: Setting) -> tuple[float, float]:
    """Give the share of members that an attack finds with 1 % and 0.1 % of false alarms."""
    false_rates, true_rates, _ = roc_curve(setting.members.ravel(), scores.ravel())
    return tuple(round(float(true_rates[false_rates <= rate].max()), 4) for rate in (0.01, 0.001))
