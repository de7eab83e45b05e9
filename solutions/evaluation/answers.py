"""Reference answers of lesson 9, evaluation."""

import numpy as np
from scipy.stats import norm

from privatepixels import membership, require


def membership_scores(probabilities: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Score how much a model's answers look as if their pictures had been among its training data.

    The loss of a picture is L = -log p, with p the probability that the model gives to the right class; a model has
    small losses on what it was trained on. The score is the logarithm of the odds, log(p / q), with q the sum of the
    other classes' probabilities: as q = 1 - p, that is -log(exp(L) - 1). It falls as the loss grows, and is close to
    normally distributed over models. Add q up, for 1 - p is 0 where p rounds to 1. p and q count as 1e-30 where they
    are less.

    Args:
        probabilities: float (any), n x classes: what the model says of n pictures, >= 0, the sum of each row 1. It
            isn't changed.
        labels: int (n,): the right class of each, 0 to classes - 1.

    Returns:
        float64, (n,): the higher, the more likely a member.

    Raises:
        ValueError: where an argument isn't as described.

    Source: Carlini et al. 2022, section V-A.
    """
    membership.require_answers(probabilities, labels)
    others = probabilities.astype(np.float64)
    rows = np.arange(len(others))
    right = others[rows, labels]
    others[rows, labels] = 0
    return np.log(np.maximum(right, 1e-30)) - np.log(np.maximum(others.sum(axis=1), 1e-30))


def roc_curve(scores: np.ndarray, members: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Trace what an attack reaches at every threshold: members found, against false alarms.

    At a threshold t, a picture is called a member if its score is at least t. The true-positive rate is the share of
    members that are called so, the false-positive rate the share of non-members that are. Each distinct score is a
    threshold once, from the highest to the lowest; so pictures of equal score are called members together.

    Args:
        scores: float64, (n,), finite: an attack's score of each picture, high for members. It isn't changed.
        members: bool, (n,): which pictures are members; at least one is, and at least one isn't.

    Returns:
        (false_rates, true_rates): each float64, one value for each distinct score, after a first one of 0: the start
        of the curve, where nothing is called a member. Both end at 1.

    Raises:
        ValueError: where an argument isn't as described.
    """
    membership.require_attack(scores, members)
    order = np.argsort(-scores)
    last = np.flatnonzero(np.diff(scores[order], append=-np.inf))  # of the pictures of one score
    found = np.cumsum(members[order])[last]
    alarms = last + 1 - found
    return tuple(np.concatenate([[0.0], called / called[-1]]) for called in (alarms, found))


def attack_success(scores: np.ndarray, members: np.ndarray, false_rate: float) -> tuple[float, float]:
    """Sum up a membership attack in two numbers: the area under its ROC curve, and what it finds with few false alarms.

    Between two points the curve is a straight line; the area is then the probability that a member scores higher than
    a non-member, equal scores counting one half. The true-positive rate at a false-positive rate is the highest that
    some threshold reaches with no more than that share of false alarms; nothing is interpolated.

    Args:
        scores: float64, (n,), finite: an attack's score of each picture, high for members. It isn't changed.
        members: bool, (n,): which pictures are members; at least one is, and at least one isn't.
        false_rate: number, the highest false-positive rate allowed, from 0 to 1.

    Returns:
        (area, true_rate): two floats, 0 to 1; guessing has 0.5 and `false_rate`.

    Raises:
        ValueError: where an argument isn't as described.
    """
    membership.require_attack(scores, members)
    require.number("false_rate", false_rate, low=0, high=1)
    false_rates, true_rates = roc_curve(scores, members)
    return float(np.trapezoid(true_rates, false_rates)), float(true_rates[false_rates <= false_rate].max())


def rank_hits(
    distances: np.ndarray, gallery_people: np.ndarray, probe_people: np.ndarray, rank: int
) -> tuple[np.ndarray, float]:
    """Tell for which probes the right person is among the first `rank` that a matcher names, and what chance reaches.

    A person is as far from a probe as their nearest gallery picture is. People are named from the nearest to the
    farthest. Where the right person is as far as others, all orders among them are equally likely, and the hit is the
    share of these orders that are hits: with c people closer and t people as far (the right one included), it is
    (rank - c) / t, clipped to 0..1.

    Args:
        distances: float64, m x n, finite: of each of m probes to each of n gallery pictures. It isn't changed.
        gallery_people: int (n,): who is in each gallery picture.
        probe_people: int (m,): who is in each probe, each of them somebody in the gallery.
        rank: int, from 1 to the number of people in the gallery.

    Returns:
        (hits, chance): hits float64, (m,), 0 to 1, whose mean is the re-identification rate at this rank; chance a
        float, the rate of naming people in random order.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.array("distances", distances, ndim=2, dtype=np.float64)
    require.that(distances.size > 0 and bool(np.isfinite(distances).all()), "distances", distances, "finite numbers")
    require.array("gallery_people", gallery_people, shape=(distances.shape[1],), dtype=int)
    require.array("probe_people", probe_people, shape=(distances.shape[0],), dtype=int)
    people = np.unique(gallery_people)
    require.that(bool(np.isin(probe_people, people).all()), "probe_people", probe_people, "people of the gallery")
    require.number("rank", rank, low=1, high=len(people), integer=True)
    nearest = np.stack([distances[:, gallery_people == person].min(axis=1) for person in people], axis=1)
    own = nearest[np.arange(len(nearest)), np.searchsorted(people, probe_people)][:, None]
    closer, as_far = (nearest < own).sum(axis=1), (nearest == own).sum(axis=1)
    return np.clip((rank - closer) / as_far, 0, 1), rank / len(people)


def bootstrap_interval(
    hits: np.ndarray, people: np.ndarray, resamples: int, rng: np.random.Generator
) -> tuple[float, float]:
    """Give a 95 % interval for a mean over pictures, by drawing people again and again.

    Pictures of one person succeed or fail together, so it is people that are drawn. A resample has as many draws as
    there are people, each with equal probability, with replacement; somebody drawn twice comes twice, with all their
    pictures. Its mean is over all these pictures. The interval is from the 2.5th to the 97.5th percentile of the means,
    as `np.percentile` calculates them.

    Args:
        hits: float64, (n,), finite: for each picture, 1 where an attack succeeded, 0 where not, or in between. It isn't
            changed.
        people: int (n,): who is in each picture.
        resamples: int, how many are drawn, >= 1.
        rng: generator that all randomness comes from.

    Returns:
        (low, high): two floats.

    Raises:
        ValueError: where an argument isn't as described.

    Source: Efron and Tibshirani 1986, section 2; percentile interval: section 5.
    """
    require.array("hits", hits, ndim=1, dtype=np.float64)
    require.that(len(hits) > 0 and bool(np.isfinite(hits).all()), "hits", hits, "at least one number, all finite")
    require.array("people", people, shape=hits.shape, dtype=int)
    require.number("resamples", resamples, low=1, integer=True)
    require.generator("rng", rng)
    found, whose = np.unique(people, return_inverse=True)
    totals, pictures = np.bincount(whose, hits), np.bincount(whose)
    drawn = rng.integers(0, len(found), (resamples, len(found)))
    means = totals[drawn].sum(axis=1) / pictures[drawn].sum(axis=1)
    return tuple(map(float, np.percentile(means, (2.5, 97.5))))


def pareto_front(points: np.ndarray) -> np.ndarray:
    """Tell which of several choices are worth considering: no other is better in one respect and as good in all.

    Every column is something to keep small, such as error, leakage and seconds. A choice dominates another if it is no
    larger in any column and smaller in at least one. The front is the choices that none dominates.

    Args:
        points: float64, n x d, n and d >= 1, finite: a row for each choice, a column for each respect. It
            isn't changed.

    Returns:
        bool, (n,): True for the choices on the front. Equal rows don't dominate each other.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.array("points", points, ndim=2, dtype=np.float64)
    require.that(points.size > 0 and bool(np.isfinite(points).all()), "points", points, "finite numbers, n x d")
    no_larger = (points[:, None] <= points).all(axis=2)
    smaller = (points[:, None] < points).any(axis=2)
    return ~(no_larger & smaller).any(axis=0)


def lira_scores(scores: np.ndarray, shadow_scores: np.ndarray, shadow_members: np.ndarray) -> np.ndarray:
    """Score members by LiRA, the likelihood-ratio attack: does a model's score look more like 'in' or like 'out'?

    Shadow models were trained by the attacker, each on its own known choice of the same pictures. For each picture, the
    shadow models that had it in their training data give the mean of its score when it is in, the others the mean when
    it is out. Shadow models are few, so all pictures share one spread for 'in': the root of the mean, over all pairs of
    a shadow model and a picture that it was trained on, of the squared distance of the score from that picture's mean
    when it is in. 'Out' has a spread of its own in the same way. A spread below 1e-6 counts as 1e-6. The result is the
    logarithm of the normal density of the attacked model's score with the mean and spread of 'in', less that of 'out'.

    Args:
        scores: float64, (n,), finite: the attacked model's score of each picture. It isn't changed.
        shadow_scores: float64, m x n, finite: each shadow model's score of each picture.
        shadow_members: bool, m x n: which pictures each shadow model was trained on. Each picture was in the training
            data of at least one of them, and out of at least one's.

    Returns:
        float64, (n,): the higher, the more likely a member.

    Raises:
        ValueError: where an argument isn't as described.

    Source: Carlini et al. 2022, algorithm 1 and section VI-A.
    """
    membership.require_shadows(scores, shadow_scores, shadow_members)

    def log_density(used: np.ndarray) -> np.ndarray:
        means = shadow_scores.mean(axis=0, where=used)
        spread = np.sqrt(np.mean((shadow_scores - means) ** 2, where=used))
        return norm.logpdf(scores, means, max(spread, 1e-6))

    return log_density(shadow_members) - log_density(~shadow_members)


def judge_attack(scores: np.ndarray, members: np.ndarray, practice: np.ndarray) -> tuple[float, float, float]:
    """Judge an attack that calls every picture a member whose score reaches a threshold.

    The attacker chooses the threshold on the practice pictures: of their scores, the one with the most right answers
    among them, and of several such the highest. The attack is judged on the other pictures only.

    Args:
        scores: float64, (n,), finite: the attack's score of each picture, high for members. It isn't changed.
        members: bool, (n,): which pictures are members. Among those judged at least one is, and at least one isn't.
        practice: bool, (n,): True for the pictures that the attacker practises on, at least one; the others are judged.

    Returns:
        (accuracy, chance, exposed): three floats, 0 to 1, all of the judged pictures. accuracy: share of them about
        which the attack is right. chance: the best that saying the same of every picture reaches, which is the larger
        of the shares of members and of non-members. exposed: share of the members whose score is higher than that of
        every non-member, so that somebody could point at them without a single false alarm.

    Raises:
        ValueError: where an argument isn't as described.
    """
    membership.require_attack(scores, members)
    require.array("practice", practice, shape=scores.shape, dtype=np.bool_)
    judged, truth = scores[~practice], members[~practice]
    require.that(bool(practice.any()), "practice", practice, "at least one picture to practise on")
    require.that(bool(truth.any() and not truth.all()), "practice", practice, "members and others to judge")
    thresholds = np.unique(scores[practice])[::-1]
    right = [np.mean((scores[practice] >= threshold) == members[practice]) for threshold in thresholds]
    called = judged >= thresholds[np.argmax(right)]
    chance = max(truth.mean(), (~truth).mean())
    return float(np.mean(called == truth)), float(chance), float(np.mean(judged[truth] > judged[~truth].max()))


def evaluation_recap() -> tuple[str, str, str, str]:
    """Answer the four questions above.

    Returns:
        four letters, each "a", "b", "c" or "d": the answers to questions 1 to 4, such as ("a", "a", "a", "a").
    """
    return ("c", "a", "d", "b")
