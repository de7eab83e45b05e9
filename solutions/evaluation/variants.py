"""Right answers of lesson 9, each written in another way."""

import math

import numpy as np
from scipy import stats
from scipy.special import logsumexp
from sklearn import metrics

# membership_scores


def membership_scores__with_a_mask(probabilities, labels):
    """Part the right class from the others with a mask."""
    right = np.eye(probabilities.shape[1], dtype=bool)[labels]
    p = np.sum(probabilities, axis=1, where=right, dtype=np.float64)
    q = np.sum(probabilities, axis=1, where=~right, dtype=np.float64)
    return np.log(p.clip(1e-30) / q.clip(1e-30))


def membership_scores__picture_by_picture(probabilities, labels):
    """Delete the right class from each row."""
    scores = []
    for row, label in zip(probabilities.tolist(), labels.tolist(), strict=True):
        right = row.pop(label)
        scores.append(math.log(max(right, 1e-30)) - math.log(max(math.fsum(row), 1e-30)))
    return np.array(scores)


def membership_scores__in_logarithms(probabilities, labels):
    """Stay with logarithms, as one would with a model's logits."""
    with np.errstate(divide="ignore"):
        logs = np.log(probabilities.astype(float))
    rows = np.arange(len(labels))
    right = np.maximum(logs[rows, labels], np.log(1e-30))
    logs[rows, labels] = -np.inf
    return right - np.maximum(logsumexp(logs, axis=1), np.log(1e-30))


# roc_curve


def roc_curve__with_scikit_learn(scores, members):
    """Ask scikit-learn, and for all points."""
    false_rates, true_rates, _ = metrics.roc_curve(members, scores, drop_intermediate=False)
    return false_rates, true_rates


def roc_curve__threshold_by_threshold(scores, members):
    """Try each threshold."""
    points = [(0.0, 0.0)]
    for threshold in sorted(set(scores.tolist()), reverse=True):
        called = scores >= threshold
        points.append((np.mean(called[~members]), np.mean(called[members])))
    false_rates, true_rates = zip(*points, strict=True)
    return np.array(false_rates), np.array(true_rates)


def roc_curve__counted_by_score(scores, members):
    """Count members and others at each distinct score, and add up."""
    _, which = np.unique(-scores, return_inverse=True)

    def rates(chosen):
        return np.append(0, np.bincount(which[chosen], minlength=which.max() + 1).cumsum() / chosen.sum())

    return rates(~members), rates(members)


def roc_curve__by_searching(scores, members):
    """Sort members and others by themselves, and look each threshold up."""
    thresholds = np.unique(scores)[::-1]
    curve = []
    for group in (np.sort(scores[~members]), np.sort(scores[members])):
        curve.append(np.concatenate(([0.0], 1 - np.searchsorted(group, thresholds, "left") / group.size)))
    return curve


# attack_success


def attack_success__with_scikit_learn(scores, members, false_rate):
    """Let scikit-learn trace the curve and take its area."""
    false_rates, true_rates, _ = metrics.roc_curve(members, scores, drop_intermediate=False)
    return metrics.auc(false_rates, true_rates), true_rates[np.flatnonzero(false_rates <= false_rate)[-1]]


def attack_success__by_ranks(scores, members, false_rate):
    """Get the area from the sum of the members' ranks, and the rate from the best thresholds."""
    m, n = members.sum(), (~members).sum()
    area = (stats.rankdata(scores)[members].sum() - m * (m + 1) / 2) / (m * n)
    rates = [0.0]
    for threshold in np.unique(scores):
        if np.mean(scores[~members] >= threshold) <= false_rate:
            rates.append(np.mean(scores[members] >= threshold))
    return area, max(rates)


def attack_success__all_pairs(scores, members, false_rate):
    """Compare each member with each other; then take the least threshold that is strict enough."""
    inside, outside = scores[members], scores[~members]
    area = np.mean(np.sign(inside[:, None] - outside) + 1) / 2
    thresholds = np.sort(scores)
    alarms = 1 - np.searchsorted(np.sort(outside), thresholds) / outside.size
    strict = thresholds[alarms <= false_rate + 1e-12]
    return float(area), float(np.mean(inside >= strict[0])) if strict.size else 0.0


# rank_hits


