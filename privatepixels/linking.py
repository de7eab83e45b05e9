"""One attack for all protections of pictures: which of several pictures was this release made from?

The attacker can run the protection, with its key, on pictures of their own: from these pairs they learn to predict the
original from the release, and how far to trust each part of the prediction.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.decomposition import PCA
from sklearn.linear_model import Ridge
from threadpoolctl import threadpool_limits

from privatepixels import require

CANDIDATES = 100  # among which the right one is to be found
COMPONENTS = 60  # of the originals, that are predicted
PENALTIES = (1.0, 100.0, 10_000.0)  # of ridge regression, on inputs of about unit size
PRACTICE = 0.75  # of the pairs to learn from; the others tell how well


@threadpool_limits.wrap(limits=1)  # A second thread would wait more than it gains.
def linking_scores(
    known_originals: NDArray[np.uint8],
    known_releases: NDArray[np.uint8],
    releases: NDArray[np.uint8],
    candidates: NDArray[np.uint8],
) -> NDArray[np.float64]:
    """Score how well each candidate fits each release: the higher, the likelier.

    Ridge regression predicts the principal components of the original. With normal errors, whose variances are
    measured on pairs that weren't learned from, the score is the logarithm of the likelihood ratio between 'made from
    this candidate' and 'made from another one'.
    known_originals, known_releases: n pictures each, n >= 20, pair by pair. releases: m. candidates: k. All uint8,
    those of a kind of one shape. Returns float64, m x k. Raises ValueError for anything else.
    """
    require.images("known_originals", known_originals, dtype=np.uint8)
    require.that(len(known_originals) >= 20, "known_originals", known_originals, "at least 20 pictures")
    for name, stack, like in (
        ("known_releases", known_releases, None),
        ("releases", releases, known_releases),
        ("candidates", candidates, known_originals),
    ):
        require.images(name, stack, dtype=np.uint8)
        require.that(like is None or stack.shape[1:] == like.shape[1:], name, stack, "the shape of its kind")
    require.that(len(known_releases) == len(known_originals), "known_releases", known_releases, "as many as originals")
    cut = int(PRACTICE * len(known_originals))
    seen, asked = _unit(known_releases), _unit(releases)
    parts = PCA(min(COMPONENTS, cut - 1), whiten=True, random_state=0).fit(_unit(known_originals[:cut]))
    wanted = parts.transform(_unit(known_originals))
    best = None
    for penalty in PENALTIES:
        model = Ridge(penalty, solver="cholesky").fit(seen[:cut], wanted[:cut])
        variances = np.mean((model.predict(seen[cut:]) - wanted[cut:]) ** 2, axis=0)
        if best is None or variances.sum() < best[1].sum():
            best = model, np.clip(variances, 1e-3, 1)
    model, variances = best
    guesses, offered = model.predict(asked), parts.transform(_unit(candidates))
    fit = [np.sum((guess - offered) ** 2 / variances, axis=1) for guess in guesses]
    return (np.sum(offered**2, axis=1) - np.array(fit)).astype(np.float64) / 2


def link(
    known_originals: NDArray[np.uint8],
    known_releases: NDArray[np.uint8],
    releases: NDArray[np.uint8],
    originals: NDArray[np.uint8],
    among: int = CANDIDATES,
) -> NDArray[np.float64]:
    """Link each release to its original among others of the originals, which come in the same order.

    The arguments are those of `linking_scores`, with as many releases as originals, at least `among`. Returns float64,
    as `found_among` does. Raises ValueError for anything else.
    """
    scores = linking_scores(known_originals, known_releases, releases, originals)
    count = len(originals)
    require.that(count == len(releases), "originals", originals, f"as many as releases, {len(releases)}")
    others = scores[~np.eye(count, dtype=bool)].reshape(count, count - 1)
    return found_among(scores.diagonal().copy(), others, among)


def found_among(own: NDArray[np.float64], others: NDArray[np.float64], among: int = CANDIDATES) -> NDArray[np.float64]:
    """Tell for each probe how likely the right candidate has the highest score among `among`; a tie is shared.

    own: float64 (n,), the right candidate's score for each probe. others: float64 n x k, or (k,) if the same for all:
    scores of k wrong ones, of which among - 1 are drawn, all choices equally likely. Returns float64 (n,), 0 to 1, with
    the mean 1 / among for an attack that knows nothing. Raises ValueError for anything else.
    """
    require.array("own", own, ndim=1, dtype=np.float64)
    alike = isinstance(others, np.ndarray) and others.ndim == 1
    require.array("others", others, shape=(None,) if alike else (len(own), None), dtype=np.float64)
    require.number("among", among, low=2, integer=True)
    wrong = others.shape[-1]
    require.that(wrong >= among - 1, "others", others, f"at least {among - 1} wrong candidates")
    higher, equal = (others > own[:, None]).sum(axis=-1), (others == own[:, None]).sum(axis=-1)
    left = np.arange(wrong, 0, -1)
    none_drawn = np.cumprod(np.append(1, np.maximum(0, left - among + 1) / left))  # of 0, 1, 2 ... better ones
    sums = np.append(0, np.cumsum(none_drawn))
    return (sums[higher + equal + 1] - sums[higher]) / (equal + 1)


def leakage(success: Any, chance: float) -> Any:
    """Put a success between chance, which is 0, and certainty, 1; less than chance counts as 0."""
    return np.maximum(0, (success - chance) / (1 - chance))


def _unit(pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
    return pictures.reshape(len(pictures), -1).astype(np.float32) / 128 - 1
