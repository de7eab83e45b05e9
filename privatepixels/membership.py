"""What the exercises on membership inference ask of their arguments."""

import numpy as np

from privatepixels import require


def require_answers(probabilities: object, labels: object) -> None:
    """Demand what a model says of n pictures, float n x classes, rows with the sum 1; and n labels, integers."""
    require.array("probabilities", probabilities, ndim=2, dtype=float)
    sums = probabilities.sum(axis=1)
    good = sums.size > 0 and probabilities.min() >= 0 and np.abs(sums - 1).max() < 1e-3
    require.that(bool(good), "probabilities", probabilities, "rows of probabilities, each with the sum 1")
    require.array("labels", labels, shape=(len(probabilities),), dtype=int)
    top = probabilities.shape[1] - 1
    require.that(bool(labels.min() >= 0 and labels.max() <= top), "labels", labels, f"labels from 0 to {top}")


def require_attack(scores: object, members: object) -> None:
    """Demand finite scores, float64 (n,), and who is a member, bool (n,): at least one is, and at least one isn't."""
    _require_finite("scores", scores, (None,))
    require.array("members", members, shape=scores.shape, dtype=np.bool_)
    both = members.any() and not members.all()
    require.that(bool(both), "members", members, "at least one member and one that isn't")


def require_shadows(scores: object, shadow_scores: object, shadow_members: object) -> None:
    """Demand finite scores, float64 (n,), those of shadow models, m x n, and what these were trained on, bool m x n.

    Each picture is in the training data of one shadow model or more, and out of one's or more.
    """
    _require_finite("scores", scores, (None,))
    _require_finite("shadow_scores", shadow_scores, (None, len(scores)))
    require.array("shadow_members", shadow_members, shape=shadow_scores.shape, dtype=np.bool_)
    both = shadow_members.any(axis=0).all() and not shadow_members.all(axis=0).any()
    require.that(bool(both), "shadow_members", shadow_members, "each picture in at least once, and out at least once")


def _require_finite(name: str, value: object, shape: tuple[int | None, ...]) -> None:
    require.array(name, value, shape=shape, dtype=np.float64)
    require.that(value.size > 0 and bool(np.isfinite(value).all()), name, value, "finite numbers, at least one")
