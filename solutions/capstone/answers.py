"""Reference answers of lesson 11, the capstone."""

import numpy as np
from sklearn.decomposition import PCA

from privatepixels import require
from privatepixels.cloakroom import GARMENT
from privatepixels.edge_features import edge_features


def margins(point: dict[str, float], budget: dict[str, tuple[str, float]]) -> dict[str, float]:
    """Tell how far inside each bound of a budget a measured point lies, as a share of the bound.

    A bound is ("at least", limit) or ("at most", limit). The margin is positive inside, negative outside, and 0 where
    the value is the limit: with a limit of 0.5, both 0.6 for "at least" and 0.4 for "at most" have the margin 0.2.

    Args:
        point: the measured values by name, numbers >= 0; there may be more than the budget names.
        budget: the bounds by name, each ("at least", limit) or ("at most", limit) with a limit > 0.

    Returns:
        a dict with the names of `budget`, in its order, and the margins as numbers.

    Raises:
        ValueError: where an argument isn't as described, or `point` lacks a name of `budget`.
    """
    require.that(isinstance(budget, dict), "budget", budget, "a dict of bounds")
    require.that(isinstance(point, dict) and point.keys() >= budget.keys(), "point", point, f"all of {list(budget)}")
    found = {}
    for name, (side, limit) in budget.items():
        require.choice(f"budget[{name!r}]", side, ("at least", "at most"))
        require.number(f"budget[{name!r}]", limit, low=0, low_open=True)
        require.number(f"point[{name!r}]", point[name], low=0)
        beyond = (point[name] - limit) / limit
        found[name] = beyond if side == "at least" else -beyond
    return found


def protect(images: np.ndarray, boxes: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Protect a batch of pictures from the cloakroom, so that the batch may be published.

    Args:
        images: uint8, n x 32 x 64, n >= 100: garments in columns 0 to 31, tickets right of them. They aren't changed.
        boxes: where the tickets are, integers (n, 4): top, left, bottom, right, half-open. They aren't changed.
        rng: generator that all randomness comes from.

    Returns:
        uint8, n x 32 x 64: what gets published, in the order of `images`.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.images("images", images, dtype=np.uint8)
    require.array("boxes", boxes, shape=(len(images), 4), dtype=int)
    require.generator("rng", rng)
    garments = images[:, :, :GARMENT]
    every_second = edge_features(np.ascontiguousarray(garments[:, ::2, ::2]))  # pixel: enough to tell who looks alike
    features = PCA(30, svd_solver="randomized", random_state=0).fit_transform(every_second)
    published = np.zeros_like(images)  # The ticket, and all else that lies right of the garment, is left out.
    groups = [np.arange(len(images))]
    while groups:
        group = groups.pop()
        if len(group) < 2 * 12:
            published[group, :, :GARMENT] = np.rint(garments[group].mean(axis=0))
            continue
        away = features[group] - features[group].mean(axis=0)
        most_varied = np.linalg.svd(away, full_matrices=False)[2][0]
        groups += np.array_split(group[np.argsort(away @ most_varied)], 2)
    return published


def recognise(pictures: np.ndarray, kinds: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Learn from pictures what kinds of garments look like, and tell the kinds of others.

    Args:
        pictures: uint8, n x H x W: pictures whose kind is known. They aren't changed.
        kinds: their kinds, integers (n,), from 0 to 9; not all ten need be there.
        others: uint8, m x H x W: pictures whose kind is asked for. They aren't changed.

    Returns:
        integers (m,): the kinds of `others`.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.images("pictures", pictures, dtype=np.uint8)
    require.array("kinds", kinds, shape=(len(pictures),), dtype=int)
    require.images("others", others, dtype=np.uint8)
    require.same_shape("pictures[0]", pictures[0], "others[0]", others[0])
    found = np.unique(kinds)
    means = [pictures[kinds == kind].mean(axis=0) for kind in found]
    distances = [((others - mean) ** 2).sum(axis=(1, 2)) for mean in means]
    return found[np.argmin(distances, axis=0)]


def capstone_recap() -> tuple[str, str, str, str]:
    """Answer the four questions above.

    Returns:
        four letters, each "a", "b", "c" or "d": the answers to questions 1 to 4, such as ("a", "a", "a", "a").
    """
    return ("b", "d", "a", "c")
