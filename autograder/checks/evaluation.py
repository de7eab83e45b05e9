"""Checks of lesson 9, evaluation.

Statistical limits are about six standard errors wide: a right answer passes with any seed.
"""

import numpy as np
import pytest
from scipy.special import softmax
from scipy.stats import norm
from sklearn import metrics

from autograder import expect

points = pytest.mark.points
hidden = pytest.mark.hidden


def an_attack(rng, count=400, digits=2):
    """Scores with ties, higher for members, and who is a member: about a third."""
    members = rng.random(count) < 0.35
    members[:2] = True, False
    return np.round(rng.normal(size=count) + members, digits), members


def expect_scores(value, shape):
    """Expect finite float64 scores."""
    expect.array(value, shape=shape, dtype=np.float64)


# membership_scores


@points(1)
def test_a_score_for_each_picture(membership_scores, rng):
    """One finite float64 number for each picture, also where the model's answers are float32, and the input left as it
    was. Work on a copy in float64.
    """
    answers = softmax(rng.normal(size=(6, 4)), axis=1)
    for probabilities in (answers, answers.astype(np.float32)):
        expect_scores(membership_scores(probabilities, rng.integers(0, 4, 6)), (6,))
        expect.input_unchanged(membership_scores)


@points(1)
def test_score_is_the_logarithm_of_the_odds(membership_scores):
    """With three quarters on the right class the odds are 3 to 1, and the score is log 3; with a half it is 0. Which
    probability is the right class's, and which logarithm is natural?
    """
    probabilities = np.array([[0.75, 0.05, 0.2], [0.05, 0.75, 0.2], [0.3, 0.2, 0.5], [0.6, 0.3, 0.1]])
    scores = membership_scores(probabilities, np.array([0, 1, 2, 2]))
    expect_scores(scores, (4,))
    expect.close(scores, np.log([3, 3, 1, 1 / 9]), 1e-9, "score")


@points(1)
def test_a_smaller_loss_gives_a_higher_score(membership_scores, rng):
    """Members have small losses, so the score falls as the loss -log p grows, whatever the other classes get."""
    probabilities = softmax(3 * rng.normal(size=(50, 5)), axis=1)
    labels = rng.integers(0, 5, 50)
    scores = membership_scores(probabilities, labels)
    expect_scores(scores, (50,))
    order = np.argsort(-np.log(probabilities[np.arange(50), labels]))
    expect.that(np.all(np.diff(scores[order]) < 0), "a picture with a smaller loss has no higher score")


@points(1)
def test_very_sure_answers_are_told_apart(membership_scores):
    """A model that is sure gives 1.0 to the right class, once rounded, and 1e-20 or 1e-25 to the others. The score
    still tells how sure: add up the other classes, don't calculate 1 - p.
    """
    probabilities = np.array([[1.0, 1e-20, 0], [1.0, 5e-26, 5e-26], [1e-20, 1.0, 0]])
    scores = membership_scores(probabilities, np.array([0, 0, 0]))
    expect_scores(scores, (3,))
    expect.close(scores, np.log([1e20, 1e25, 1e-20]), 1e-6, "score")


@points(1)
def test_no_probability_gives_infinity(membership_scores):
    """Nothing counts as less than 1e-30: a probability of 0 gives about -69 or 69, not infinity."""
    scores = membership_scores(np.array([[1.0, 0], [0, 1.0]], np.float32), np.array([0, 0]))
    expect_scores(scores, (2,))
    expect.close(scores, np.log([1e30, 1e-30]), 1e-6, "score")


# roc_curve


@points(1)
def test_curve_goes_from_nothing_to_everything(roc_curve, rng):
    """Two float64 arrays of one length, false-positive rates first, from 0 to 1, and never falling. The first point is
    where nothing is called a member yet.
    """
    scores, members = an_attack(rng)
    false_rates, true_rates = expect_curve(roc_curve, scores, members)
    for rates in (false_rates, true_rates):
        expect.close(rates[[0, -1]], np.array([0.0, 1.0]), 1e-12, "first and last rate")
        expect.that(np.all(np.diff(rates) >= 0), "the rates fall somewhere")