def rank_hits__probe_by_probe(distances, gallery_people, probe_people, rank):
    """Keep each person's nearest picture in a dict."""
    hits = []
    for row, person in zip(distances.tolist(), probe_people.tolist(), strict=True):
        nearest = {}
        for distance, who in zip(row, gallery_people.tolist(), strict=True):
            nearest[who] = min(distance, nearest.get(who, distance))
        closer = sum(distance < nearest[person] for distance in nearest.values())
        as_far = sum(distance == nearest[person] for distance in nearest.values())
        hits.append(min(max((rank - closer) / as_far, 0.0), 1.0))
    return np.array(hits), rank / len(set(gallery_people.tolist()))


def rank_hits__with_minimum_at(distances, gallery_people, probe_people, rank):
    """Collect the nearest with `np.minimum.at`, and the ranks with SciPy."""
    people, whose = np.unique(gallery_people, return_inverse=True)
    nearest = np.full((len(people), len(distances)), np.inf)
    np.minimum.at(nearest, whose, distances.T)
    rows, own = np.arange(len(distances)), np.searchsorted(people, probe_people)
    best, worst = (stats.rankdata(nearest.T, method=method, axis=1)[rows, own] for method in ("min", "max"))
    return np.clip((rank - best + 1) / (worst - best + 1), 0, 1), float(rank / people.size)


def rank_hits__sorted_by_people(distances, gallery_people, probe_people, rank):
    """Sort the gallery by people, and take the least of each run."""
    order = np.argsort(gallery_people, kind="stable")
    people, starts = np.unique(gallery_people[order], return_index=True)
    nearest = np.minimum.reduceat(distances[:, order], starts, axis=1)
    own = nearest[probe_people[:, None] == people].reshape(-1, 1)
    before = np.count_nonzero(nearest < own, axis=1)
    among = np.count_nonzero(nearest <= own, axis=1) - before
    return np.minimum(1, np.maximum(0, rank - before) / among), rank / len(people)


# bootstrap_interval


def bootstrap_interval__counts_of_draws(hits, people, resamples, rng):
    """Draw how often each person comes, all at once."""
    found = sorted(set(people.tolist()))
    totals = np.array([hits[people == person].sum() for person in found])
    sizes = np.array([np.count_nonzero(people == person) for person in found])
    times = rng.multinomial(len(found), np.full(len(found), 1 / len(found)), size=resamples)
    low, high = np.quantile((times @ totals) / (times @ sizes), [0.025, 0.975])
    return low, high


def bootstrap_interval__choice_of_people(hits, people, resamples, rng):
    """Choose people by `rng.choice`, and look up their sums."""
    belongs = people[:, None] == np.unique(people)
    totals, sizes = hits @ belongs, belongs.sum(axis=0)
    drawn = rng.choice(len(sizes), size=(len(sizes), resamples), replace=True)
    means = np.sort(totals[drawn].sum(axis=0) / sizes[drawn].sum(axis=0))
    return tuple(np.percentile(means, [2.5, 97.5]))


def bootstrap_interval__uniform_draws(hits, people, resamples, rng):
    """Make whole numbers of uniform draws, and add up with matrix products."""
    names, whose = np.unique(people, return_inverse=True)
    sums = np.zeros((names.size, 2))
    np.add.at(sums, whose, np.column_stack([hits, np.ones_like(hits)]))
    drawn = (rng.random((resamples, names.size)) * names.size).astype(int)
    total, size = np.moveaxis(sums[drawn].sum(axis=1), -1, 0)
    return [float(np.percentile(total / size, part)) for part in (2.5, 97.5)]


# pareto_front


def pareto_front__row_by_row(points):
    """Ask of each row whether some other beats it."""
    front = []
    for row in points:
        beaten = (points <= row).all(axis=1) & (points < row).any(axis=1)
        front.append(not beaten.any())
    return np.array(front)


def pareto_front__in_order(points):
    """Go through the rows in order; only rows before one can dominate it."""
    front = np.zeros(len(points), bool)
    kept = []
    for place in np.lexsort(points.T[::-1]):
        row = points[place]
        front[place] = not any(all(other <= row) and any(other < row) for other in kept)
        if front[place]:
            kept.append(row)
    return front


def pareto_front__plain_python(points):
    """Compare lists of numbers."""
    rows = points.tolist()

    def dominates(one, other):
        return one != other and all(a <= b for a, b in zip(one, other, strict=True))

    return np.array([not any(dominates(one, other) for one in rows) for other in rows], dtype=bool)


