"""Protections of pictures: a recogniser is trained and tested on releases, and an attacker seeks the originals."""

from time import perf_counter

import numpy as np

from privatepixels import linking, shadow_models
from privatepixels.experiment.members import found_at, lira
from privatepixels.experiment.row import Row, row_of
from privatepixels.experiment.setting import MODELS, Setting
from privatepixels.protections import Protection


def of_pictures(protection: Protection, setting: Setting) -> Row:
    """Measure a protection: what a recogniser learns from its releases, and which originals an attacker finds."""
    rng = setting.rng(protection.name)
    release = protection.ready(setting.pool.shape[1:], rng)
    start = perf_counter()
    releases = release(setting.pool, rng)
    seconds = (perf_counter() - start) / len(setting.pool)
    probed, practised = setting.pool[: setting.probes], release(setting.practice, rng)
    found = linking.link(
        setting.practice,
        protection.seen(setting.practice, practised),
        protection.seen(probed, releases[: setting.probes]),
        probed,
    )
    training = np.stack([shadow_models.as_inputs(release(setting.pool, rng)) for _ in range(MODELS)])
    weights = shadow_models.new_networks(MODELS, training.shape[2], 10, rng)
    weights = shadow_models.train(weights, training, setting.labels, setting.members, epochs=setting.epochs, rng=rng)
    asked = shadow_models.as_inputs(release(setting.pool, rng))  # The attacker protects the candidates as well.
    return row_of(
        protection.name,
        protection.lesson,
        "the picture",
        protection.what,
        use=setting.accuracy(weights, release(setting.test, rng)),
        found=found,
        members=found_at(lira(shadow_models.say(weights, asked), setting), setting),
        seconds=seconds,
        size=protection.size_of(setting.pool[0].size),
    )
