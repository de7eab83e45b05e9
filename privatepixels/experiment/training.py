"""A trusted keeper trains on pictures in clear and gives only the model away, with or without DP-SGD."""

from time import perf_counter

from privatepixels import shadow_models
from privatepixels.experiment.members import found_at, lira, members_found
from privatepixels.experiment.row import Row, row_of
from privatepixels.experiment.setting import MODELS, Setting

CLIP = 1.0
# Noise for (epsilon, 1e-5)-differential privacy of 200 batches with a share of 1/10, by lesson 5's accountant.
NOISE = {3: 2.19, 8: 1.14}


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
    return row_of(
        f"DP-SGD, epsilon {epsilon}" if epsilon else "model released",
        "5 differential privacy" if epsilon else "0 recognition",
        "the model",
        f"A trusted keeper trained with clipped gradients and noise: epsilon {epsilon}, delta 1e-5."
        if epsilon
        else "A trusted keeper trained the model, and gave only it away.",
        use=setting.accuracy(weights, setting.test),
        found=members_found(scores, setting),
        members=found_at(scores, setting),
        seconds=seconds,
        size=4 * shadow_models.count(weights) / setting.members[0].sum(),
    )
