"""Membership inference in the experiment: LiRA on each model, with the others for shadows."""

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_curve

from privatepixels import linking
from privatepixels.experiment.setting import Setting


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


def members_found(scores: NDArray[np.float64], setting: Setting) -> NDArray[np.float64]:
    """Tell how often each picture has the highest score among 99 that are no members, over the models that had it in.

    scores: as `lira` returns them. Returns float64, (pictures,), 0 to 1.
    """
    hits = np.full(scores.shape, np.nan)
    for found, row, inside in zip(hits, scores, setting.members, strict=True):
        found[inside] = linking.found_among(row[inside], row[~inside])
    return np.nanmean(hits, axis=0)


def found_at(scores: NDArray[np.float64], setting: Setting) -> tuple[float, float]:
    """Give the share of members that an attack finds with 1 % and 0.1 % of false alarms."""
    false_rates, true_rates, _ = roc_curve(setting.members.ravel(), scores.ravel())
    return tuple(round(float(true_rates[false_rates <= rate].max()), 4) for rate in (0.01, 0.001))
