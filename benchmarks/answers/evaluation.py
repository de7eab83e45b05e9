"""The answers of the lesson `evaluation` beside loops and libraries."""

import numpy as np
from scipy import stats
from sklearn import metrics

from benchmarks.contest import LOOP, OURS, Contest
from solutions.evaluation import answers as evaluation


def contests(picture: np.ndarray) -> list[Contest]:
    """List the contests of this lesson's answers; none of them looks at the picture."""
    rng = np.random.default_rng(0)
    members = rng.random(100_000) < 0.5
    scores = rng.normal(size=100_000) + members
    hits, people, probes = rng.random(200), np.arange(200), rng.integers(0, 200, 2000)
    distances = rng.random((2000, 200))
    choices = rng.random((500, 3))
    return [
        Contest(
            "roc_curve (100,000 scores)",
            OURS,
            {
                "scikit-learn": lambda: metrics.roc_curve(members, scores, drop_intermediate=False),
                OURS: lambda: evaluation.roc_curve(scores, members),
            },
        ),
        Contest(
            "attack_success (100,000 scores)",
            OURS,
            {
                "scikit-learn": lambda: success_by_library(members, scores, 0.001),
                OURS: lambda: evaluation.attack_success(scores, members, 0.001),
            },
        ),
        Contest(
            "rank_hits (2,000 probes, 200 people)",
            OURS,
            {
                "scikit-learn": lambda: metrics.top_k_accuracy_score(probes, -distances, k=5, labels=people),
                OURS: lambda: evaluation.rank_hits(distances, people, probes, 5)[0].mean(),
            },
        ),
        Contest(
            "bootstrap_interval (200 people, 2,000 resamples)",
            OURS,
            {
                "scipy.stats.bootstrap": lambda: stats.bootstrap(
                    (hits,), np.mean, n_resamples=2000, method="percentile", random_state=0
                ),
                OURS: lambda: evaluation.bootstrap_interval(hits, people, 2000, np.random.default_rng(0)),
            },
        ),
        Contest(
            "pareto_front (500 x 3)",
            OURS,
            {
                LOOP: lambda: front_by_loop(choices),
                OURS: lambda: evaluation.pareto_front(choices),
            },
        ),
    ]


def success_by_library(members: np.ndarray, scores: np.ndarray, rate: float) -> tuple[float, float]:
    """Take the area and the true-positive rate from scikit-learn."""
    false_rates, true_rates, _ = metrics.roc_curve(members, scores, drop_intermediate=False)
    return metrics.auc(false_rates, true_rates), true_rates[false_rates <= rate].max()


def front_by_loop(choices: np.ndarray) -> list[bool]:
    """Compare each choice with each other one, number by number."""
    rows = choices.tolist()
    return [
        not any(all(a <= b for a, b in zip(other, row, strict=True)) and other != row for other in rows) for row in rows
    ]