@points(2)
def test_curve_counts_members_and_others_by_themselves(roc_curve):
    """Four pictures with the scores 4, 3, 2, 1: members are the first, third and fourth. Of three members, and of one
    other, which share scores at least 4, 3, 2, 1?
    """
    false_rates, true_rates = expect_curve(roc_curve, np.array([2.0, 4, 3, 1]), np.array([True, True, False, True]))
    expect.array(true_rates, shape=(5,))
    expect.close(true_rates, np.array([0, 1, 1, 2, 3]) / 3, 1e-9, "true-positive rate")
    expect.close(false_rates, np.array([0.0, 0, 1, 1, 1]), 1e-9, "false-positive rate")


@points(1)
def test_equal_scores_are_called_together(roc_curve):
    """Where scores are equal, no threshold parts them: one point for each distinct score. If all are equal, the curve
    is just (0, 0) and (1, 1), and the attack can't choose.
    """
    members = np.array([True, False, True, False, False])
    for scores, size in ((np.full(5, 2.0), 2), (np.array([1.0, 1, 0, 0, 0]), 3)):
        false_rates, true_rates = expect_curve(roc_curve, scores, members)
        expect.that(len(true_rates) == size, f"{len(true_rates)} points; expected {size}")
    expect.close(true_rates, np.array([0, 0.5, 1]), 1e-9, "true-positive rate")
    expect.close(false_rates, np.array([0, 1 / 3, 1]), 1e-9, "false-positive rate")


@points(1)
def test_curve_is_scikit_learns(roc_curve, rng):
    """On scores of a real shape, with ties, the curve is that of `sklearn.metrics.roc_curve` (with drop_intermediate
    False), point by point.
    """
    for digits in (6, 1):
        scores, members = an_attack(rng, digits=digits)
        false_rates, true_rates = expect_curve(roc_curve, scores, members)
        known_false, known_true, _ = metrics.roc_curve(members, scores, drop_intermediate=False)
        expect.close(false_rates, known_false, 1e-9, "false-positive rate")
        expect.close(true_rates, known_true, 1e-9, "true-positive rate")


def expect_curve(roc_curve, scores, members):
    """Trace a curve, and expect two float64 arrays of one length."""
    curve = roc_curve(scores, members)
    expect.input_unchanged(roc_curve)
    expect.that(isinstance(curve, (tuple, list)) and len(curve) == 2, "expected two arrays: false and true rates")
    expect.array(curve[0], dtype=np.float64)
    expect.array(curve[1], shape=curve[0].shape, dtype=np.float64)
    expect.that(curve[0].ndim == 1, f"{curve[0].ndim} dimensions; expected 1")
    return curve


# attack_success


@points(1)
def test_success_is_two_numbers(attack_success, rng):
    """Return the area and the true-positive rate, each a number from 0 to 1; a perfect attack has 1 in both, one that
    always errs 0.
    """
    expect_success(attack_success, *an_attack(rng), 0.1)
    members = np.arange(30) < 10
    for scores, expected in ((1.0 * members, 1.0), (-1.0 * members, 0.0)):
        found = expect_success(attack_success, scores, members, 0.1)
        expect.close(np.array(found), np.full(2, expected), 1e-9, "area and true-positive rate")


@points(1)
def test_area_is_scikit_learns(attack_success, rng):
    """The area is that of `sklearn.metrics.roc_auc_score`: trapezes between neighbouring points, so that scores which
    are all equal have one half.
    """
    members = np.arange(40) % 4 == 0
    area, _ = expect_success(attack_success, np.zeros(40), members, 0.1)
    expect.close(area, 0.5, 1e-9, "area with equal scores")
    for digits in (6, 0):
        scores, members = an_attack(rng, digits=digits)
        area, _ = expect_success(attack_success, scores, members, 0.1)
        expect.close(area, metrics.roc_auc_score(members, scores), 1e-9, "area")