# lira_scores


def lira_scores__with_nan(scores, shadow_scores, shadow_members):
    """Blank out what doesn't belong, and use NumPy's functions that pass over NaN."""
    found = []
    for used in (shadow_members, ~shadow_members):
        values = np.where(used, shadow_scores, np.nan)
        mean = np.nanmean(values, axis=0)
        spread = max(1e-6, np.sqrt(np.nanmean((values - mean) ** 2)))
        found.append(-((scores - mean) ** 2) / (2 * spread**2) - np.log(spread))
    return found[0] - found[1]


def lira_scores__by_counts(scores, shadow_scores, shadow_members):
    """Weigh by 1 and 0, and write the normal density out."""

    def fit(weights):
        mean = (weights * shadow_scores).sum(0) / weights.sum(0)
        variance = (weights * (shadow_scores - mean) ** 2).sum() / weights.sum()
        return mean, max(variance, 1e-12)

    (mean_in, var_in), (mean_out, var_out) = fit(1.0 * shadow_members), fit(1.0 - shadow_members)
    ratio = (scores - mean_out) ** 2 / var_out - (scores - mean_in) ** 2 / var_in
    return (ratio + np.log(var_out / var_in)) / 2


def lira_scores__picture_by_picture(scores, shadow_scores, shadow_members):
    """Go through the pictures twice: once for means and distances, once for densities."""
    means, distances = [], ([], [])
    for column, used in zip(shadow_scores.T, shadow_members.T, strict=True):
        groups = column[used], column[~used]
        means.append([group.mean() for group in groups])
        for kept, group in zip(distances, groups, strict=True):
            kept.extend(group - group.mean())
    spreads = [max(np.sqrt(np.mean(np.square(kept))), 1e-6) for kept in distances]
    densities = stats.norm(np.array(means), spreads).logpdf(scores[:, None])
    return densities[:, 0] - densities[:, 1]


# judge_attack


def judge_attack__over_the_curve(scores, members, practice):
    """Try the thresholds as columns."""
    known, true = scores[practice], members[practice]
    thresholds = -np.unique(-known)
    right = ((known[:, None] >= thresholds) == true[:, None]).sum(axis=0)
    threshold = thresholds[right.argmax()]
    judged, truth = scores[~practice], members[~practice]
    share = truth.mean()
    accuracy = metrics.accuracy_score(truth, judged >= threshold)
    return accuracy, max(share, 1 - share), np.mean(judged[truth] > max(judged[~truth]))


def judge_attack__plain_python(scores, members, practice):
    """Go through lists."""
    pairs = list(zip(scores.tolist(), members.tolist(), practice.tolist(), strict=True))
    known = [(score, member) for score, member, practised in pairs if practised]
    judged = [(score, member) for score, member, practised in pairs if not practised]

    def right(threshold, among):
        return sum((score >= threshold) == member for score, member in among)

    threshold = max((score for score, _ in known), key=lambda score: (right(score, known), score))
    inside = [score for score, member in judged if member]
    highest = max(score for score, member in judged if not member)
    common = max(len(inside), len(judged) - len(inside))
    exposed = sum(score > highest for score in inside) / len(inside)
    return right(threshold, judged) / len(judged), common / len(judged), exposed


def judge_attack__cumulative(scores, members, practice):
    """Count right answers along the sorted practice scores."""
    order = np.argsort(-scores[practice], kind="stable")
    known, true = scores[practice][order], members[practice][order]
    right = np.cumsum(np.where(true, 1, -1))
    last = np.flatnonzero(np.append(known[:-1] != known[1:], True))
    threshold = known[last[np.argmax(right[last])]]
    rest = ~practice
    inside, outside = scores[rest & members], scores[rest & ~members]
    hits = np.count_nonzero(inside >= threshold) + np.count_nonzero(outside < threshold)
    total = inside.size + outside.size
    return hits / total, max(inside.size, outside.size) / total, np.mean(inside > outside.max())


# evaluation_recap


def evaluation_recap__list():
    """Give a list."""
    return ["c", "a", "d", "b"]


def evaluation_recap__text():
    """Give one text."""
    return "cadb"


def evaluation_recap__capitals():
    """Give a text of capitals with commas."""
    return "C, A, D, B"