@points(1)
def test_false_alarms_stay_within_the_rate(attack_success):
    """Four members, ten others; the best three scores are members', then an other's, then a member's. With no false
    alarm three of four are found; with 0.1, which is one of ten, all four.
    """
    scores = -np.arange(14.0)
    members = np.isin(np.arange(14), (0, 1, 2, 4))
    for rate, expected in ((0.0, 0.75), (0.08, 0.75), (0.1, 1.0), (1.0, 1.0)):
        _, found = expect_success(attack_success, scores, members, rate)
        expect.close(found, expected, 1e-9, f"true-positive rate at a false-positive rate of {rate}")


@points(1)
def test_nothing_is_interpolated(attack_success):
    """Where one threshold finds nothing, and the next finds all with too many false alarms, nothing is what counts. A
    straight line between the two would promise what no threshold does.
    """
    _, found = expect_success(attack_success, np.zeros(20), np.arange(20) < 10, 0.5)
    expect.close(found, 0.0, 1e-9, "true-positive rate where all scores are equal")


@hidden
@points(1)
def test_success_at_low_rates(attack_success, reference, rng):
    """At 1 % and at 0.1 % of about 1,300 others: the best threshold with no more false alarms than that."""
    scores, members = an_attack(rng, 2000)
    for rate in (0.01, 0.001):
        expected = reference(scores, members, rate)
        expect.close(np.array(expect_success(attack_success, scores, members, rate)), np.array(expected), 1e-9)


def expect_success(attack_success, scores, members, rate):
    """Sum up an attack, and expect two numbers in 0..1."""
    found = attack_success(scores, members, rate)
    expect.that(isinstance(found, (tuple, list)) and len(found) == 2, "expected two numbers: area and rate")
    for value in found:
        expect.number(value, low=-1e-9, high=1 + 1e-9)
    return found


# rank_hits


@points(1)
def test_a_hit_for_each_probe_and_a_chance(rank_hits, rng):
    """Return the hits, float64, one for each probe, from 0 to 1; and chance, one number. The arguments stay as they
    are.
    """
    hits, _ = expect_hits(rank_hits, rng.random((5, 8)), np.arange(8) // 2, np.array([0, 1, 1, 2, 3]), 2)
    expect.input_unchanged(rank_hits)
    expect.array(hits, shape=(5,), dtype=np.float64, low=0, high=1)


@points(1)
def test_hits_grow_with_the_rank(rank_hits):
    """A probe of person 7, to whom four people lie at the distances 1, 2, 3 and 4, person 7 at 3: no hit at ranks 1 and
    2, a hit at 3 and 4.
    """
    for rank, expected in ((1, 0.0), (2, 0.0), (3, 1.0), (4, 1.0)):
        distances, people = np.array([[1.0, 3, 2, 4]]), np.array([5, 7, 9, 11])
        hits, _ = expect_hits(rank_hits, distances, people, np.array([7]), rank)
        expect.close(hits, np.array([expected]), 1e-9, f"hit at rank {rank}")


@points(1)
def test_people_count_not_pictures(rank_hits):
    """Person 1 has the three nearest pictures, then comes person 2: still the second person. A person is as far as
    their nearest picture, and is named once.
    """
    distances = np.array([[1.0, 2, 3, 4, 5, 9]])
    hits, _ = expect_hits(rank_hits, distances, np.array([1, 1, 1, 2, 3, 2]), np.array([2]), 2)
    expect.close(hits, np.array([1.0]), 1e-9, "hit at rank 2")
    hits, _ = expect_hits(rank_hits, distances, np.array([1, 1, 1, 2, 3, 2]), np.array([3]), 2)
    expect.close(hits, np.array([0.0]), 1e-9, "hit of the third person at rank 2")


@points(1)
def test_chance_is_about_people(rank_hits):
    """Chance is the rank over the number of people in the gallery, not of pictures, and not over the probes' people."""
    people = np.array([4, 4, 4, 4, 6, 8, 8, 9])
    for rank in (1, 2, 4):
        _, chance = expect_hits(rank_hits, np.ones((3, 8)) + np.arange(8), people, np.array([4, 4, 8]), rank)
        expect.close(chance, rank / 4, 1e-9, f"chance at rank {rank}")


@points(1)
def test_equal_distances_are_chance(rank_hits):
    """A matcher for whom all are equally far knows nothing: at rank k of n people its hits are k / n, for everybody and
    not only on average. Sorting would favour whoever comes first in the gallery.
    """
    people = np.array([0, 0, 0, 1, 2, 3])
    for rank in (1, 3):
        hits, chance = expect_hits(rank_hits, np.zeros((4, 6)), people, np.arange(4), rank)
        expect.close(hits, np.full(4, chance), 1e-9, f"hits at rank {rank}")


@points(1)
def test_a_tie_shares_what_is_left(rank_hits):
    """One person closer, then three equally far, among them the right one: at rank 2 one of the three is named, so the
    hit is 1/3, at rank 3 it is 2/3.
    """
    distances = np.array([[0.0, 1, 1, 1, 5]])
    for rank, expected in ((1, 0), (2, 1 / 3), (3, 2 / 3), (4, 1), (5, 1)):
        hits, _ = expect_hits(rank_hits, distances, np.array([3, 1, 4, 0, 5]), np.array([4]), rank)
        expect.close(hits, np.array([expected]), 1e-9, f"hit at rank {rank}")


@hidden
@points(1)
def test_hits_are_the_expected_ones(rank_hits, reference, rng):
    """On 30 probes and 24 pictures of eight people in no order, with ties."""
    distances = rng.integers(0, 12, (30, 24)).astype(np.float64)
    people, probes = rng.permutation(np.arange(24) % 8), rng.integers(0, 8, 30)
    for rank in (1, 2, 5):
        hits, _ = expect_hits(rank_hits, distances, people, probes, rank)
        expect.close(hits, reference(distances, people, probes, rank)[0], 1e-9, f"hits at rank {rank}")


def expect_hits(rank_hits, distances, gallery_people, probe_people, rank):
    """Match probes, and expect float64 hits and a number."""
    found = rank_hits(distances, gallery_people, probe_people, rank)
    expect.that(isinstance(found, (tuple, list)) and len(found) == 2, "expected two things: hits and chance")
    expect.array(found[0], shape=(len(probe_people),), dtype=np.float64)
    expect.number(found[1])
    return found


# bootstrap_interval


@points(1)
def test_an_interval_is_two_numbers_in_order(bootstrap_interval, rng):
    """Return (low, high), two numbers, low first, around the mean; the arguments stay as they are."""
    hits = rng.random(40)
    low, high = expect_interval(bootstrap_interval, hits, np.arange(40), 2000, rng)
    expect.input_unchanged(bootstrap_interval)
    expect.that(low < hits.mean() < high, f"from {low:.3g} to {high:.3g}; expected the mean {hits.mean():.3g} within")


@points(2)
def test_95_of_100_means_lie_within(bootstrap_interval, rng):
    """With one picture of each of 20 people, the means of resamples scatter by the hits' standard deviation over the
    root of 20; 2.5 % of them lie below the interval, and 2.5 % above: 1.96 deviations to each side.
    """
    half = rng.random(10)
    hits = np.concatenate([half, 1 - half])  # Symmetric, so that the means are very nearly normal.
    low, high = expect_interval(bootstrap_interval, hits, rng.permutation(20), 20_000, rng)
    deviation = hits.std() / np.sqrt(20)
    expect.close((low - hits.mean()) / deviation, -1.96, 0.12, "lower end, in standard errors from the mean")
    expect.close((high - hits.mean()) / deviation, 1.96, 0.12, "upper end, in standard errors from the mean")


@points(1)
def test_people_are_drawn_not_pictures(bootstrap_interval, rng):
    """Ten people with twenty pictures each, all of them hits or none: that is ten facts and not two hundred, and the
    interval is as wide as for ten. Draw people, and take all their pictures.
    """
    person_hits = np.arange(10) % 2.0
    people = np.tile(rng.permutation(10) * 3, 20)
    low, high = expect_interval(bootstrap_interval, np.tile(person_hits, 20), people, 8000, rng)
    expect.close(np.array([low, high]), np.array([0.2, 0.8]), 1e-9, "interval")


@points(1)
def test_each_picture_counts_once(bootstrap_interval, rng):
    """One person with many pictures, all hits, and others with one miss each: the mean of a resample is over pictures,
    all hits divided by all pictures, and the many pictures weigh as much as they are.
    """
    people = np.concatenate([np.zeros(90, int), np.arange(1, 11)])
    low, high = expect_interval(bootstrap_interval, (people == 0).astype(float), people, 8000, rng)
    expect.close(low, 0.0, 1e-9, "low, from resamples without this person")
    expect.close(high, 270 / (270 + 8), 1e-9, "high, from resamples with three times this person and eight others")


@points(1)
def test_the_interval_comes_from_the_generator(bootstrap_interval, class_seed):
    """The same generator state gives the same interval, another seed another one. Take every draw from `rng`."""
    hits = np.random.default_rng(0).random(30)
    first, again, other = (
        expect_interval(bootstrap_interval, hits, np.arange(30), 50, np.random.default_rng(seed))
        for seed in (class_seed, class_seed, class_seed + 1)
    )
    expect.close(np.array(again), np.array(first), 1e-12, "interval from the same seed")
    expect.that(tuple(other) != tuple(first), "two different seeds gave the same interval")


def expect_interval(bootstrap_interval, hits, people, resamples, rng):
    """Ask for an interval, and expect two numbers in order."""
    interval = bootstrap_interval(hits, people, resamples, rng)
    expect.that(isinstance(interval, (tuple, list)) and len(interval) == 2, "expected two numbers: low and high")
    for end in interval:
        expect.number(end)
    expect.that(interval[0] <= interval[1], f"from {interval[0]:.3g} to {interval[1]:.3g}; expected low first")
    return interval


# pareto_front


@points(1)
def test_a_truth_value_for_each_choice(pareto_front, rng):
    """One bool for each row; at least one choice is on the front, and the input is left as it was."""
    front = expect_front(pareto_front, rng.random((12, 3)))
    expect.input_unchanged(pareto_front)
    expect.that(front.any(), "nobody is on the front; the best in the first column should be")


@points(1)
def test_dominated_choices_are_off_the_front(pareto_front):
    """(1, 5), (2, 2) and (3, 1) are each best at something; (2, 3) is beaten by (2, 2), which is no larger in one
    column and smaller in the other. Small is good.
    """
    front = expect_front(pareto_front, np.array([[1.0, 5], [2, 2], [3, 1], [2, 3], [3, 3]]))
    expect.close(front, np.array([True, True, True, False, False]), 0, "on the front")


@points(1)
def test_equal_choices_stay_together(pareto_front):
    """Two equal rows don't dominate each other: nothing is smaller in either."""
    front = expect_front(pareto_front, np.array([[1.0, 2], [1, 2], [2, 2], [2, 1]]))
    expect.close(front, np.array([True, True, False, True]), 0, "on the front")


@points(1)
def test_every_column_counts(pareto_front):
    """With a third column, whoever is best there is on the front, however bad in the others; with a single column only
    the smallest is. A choice in the middle of all columns may be on it, though best in none.
    """
    front = expect_front(pareto_front, np.array([[1.0, 1, 9], [9, 9, 1], [1, 9, 9], [5, 5, 5], [5, 5, 6]]))
    expect.close(front, np.array([True, True, False, True, False]), 0, "on the front")
    front = expect_front(pareto_front, np.array([[3.0], [1], [2], [1]]))
    expect.close(front, np.array([False, True, False, True]), 0, "on the front of one column")


@points(1)
def test_the_front_ignores_order_and_units(pareto_front, rng):
    """The order of rows and columns does not matter, nor do units: in seconds or milliseconds, the same choices win."""
    choices = rng.random((40, 3))
    front = expect_front(pareto_front, choices)
    order = rng.permutation(40)
    expect.close(expect_front(pareto_front, choices[order][:, ::-1].copy()), front[order], 0, "after reordering")
    expect.close(expect_front(pareto_front, choices * [1000, 1, 0.01] - 5), front, 0, "in other units")


@hidden
@points(1)
def test_the_front_is_the_expected_one(pareto_front, reference, rng):
    """On sixty choices with many equal numbers, in two, three and four respects."""
    for columns in (2, 3, 4):
        choices = rng.integers(0, 6, (60, columns)).astype(np.float64)
        expect.close(expect_front(pareto_front, choices), reference(choices), 0, "on the front")


def expect_front(pareto_front, choices):
    """Find the front, and expect a bool for each row."""
    front = pareto_front(choices)
    expect.array(front, shape=(len(choices),), dtype=np.bool_)
    return front


# lira_scores


def shadows(rng, models=8, count=60, spread=(0.4, 1.1)):
    """Scores of shadow models: each picture with its own level, higher where it is in, with two spreads."""
    members = np.argsort(rng.random((models, count)), axis=0) < models // 2
    members[:, ::3] = np.argsort(rng.random((models, members[:, ::3].shape[1])), axis=0) < 2
    level = rng.normal(scale=4, size=count)
    noise = rng.normal(size=members.shape) * np.where(members, *spread)
    return level, level + 1.5 * members + noise, members


@points(1)
def test_lira_gives_a_score_for_each_picture(lira_scores, rng):
    """One finite float64 number for each picture, and the arguments left as they were."""
    level, shadow_scores, members = shadows(rng)
    expect_scores(lira_scores(level, shadow_scores, members), (60,))
    expect.input_unchanged(lira_scores)


@points(2)
def test_lira_compares_with_the_pictures_own_models(lira_scores):
    """Two pictures: the first scores 5 when out and 7 when in, the second -3 and -1, give or take 1. A score of 7
    speaks for 'in' with the first; -3 for 'out' with the second. Means are over the shadow models, picture by picture.
    """
    members = np.array([[True, True], [True, True], [False, False], [False, False]])
    shadow_scores = np.array([[8.0, 0], [6, -2], [6, -2], [4, -4]])
    scores = lira_scores(np.array([7.0, -3]), shadow_scores, members)
    expect_scores(scores, (2,))
    expect.close(scores, np.array([2.0, -2]), 1e-9, "score")


@points(1)
def test_lira_has_a_spread_for_in_and_one_for_out(lira_scores):
    """'In' scatters by 1 and 'out' by 2 around each picture's own means: a score far off, on either side, is likelier
    to be an 'out'. Are both spreads taken from the distances to the picture's mean, and shared by all pictures?
    """
    members = np.tile(np.array([True, True, False, False])[:, None], (1, 2))
    shadow_scores = np.array([[1.0, 10], [-1, 8], [2, 11], [-2, 7]])
    scores = lira_scores(np.array([8.0, 9]), shadow_scores, members)
    expect_scores(scores, (2,))
    expected = [norm.logpdf(8, 0, 1) - norm.logpdf(8, 0, 2), np.log(2)]
    expect.close(scores, np.array(expected), 1e-9, "score")


@points(1)
def test_lira_shares_the_spread_of_all_pairs(lira_scores):
    """One picture scatters widely, another not at all; they share the root mean square over all pairs of a picture and
    a shadow model that had it in. Each pair counts once, also where a picture was in more often.
    """
    members = np.array([[True, True], [True, True], [True, False], [True, False], [False, False], [False, False]])
    shadow_scores = np.array([[2.0, 0], [-2, 0], [2, 1], [-2, -1], [1, 1], [-1, -1]])
    scores = lira_scores(np.array([0.0, 0.0]), shadow_scores, members)
    expect_scores(scores, (2,))
    expected = -np.log(np.sqrt(16 / 6))  # The distances of 'out' are all 1.
    expect.close(scores, np.full(2, expected), 1e-9, "score")


@points(1)
def test_lira_survives_shadows_without_spread(lira_scores):
    """A spread below 1e-6 counts as 1e-6, so that nothing is divided by zero."""
    members = np.array([[True], [False]])
    for gap in (1e-6, 2e-6):
        scores = lira_scores(np.array([0.0]), np.array([[0.0], [gap]]), members)
        expect_scores(scores, (1,))
        expect.close(scores, np.array([(gap / 1e-6) ** 2 / 2]), 1e-4, "score")


@hidden
@points(1)
def test_lira_scores_are_the_expected_ones(lira_scores, reference, rng):
    """Score by score, on shadow models of which pictures were in more or fewer times."""
    level, shadow_scores, members = shadows(rng)
    scores = level + rng.normal(size=60)
    found = lira_scores(scores, shadow_scores, members)
    expect_scores(found, (60,))
    expect.close(found, reference(scores, shadow_scores, members), 1e-8, "score")


# judge_attack


@points(1)
def test_a_verdict_is_three_shares_of_the_judged(judge_attack, rng):
    """Return accuracy, chance and exposed, each a number from 0 to 1, and leave the arguments as they were. Of 53
    judged pictures, the attack is right about a whole number: the accuracy is so many 53rds.
    """
    scores, members = an_attack(rng, 100)
    accuracy, _, _ = expect_verdict(judge_attack, scores, members, np.arange(100) < 47)
    expect.input_unchanged(judge_attack)
    expect.close(53 * accuracy, round(53 * accuracy), 1e-9, "pictures that the attack is right about, of 53")


@points(2)
def test_it_is_judged_on_other_pictures(judge_attack, rng):
    """These scores know nothing of membership, but with few practice pictures some threshold always looks good on them.
    On the other pictures it is right about half the time. Which pictures choose the threshold, and which judge it?
    """
    members = np.arange(2012) % 2 == 0
    practice = np.arange(2012) < 12
    scores = rng.normal(size=2012)
    accuracy, _, _ = expect_verdict(judge_attack, scores, members, practice)
    expect.close(accuracy, 0.5, 0.07, "accuracy of scores that know nothing")
    scores[practice] = np.where(members[practice], 6.0, 5.5)
    scores[12:612:2], scores[13:213:2] = 7, 6.5  # 300 of the 1,000 members; and 100 others, false alarms at 6.
    accuracy, _, _ = expect_verdict(judge_attack, scores, members, practice)
    expect.close(accuracy, 0.6, 1e-9, "accuracy where practice says 6")


@points(1)
def test_the_best_threshold_is_chosen(judge_attack):
    """In practice, 3 is the threshold with the most right answers; a score of exactly 3 counts as a member. Of
    thresholds that are equally good, the highest is taken.
    """
    practice = np.arange(10) < 6
    members = np.array([True, True, True, False, False, False, True, True, False, False])
    for judged, expected in (((3.0, 2.9, 2.9, 2.8), 0.75), ((3.0, 3.0, 2.0, 1.0), 1.0)):
        scores = np.array([5.0, 4, 3, 2, 1, 0, *judged])
        accuracy, _, _ = expect_verdict(judge_attack, scores, members, practice)
        expect.close(accuracy, expected, 1e-9, "accuracy")
    four = np.array([True, True, True, True, False, False, True, True, False, False])
    accuracy, _, _ = expect_verdict(judge_attack, np.array([5.0, 4, 3, 2, 1, 0, 2, 2, 2, 1]), four, practice)
    expect.close(accuracy, 0.75, 1e-9, "accuracy where 2 is the best threshold")
    scores = np.array([4.0, 1, 1, 3, 0, 0, 3.5, 2, 2, 2])  # 4 is right about 4 of 6, and so is 1 about 5.
    accuracy, _, _ = expect_verdict(judge_attack, scores, members, practice)
    expect.close(accuracy, 0.5, 1e-9, "accuracy where 1 is the best threshold")
    tied = np.array([True, False, True, False, True, False, True, True, False, False])
    accuracy, _, _ = expect_verdict(judge_attack, np.array([6.0, 5, 4, 3, 2, 1, 6, 5, 5, 2]), tied, practice)
    expect.close(accuracy, 0.75, 1e-9, "accuracy where several thresholds are equally good")


@points(1)
def test_chance_knows_the_shares(judge_attack):
    """Of the judged pictures, nine in ten are members; saying 'member' of all of them is right about nine in ten. The
    same where nine in ten are not. A coin isn't the best that one can do without looking.
    """
    practice = np.arange(40) < 20
    for common in (True, False):
        members = np.where(np.arange(40) % 10 == 9, not common, common)
        members[:20] = np.arange(20) % 2 == 0
        _, chance, _ = expect_verdict(judge_attack, np.arange(40.0), members, practice)
        expect.close(chance, 0.9, 1e-9, "chance")


@points(2)
def test_the_few_who_are_exposed_are_counted(judge_attack):
    """Of twenty judged members, two score higher than every judged non-member: one in ten is exposed, though on average
    members score no higher than others. Don't average; count. Who ties with a non-member isn't exposed.
    """
    practice = np.arange(60) < 20
    members = np.arange(60) % 2 == 0
    scores = np.where(members, -1.0, 0.5)
    scores[:20] = np.where(members[:20], 99.0, -99.0)
    scores[[20, 24, 30, 32, 33]] = 9, 8, 7, 1, 7
    _, _, exposed = expect_verdict(judge_attack, scores, members, practice)
    expect.close(exposed, 0.1, 1e-9, "exposed")


@hidden
@points(1)
def test_the_verdict_is_the_expected_one(judge_attack, reference, rng):
    """Accuracy, chance and exposed on 400 pictures, a quarter of them for practice."""
    scores, members = an_attack(rng)
    practice = rng.random(400) < 0.25
    found = expect_verdict(judge_attack, scores, members, practice)
    expect.close(np.array(found), np.array(reference(scores, members, practice)), 1e-9, "accuracy, chance, exposed")


def expect_verdict(judge_attack, scores, members, practice):
    """Judge an attack, and expect three numbers in 0..1."""
    verdict = judge_attack(scores, members, practice)
    expect.that(isinstance(verdict, (tuple, list)) and len(verdict) == 3, "expected accuracy, chance and exposed")
    for value in verdict:
        expect.number(value, low=0, high=1)
    return verdict


# evaluation_recap


def test_four_letters_for_four_questions(evaluation_recap):
    """Return four letters, one for each question, such as ("a", "a", "a", "a"). This check only looks at the form."""
    expect.letters(evaluation_recap(), 4)


@hidden
@points(1)
def test_question_1_low_false_rates(evaluation_recap, reference):
    """Question 1: the area looks at all thresholds alike. Whom does an attacker point at who must not be wrong? Look
    again at the left end of the ROC curve.
    """
    expect.same_letter(evaluation_recap(), reference(), 0)


@hidden
@points(1)
def test_question_2_chance(evaluation_recap, reference):
    """Question 2: what would somebody reach who says the same of every picture, without looking at any?"""
    expect.same_letter(evaluation_recap(), reference(), 1)


@hidden
@points(1)
def test_question_3_dominated(evaluation_recap, reference):
    """Question 3: to dominate, a choice must be at least as good in all respects. Compare the pairs one by one."""
    expect.same_letter(evaluation_recap(), reference(), 2)


@hidden
@points(1)
def test_question_4_interval(evaluation_recap, reference):
    """Question 4: which draws are independent of each other? Look again at what exercise 5 draws, and why."""
    expect.same_letter(evaluation_recap(), reference(), 3)
