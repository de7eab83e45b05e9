"""Plausible wrong answers of lesson 9: one misconception each, and the check that must catch it."""

import numpy as np
from scipy.stats import norm


def _parts(probabilities, labels):
    others = probabilities.astype(np.float64)
    rows = np.arange(len(others))
    right = others[rows, labels]
    others[rows, labels] = 0
    return np.maximum(right, 1e-30), np.maximum(others.sum(axis=1), 1e-30)


# membership_scores


def membership_scores__the_loss(probabilities, labels):
    """Returns the loss itself, which is low for members.
    Fails: test_a_smaller_loss_gives_a_higher_score, test_score_is_the_logarithm_of_the_odds
    """
    return -np.log(_parts(probabilities, labels)[0])


def membership_scores__minus_the_loss(probabilities, labels):
    """Returns log p without the others: the order is right, the scale isn't.
    Fails: test_score_is_the_logarithm_of_the_odds, test_very_sure_answers_are_told_apart
    """
    return np.log(_parts(probabilities, labels)[0])


def membership_scores__one_less_p(probabilities, labels):
    """Calculates q as 1 - p, which rounds to nothing where the model is sure.
    Fails: test_very_sure_answers_are_told_apart
    """
    right, _ = _parts(probabilities, labels)
    return np.log(right) - np.log(np.maximum(1 - right, 1e-30))


def membership_scores__sum_less_p(probabilities, labels):
    """Takes p off the sum of all, and loses the others in rounding.
    Fails: test_very_sure_answers_are_told_apart
    """
    right, _ = _parts(probabilities, labels)
    return np.log(right) - np.log(np.maximum(probabilities.astype(float).sum(axis=1) - right, 1e-30))


def membership_scores__odds(probabilities, labels):
    """Forgets the logarithm.
    Fails: test_score_is_the_logarithm_of_the_odds
    """
    right, others = _parts(probabilities, labels)
    return right / others


def membership_scores__decimal_logarithm(probabilities, labels):
    """Takes the logarithm to base 10.
    Fails: test_score_is_the_logarithm_of_the_odds
    """
    right, others = _parts(probabilities, labels)
    return np.log10(right / others)


def membership_scores__most_likely_class(probabilities, labels):
    """Takes the class that the model names, whether it is right or not.
    Fails: test_score_is_the_logarithm_of_the_odds, test_a_smaller_loss_gives_a_higher_score
    """
    right, others = _parts(probabilities, probabilities.argmax(axis=1))
    return np.log(right) - np.log(others)


def membership_scores__largest_other(probabilities, labels):
    """Compares with the largest other class only.
    Fails: test_score_is_the_logarithm_of_the_odds
    """
    others = probabilities.astype(np.float64)
    rows = np.arange(len(others))
    right = others[rows, labels]
    others[rows, labels] = 0
    return np.log(np.maximum(right, 1e-30)) - np.log(np.maximum(others.max(axis=1), 1e-30))


def membership_scores__no_floor(probabilities, labels):
    """Lets a probability of 0 become infinity.
    Fails: test_no_probability_gives_infinity
    """
    others = probabilities.astype(np.float64)
    rows = np.arange(len(others))
    right = others[rows, labels]
    others[rows, labels] = 0
    with np.errstate(divide="ignore"):
        return np.log(right) - np.log(others.sum(axis=1))


def membership_scores__wide_floor(probabilities, labels):
    """Stops at 1e-7, where sure answers are still different.
    Fails: test_very_sure_answers_are_told_apart, test_no_probability_gives_infinity
    """
    right, others = _parts(probabilities, labels)
    return np.log(np.maximum(right, 1e-7)) - np.log(np.maximum(others, 1e-7))


def membership_scores__in_place(probabilities, labels):
    """Wipes the right class out of the array that came in.
    Fails: test_a_score_for_each_picture
    """
    rows = np.arange(len(labels))
    right = probabilities[rows, labels].astype(np.float64)
    probabilities[rows, labels] = 0
    others = probabilities.sum(axis=1, dtype=np.float64)
    return np.log(np.maximum(right, 1e-30)) - np.log(np.maximum(others, 1e-30))


def membership_scores__single_precision(probabilities, labels):
    """Stays in the precision of the model's answers.
    Fails: test_a_score_for_each_picture
    """
    right, others = _parts(probabilities, labels)
    return (np.log(right) - np.log(others)).astype(probabilities.dtype)


# roc_curve


def _curve(scores, members, thresholds, called=np.greater_equal):
    rows = [(np.mean(called(scores[~members], t)), np.mean(called(scores[members], t))) for t in thresholds]
    false_rates, true_rates = np.array(rows).T
    return np.append(0.0, false_rates), np.append(0.0, true_rates)


def roc_curve__the_other_order(scores, members):
    """Returns the true-positive rates first.
    Fails: test_curve_counts_members_and_others_by_themselves
    """
    return _curve(scores, members, np.unique(scores)[::-1])[::-1]


def roc_curve__point_for_each_picture(scores, members):
    """Calls pictures of equal score one after the other: the order in the file decides.
    Fails: test_equal_scores_are_called_together, test_curve_is_scikit_learns
    """
    order = np.argsort(-scores, kind="stable")
    found, alarms = np.cumsum(members[order]), np.cumsum(~members[order])
    return np.append(0.0, alarms / alarms[-1]), np.append(0.0, found / found[-1])


def roc_curve__members_first(scores, members):
    """Sorts members before others where scores are equal, which flatters the attack.
    Fails: test_equal_scores_are_called_together, test_curve_is_scikit_learns
    """
    order = np.lexsort((~members, -scores))
    found, alarms = np.cumsum(members[order]), np.cumsum(~members[order])
    return np.append(0.0, alarms / alarms[-1]), np.append(0.0, found / found[-1])


def roc_curve__strictly_above(scores, members):
    """Calls members those above a threshold, so that the last point is missing.
    Fails: test_curve_goes_from_nothing_to_everything
    """
    return _curve(scores, members, np.unique(scores)[::-1], np.greater)


def roc_curve__no_start(scores, members):
    """Leaves out the point where nothing is called a member.
    Fails: test_curve_goes_from_nothing_to_everything, test_equal_scores_are_called_together
    """
    return tuple(rates[1:] for rates in _curve(scores, members, np.unique(scores)[::-1]))


def roc_curve__rising_thresholds(scores, members):
    """Goes from the lowest threshold to the highest: the curve runs backwards.
    Fails: test_curve_goes_from_nothing_to_everything
    """
    return _curve(scores, members, np.unique(scores))


def roc_curve__low_scores_are_members(scores, members):
    """Calls members those with low scores, as if they were losses.
    Fails: test_curve_counts_members_and_others_by_themselves, test_curve_is_scikit_learns
    """
    return _curve(scores, members, np.unique(scores), np.less_equal)


def roc_curve__shares_of_all(scores, members):
    """Divides by the number of all pictures.
    Fails: test_curve_goes_from_nothing_to_everything, test_curve_counts_members_and_others_by_themselves
    """
    false_rates, true_rates = _curve(scores, members, np.unique(scores)[::-1])
    return false_rates * np.mean(~members), true_rates * np.mean(members)


def roc_curve__false_alarms_among_the_called(scores, members):
    """Divides false alarms by the pictures called members: one less the precision, and no false-positive rate.
    Fails: test_curve_counts_members_and_others_by_themselves, test_curve_is_scikit_learns
    """
    _, true_rates = _curve(scores, members, np.unique(scores)[::-1])
    rates = [np.mean(~members[scores >= t]) for t in np.unique(scores)[::-1]]
    return np.append(0.0, rates), true_rates


def roc_curve__a_hundred_thresholds(scores, members):
    """Tries a hundred thresholds between the lowest and the highest score.
    Fails: test_curve_is_scikit_learns, test_equal_scores_are_called_together
    """
    return _curve(scores, members, np.linspace(scores.max(), scores.min(), 100))


def roc_curve__corners_only(scores, members):
    """Drops points on straight lines, as scikit-learn does unless told otherwise.
    Fails: test_curve_is_scikit_learns
    """
    false_rates, true_rates = _curve(scores, members, np.unique(scores)[::-1])
    bends = np.flatnonzero((np.diff(false_rates, 2) != 0) | (np.diff(true_rates, 2) != 0)) + 1
    kept = np.concatenate([[0], bends, [len(false_rates) - 1]])
    return false_rates[kept], true_rates[kept]


# attack_success


def _success(scores, members, rate):
    false_rates, true_rates = _curve(scores, members, np.unique(scores)[::-1])
    return float(np.trapezoid(true_rates, false_rates)), float(true_rates[false_rates <= rate].max())


def attack_success__interpolates(scores, members, false_rate):
    """Draws a straight line between two thresholds, and reads the rate off it.
    Fails: test_nothing_is_interpolated
    """
    false_rates, true_rates = _curve(scores, members, np.unique(scores)[::-1])
    return np.trapezoid(true_rates, false_rates), np.interp(false_rate, false_rates, true_rates)


def attack_success__one_too_far(scores, members, false_rate):
    """Takes the first threshold with at least that many false alarms.
    Fails: test_false_alarms_stay_within_the_rate
    """
    false_rates, true_rates = _curve(scores, members, np.unique(scores)[::-1])
    return np.trapezoid(true_rates, false_rates), true_rates[np.argmax(false_rates >= false_rate)]


def attack_success__fewer_false_alarms(scores, members, false_rate):
    """Wants fewer false alarms than the rate, and refuses just as many.
    Fails: test_false_alarms_stay_within_the_rate
    """
    false_rates, true_rates = _curve(scores, members, np.unique(scores)[::-1])
    return np.trapezoid(true_rates, false_rates), np.max(true_rates[false_rates < false_rate], initial=0)


def attack_success__share_of_all(scores, members, false_rate):
    """Allows false alarms as a share of all pictures, members included.
    Fails: test_false_alarms_stay_within_the_rate
    """
    area, _ = _success(scores, members, false_rate)
    false_rates, true_rates = _curve(scores, members, np.unique(scores)[::-1])
    return area, np.max(true_rates[false_rates * np.mean(~members) <= false_rate])


def attack_success__false_rate_at_true_rate(scores, members, false_rate):
    """Swaps the two rates: the false alarms where that share of members is found.
    Fails: test_success_is_two_numbers, test_false_alarms_stay_within_the_rate
    """
    area, _ = _success(scores, members, false_rate)
    false_rates, true_rates = _curve(scores, members, np.unique(scores)[::-1])
    return area, float(false_rates[true_rates <= false_rate].max())


def attack_success__area_on_its_side(scores, members, false_rate):
    """Takes the area with the axes swapped: one less the right one.
    Fails: test_area_is_scikit_learns
    """
    area, rate = _success(scores, members, false_rate)
    return 1 - area, rate


def attack_success__area_at_least_a_half(scores, members, false_rate):
    """Turns an attack round that is worse than chance.
    Fails: test_success_is_two_numbers
    """
    area, rate = _success(scores, members, false_rate)
    return max(area, 1 - area), rate


def attack_success__steps(scores, members, false_rate):
    """Adds up steps instead of trapezes, so that ties count in full.
    Fails: test_area_is_scikit_learns
    """
    false_rates, true_rates = _curve(scores, members, np.unique(scores)[::-1])
    return np.sum(np.diff(false_rates) * true_rates[1:]), _success(scores, members, false_rate)[1]


def attack_success__ties_lose(scores, members, false_rate):
    """Counts pairs in which the member scores higher, and gives ties nothing.
    Fails: test_area_is_scikit_learns
    """
    return np.mean(scores[members][:, None] > scores[~members]), _success(scores, members, false_rate)[1]


def attack_success__accuracy(scores, members, false_rate):
    """Returns the best accuracy in place of the area.
    Fails: test_area_is_scikit_learns, test_success_is_two_numbers
    """
    best = max(np.mean((scores >= t) == members) for t in scores)
    return best, _success(scores, members, false_rate)[1]


def attack_success__at_one_percent(scores, members, false_rate):
    """Always looks at 1 %.
    Fails: test_false_alarms_stay_within_the_rate
    """
    return _success(scores, members, 0.01)


# rank_hits


def _nearest(distances, gallery_people):
    people = np.unique(gallery_people)
    return people, np.stack([distances[:, gallery_people == person].min(axis=1) for person in people], axis=1)


def rank_hits__pictures_not_people(distances, gallery_people, probe_people, rank):
    """Looks at the nearest `rank` pictures: one person may fill them all.
    Fails: test_people_count_not_pictures
    """
    nearest = gallery_people[np.argsort(distances, axis=1, kind="stable")[:, :rank]]
    hits = (nearest == probe_people[:, None]).any(axis=1).astype(float)
    return hits, rank / len(np.unique(gallery_people))


def rank_hits__first_in_the_gallery(distances, gallery_people, probe_people, rank):
    """Sorts people, so that ties go to whoever comes first.
    Fails: test_equal_distances_are_chance, test_a_tie_shares_what_is_left
    """
    people, nearest = _nearest(distances, gallery_people)
    named = people[np.argsort(nearest, axis=1, kind="stable")[:, :rank]]
    return (named == probe_people[:, None]).any(axis=1).astype(float), rank / len(people)


def rank_hits__ties_are_hits(distances, gallery_people, probe_people, rank):
    """Counts only who is closer: in a tie everybody is right.
    Fails: test_equal_distances_are_chance, test_a_tie_shares_what_is_left
    """
    people, nearest = _nearest(distances, gallery_people)
    own = nearest[np.arange(len(nearest)), np.searchsorted(people, probe_people)]
    return 1.0 * ((nearest < own[:, None]).sum(axis=1) < rank), rank / len(people)


def rank_hits__ties_are_misses(distances, gallery_people, probe_people, rank):
    """Counts all who are as close as others that come before the right person.
    Fails: test_equal_distances_are_chance, test_a_tie_shares_what_is_left
    """
    people, nearest = _nearest(distances, gallery_people)
    own = nearest[np.arange(len(nearest)), np.searchsorted(people, probe_people)]
    return 1.0 * ((nearest <= own[:, None]).sum(axis=1) <= rank), rank / len(people)


def rank_hits__exactly_at_the_rank(distances, gallery_people, probe_people, rank):
    """Wants the right person exactly at the rank, not among the first.
    Fails: test_hits_grow_with_the_rank
    """
    people, nearest = _nearest(distances, gallery_people)
    own = nearest[np.arange(len(nearest)), np.searchsorted(people, probe_people)]
    return 1.0 * ((nearest < own[:, None]).sum(axis=1) == rank - 1), rank / len(people)


def rank_hits__one_too_many(distances, gallery_people, probe_people, rank):
    """Counts from zero, and lets one more through.
    Fails: test_hits_grow_with_the_rank
    """
    people, nearest = _nearest(distances, gallery_people)
    own = nearest[np.arange(len(nearest)), np.searchsorted(people, probe_people)]
    return 1.0 * ((nearest < own[:, None]).sum(axis=1) <= rank), rank / len(people)


def _good_hits(distances, gallery_people, probe_people, rank):
    people, nearest = _nearest(distances, gallery_people)
    own = nearest[np.arange(len(nearest)), np.searchsorted(people, probe_people)][:, None]
    return np.clip((rank - (nearest < own).sum(axis=1)) / (nearest == own).sum(axis=1), 0, 1)


def rank_hits__chance_of_pictures(distances, gallery_people, probe_people, rank):
    """Divides by the number of gallery pictures.
    Fails: test_chance_is_about_people
    """
    return _good_hits(distances, gallery_people, probe_people, rank), rank / len(gallery_people)


def rank_hits__chance_at_rank_1(distances, gallery_people, probe_people, rank):
    """Quotes the chance of rank 1 at every rank.
    Fails: test_chance_is_about_people
    """
    return _good_hits(distances, gallery_people, probe_people, rank), 1 / len(np.unique(gallery_people))


def rank_hits__chance_among_probes(distances, gallery_people, probe_people, rank):
    """Counts the people among the probes.
    Fails: test_chance_is_about_people
    """
    chance = min(rank / len(np.unique(probe_people)), 1.0)
    return _good_hits(distances, gallery_people, probe_people, rank), chance


def rank_hits__rate_only(distances, gallery_people, probe_people, rank):
    """Returns the mean of the hits, from which no interval can be had.
    Fails: test_a_hit_for_each_probe_and_a_chance
    """
    hits = _good_hits(distances, gallery_people, probe_people, rank)
    return float(hits.mean()), rank / len(np.unique(gallery_people))


def rank_hits__mean_distance(distances, gallery_people, probe_people, rank):
    """Takes a person's mean distance instead of their nearest picture.
    Fails: test_people_count_not_pictures
    """
    people = np.unique(gallery_people)
    mean = np.stack([distances[:, gallery_people == person].mean(axis=1) for person in people], axis=1)
    own = mean[np.arange(len(mean)), np.searchsorted(people, probe_people)][:, None]
    return np.clip((rank - (mean < own).sum(axis=1)) / (mean == own).sum(axis=1), 0, 1), rank / len(people)


def rank_hits__numbers_as_places(distances, gallery_people, probe_people, rank):
    """Takes a person's number for their place among the people.
    Fails: test_hits_grow_with_the_rank
    """
    people, nearest = _nearest(distances, gallery_people)
    own = nearest[np.arange(len(nearest)), probe_people % len(people)][:, None]
    return np.clip((rank - (nearest < own).sum(axis=1)) / (nearest == own).sum(axis=1), 0, 1), rank / len(people)


def rank_hits__farthest_first(distances, gallery_people, probe_people, rank):
    """Takes distances for similarities.
    Fails: test_hits_grow_with_the_rank
    """
    return _good_hits(-distances, gallery_people, probe_people, rank), rank / len(np.unique(gallery_people))


# bootstrap_interval


def _means(hits, people, resamples, rng):
    found, whose = np.unique(people, return_inverse=True)
    totals, pictures = np.bincount(whose, hits), np.bincount(whose)
    drawn = rng.integers(0, len(found), (resamples, len(found)))
    return totals[drawn].sum(axis=1) / pictures[drawn].sum(axis=1)


def bootstrap_interval__draws_pictures(hits, people, resamples, rng):
    """Draws pictures as if they were independent: with many of each person, the interval is far too narrow.
    Fails: test_people_are_drawn_not_pictures
    """
    drawn = rng.integers(0, len(hits), (resamples, len(hits)))
    return tuple(np.percentile(hits[drawn].mean(axis=1), (2.5, 97.5)))


def bootstrap_interval__mean_of_means(hits, people, resamples, rng):
    """Averages people's own rates, so that a person with one picture weighs as much as one with ninety.
    Fails: test_each_picture_counts_once
    """
    found, whose = np.unique(people, return_inverse=True)
    rates = np.bincount(whose, hits) / np.bincount(whose)
    drawn = rng.integers(0, len(found), (resamples, len(found)))
    return tuple(np.percentile(rates[drawn].mean(axis=1), (2.5, 97.5)))


def bootstrap_interval__divides_by_all_pictures(hits, people, resamples, rng):
    """Divides by the number of pictures there are, not by the number in the resample.
    Fails: test_each_picture_counts_once
    """
    found, whose = np.unique(people, return_inverse=True)
    totals = np.bincount(whose, hits)
    drawn = rng.integers(0, len(found), (resamples, len(found)))
    return tuple(np.percentile(totals[drawn].sum(axis=1) / len(hits), (2.5, 97.5)))


def bootstrap_interval__without_replacement(hits, people, resamples, rng):
    """Shuffles instead of drawing with replacement: every resample is the same.
    Fails: test_an_interval_is_two_numbers_in_order, test_95_of_100_means_lie_within
    """
    means = [rng.permutation(hits).mean() for _ in range(min(resamples, 500))]
    return tuple(np.percentile(means, (2.5, 97.5)))


def bootstrap_interval__ninety_percent(hits, people, resamples, rng):
    """Cuts 5 % off at each end.
    Fails: test_95_of_100_means_lie_within
    """
    return tuple(np.percentile(_means(hits, people, resamples, rng), (5, 95)))


def bootstrap_interval__percent_as_share(hits, people, resamples, rng):
    """Gives shares to a function that wants percent.
    Fails: test_95_of_100_means_lie_within
    """
    return tuple(np.percentile(_means(hits, people, resamples, rng), (0.025, 0.975)))


def bootstrap_interval__all_means(hits, people, resamples, rng):
    """Returns the smallest and the largest mean: the interval grows with the number of resamples.
    Fails: test_95_of_100_means_lie_within
    """
    means = _means(hits, people, resamples, rng)
    return means.min(), means.max()


def bootstrap_interval__spread_of_the_hits(hits, people, resamples, rng):
    """Takes 1.96 standard deviations of the hits, not of their mean.
    Fails: test_95_of_100_means_lie_within
    """
    mean = _means(hits, people, resamples, rng).mean()
    return mean - 1.96 * hits.std(), mean + 1.96 * hits.std()


def bootstrap_interval__half_of_the_people(hits, people, resamples, rng):
    """Draws half as many people as there are.
    Fails: test_95_of_100_means_lie_within
    """
    found, whose = np.unique(people, return_inverse=True)
    totals, pictures = np.bincount(whose, hits), np.bincount(whose)
    drawn = rng.integers(0, len(found), (resamples, max(1, len(found) // 2)))
    return tuple(np.percentile(totals[drawn].sum(axis=1) / pictures[drawn].sum(axis=1), (2.5, 97.5)))


def bootstrap_interval__high_first(hits, people, resamples, rng):
    """Returns the upper end first.
    Fails: test_an_interval_is_two_numbers_in_order
    """
    return tuple(np.percentile(_means(hits, people, resamples, rng), (97.5, 2.5)))


def bootstrap_interval__seeds_again(hits, people, resamples, rng):
    """Makes a generator of its own.
    Fails: test_the_interval_comes_from_the_generator
    """
    return tuple(np.percentile(_means(hits, people, resamples, np.random.default_rng(0)), (2.5, 97.5)))


def bootstrap_interval__normal_and_symmetric(hits, people, resamples, rng):
    """Takes mean and 1.96 deviations of the resamples, though they needn't be symmetric and may leave 0..1.
    Fails: test_each_picture_counts_once
    """
    means = _means(hits, people, resamples, rng)
    return means.mean() - 1.96 * means.std(), means.mean() + 1.96 * means.std()


# pareto_front


def _dominates(points):
    return (points[:, None] <= points).all(axis=2) & (points[:, None] < points).any(axis=2)


def pareto_front__large_is_good(points):
    """Keeps what is largest.
    Fails: test_dominated_choices_are_off_the_front
    """
    return ~_dominates(-points).any(axis=0)


def pareto_front__the_dominated(points):
    """Returns True for those that are beaten.
    Fails: test_dominated_choices_are_off_the_front
    """
    return _dominates(points).any(axis=0)


def pareto_front__those_that_dominate(points):
    """Asks who dominates somebody, not whom nobody dominates.
    Fails: test_dominated_choices_are_off_the_front
    """
    return _dominates(points).any(axis=1)


def pareto_front__nobody_as_good(points):
    """Lets an equal row dominate, so that twins both go; and each row is as good as itself.
    Fails: test_equal_choices_stay_together
    """
    no_larger = (points[:, None] <= points).all(axis=2)
    np.fill_diagonal(no_larger, False)
    return ~no_larger.any(axis=0)


def pareto_front__first_of_twins(points):
    """Keeps the first of equal rows only.
    Fails: test_equal_choices_stay_together
    """
    front = ~_dominates(points).any(axis=0)
    seen = set()
    for place, row in enumerate(map(tuple, points)):
        front[place] &= row not in seen
        seen.add(row)
    return front


def pareto_front__smaller_everywhere(points):
    """Lets one choice dominate another only if it is smaller in every column.
    Fails: test_dominated_choices_are_off_the_front
    """
    return ~(points[:, None] < points).all(axis=2).any(axis=0)


def pareto_front__best_of_each_column(points):
    """Keeps the winners of single columns, and loses all compromises.
    Fails: test_dominated_choices_are_off_the_front, test_every_column_counts
    """
    return (points == points.min(axis=0)).any(axis=1)


def pareto_front__least_sum(points):
    """Adds the columns up and keeps the least: a matter of units.
    Fails: test_dominated_choices_are_off_the_front, test_every_column_counts
    """
    total = points.sum(axis=1)
    return total == total.min()


def pareto_front__two_columns(points):
    """Looks at the first two columns only.
    Fails: test_every_column_counts
    """
    return ~_dominates(points[:, :2]).any(axis=0)


def pareto_front__above_the_median(points):
    """Keeps what is better than the median in every column.
    Fails: test_dominated_choices_are_off_the_front
    """
    return (points <= np.median(points, axis=0)).all(axis=1)


def pareto_front__indices(points):
    """Returns the places of the choices instead of a truth value for each.
    Fails: test_a_truth_value_for_each_choice
    """
    return np.flatnonzero(~_dominates(points).any(axis=0))


def pareto_front__sorts_the_input(points):
    """Sorts the rows that came in, and walks along the first column.
    Fails: test_a_truth_value_for_each_choice
    """
    points.sort(axis=0)
    return ~_dominates(points).any(axis=0)


# lira_scores


def _fit(shadow_scores, used):
    means = shadow_scores.mean(axis=0, where=used)
    return means, max(np.sqrt(np.mean((shadow_scores - means) ** 2, where=used)), 1e-6)


def lira_scores__upside_down(scores, shadow_scores, shadow_members):
    """Takes 'out' over 'in'.
    Fails: test_lira_compares_with_the_pictures_own_models
    """
    inside, outside = _fit(shadow_scores, shadow_members), _fit(shadow_scores, ~shadow_members)
    return norm.logpdf(scores, *outside) - norm.logpdf(scores, *inside)


def lira_scores__only_in(scores, shadow_scores, shadow_members):
    """Looks only at how likely 'in' is: easy pictures win, members or not.
    Fails: test_lira_compares_with_the_pictures_own_models
    """
    return norm.logpdf(scores, *_fit(shadow_scores, shadow_members))


def lira_scores__only_out(scores, shadow_scores, shadow_members):
    """Measures the distance from 'out' only, as the attack without 'in' models does.
    Fails: test_lira_compares_with_the_pictures_own_models, test_lira_has_a_spread_for_in_and_one_for_out
    """
    means, spread = _fit(shadow_scores, ~shadow_members)
    return norm.logcdf((scores - means) / spread)


def lira_scores__one_threshold_for_all(scores, shadow_scores, shadow_members):
    """Takes the means over all pictures: the attack that compares every picture with the same two levels.
    Fails: test_lira_compares_with_the_pictures_own_models
    """
    inside, outside = shadow_scores[shadow_members], shadow_scores[~shadow_members]
    return norm.logpdf(scores, inside.mean(), inside.std()) - norm.logpdf(scores, outside.mean(), outside.std())


def lira_scores__spread_over_all_scores(scores, shadow_scores, shadow_members):
    """Takes the spread of all scores, in which the differences between pictures drown.
    Fails: test_lira_compares_with_the_pictures_own_models, test_lira_has_a_spread_for_in_and_one_for_out
    """
    parts = []
    for used in (shadow_members, ~shadow_members):
        parts.append(norm.logpdf(scores, shadow_scores.mean(axis=0, where=used), shadow_scores[used].std()))
    return parts[0] - parts[1]


def lira_scores__a_spread_for_each_picture(scores, shadow_scores, shadow_members):
    """Takes each picture's own spread, from three or four numbers.
    Fails: test_lira_shares_the_spread_of_all_pairs
    """
    parts = []
    for used in (shadow_members, ~shadow_members):
        means = shadow_scores.mean(axis=0, where=used)
        parts.append(norm.logpdf(scores, means, np.maximum(shadow_scores.std(axis=0, where=used), 1e-6)))
    return parts[0] - parts[1]


def lira_scores__mean_of_spreads(scores, shadow_scores, shadow_members):
    """Averages the pictures' spreads, not the squared distances.
    Fails: test_lira_shares_the_spread_of_all_pairs
    """
    parts = []
    for used in (shadow_members, ~shadow_members):
        means = shadow_scores.mean(axis=0, where=used)
        parts.append(norm.logpdf(scores, means, max(shadow_scores.std(axis=0, where=used).mean(), 1e-6)))
    return parts[0] - parts[1]


def lira_scores__one_spread_for_both(scores, shadow_scores, shadow_members):
    """Shares one spread between 'in' and 'out'.
    Fails: test_lira_has_a_spread_for_in_and_one_for_out
    """
    (inside, a), (outside, b) = _fit(shadow_scores, shadow_members), _fit(shadow_scores, ~shadow_members)
    spread = np.sqrt((a**2 + b**2) / 2)
    return norm.logpdf(scores, inside, spread) - norm.logpdf(scores, outside, spread)


def lira_scores__forgets_the_density_of_the_spread(scores, shadow_scores, shadow_members):
    """Compares squared distances in spreads, and leaves out that a narrow density is higher.
    Fails: test_lira_has_a_spread_for_in_and_one_for_out, test_lira_shares_the_spread_of_all_pairs
    """
    (inside, a), (outside, b) = _fit(shadow_scores, shadow_members), _fit(shadow_scores, ~shadow_members)
    return (((scores - outside) / b) ** 2 - ((scores - inside) / a) ** 2) / 2


def lira_scores__variance_for_deviation(scores, shadow_scores, shadow_members):
    """Hands the variance to a function that wants the standard deviation.
    Fails: test_lira_has_a_spread_for_in_and_one_for_out
    """
    (inside, a), (outside, b) = _fit(shadow_scores, shadow_members), _fit(shadow_scores, ~shadow_members)
    return norm.logpdf(scores, inside, a**2) - norm.logpdf(scores, outside, b**2)


def lira_scores__difference_of_means(scores, shadow_scores, shadow_members):
    """Returns how much a picture's score rises when it is in, whatever the attacked model says.
    Fails: test_lira_compares_with_the_pictures_own_models
    """
    return _fit(shadow_scores, shadow_members)[0] - _fit(shadow_scores, ~shadow_members)[0]


def lira_scores__likelihood_ratio(scores, shadow_scores, shadow_members):
    """Returns the ratio itself, not its logarithm.
    Fails: test_lira_compares_with_the_pictures_own_models
    """
    inside, outside = _fit(shadow_scores, shadow_members), _fit(shadow_scores, ~shadow_members)
    return np.exp(norm.logpdf(scores, *inside) - norm.logpdf(scores, *outside))


def lira_scores__divides_by_nothing(scores, shadow_scores, shadow_members):
    """Has no least spread.
    Fails: test_lira_survives_shadows_without_spread
    """
    parts = []
    for used in (shadow_members, ~shadow_members):
        means = shadow_scores.mean(axis=0, where=used)
        with np.errstate(all="ignore"):
            parts.append(norm.logpdf(scores, means, np.sqrt(np.mean((shadow_scores - means) ** 2, where=used))))
    return parts[0] - parts[1]


# judge_attack


def _verdict(scores, members, practice):
    thresholds = np.unique(scores[practice])[::-1]
    right = [np.mean((scores[practice] >= threshold) == members[practice]) for threshold in thresholds]
    judged, truth = scores[~practice], members[~practice]
    accuracy = float(np.mean((judged >= thresholds[np.argmax(right)]) == truth))
    exposed = float(np.mean(judged[truth] > judged[~truth].max()))
    return accuracy, float(max(truth.mean(), 1 - truth.mean())), exposed


def judge_attack__as_often_published(scores, members, practice):
    """Judges on what it practised on, compares with a coin, and averages the exposed away.
    Fails: test_it_is_judged_on_other_pictures, test_chance_knows_the_shares, test_the_few_who_are_exposed_are_counted
    """
    thresholds = np.unique(scores)[::-1]
    accuracies = [np.mean((scores >= threshold) == members) for threshold in thresholds]
    chance = 0.5
    exposed = scores[members].mean() > scores[~members].mean()
    return float(max(accuracies)), chance, float(exposed)


def judge_attack__judged_in_practice(scores, members, practice):
    """Reports the accuracy on the practice pictures.
    Fails: test_it_is_judged_on_other_pictures
    """
    known, true = scores[practice], members[practice]
    accuracy = max(np.mean((known >= threshold) == true) for threshold in known)
    return float(accuracy), *_verdict(scores, members, practice)[1:]


def judge_attack__judged_on_all(scores, members, practice):
    """Practises on the right pictures, but is judged on all.
    Fails: test_it_is_judged_on_other_pictures
    """
    thresholds = np.unique(scores[practice])[::-1]
    right = [np.mean((scores[practice] >= threshold) == members[practice]) for threshold in thresholds]
    called = scores >= thresholds[np.argmax(right)]
    return float(np.mean(called == members)), *_verdict(scores, members, practice)[1:]


def judge_attack__best_on_the_judged(scores, members, practice):
    """Chooses the threshold on the pictures that judge it.
    Fails: test_it_is_judged_on_other_pictures
    """
    judged, truth = scores[~practice], members[~practice]
    accuracy = max(np.mean((judged >= threshold) == truth) for threshold in judged)
    return float(accuracy), *_verdict(scores, members, practice)[1:]


def judge_attack__the_other_way_round(scores, members, practice):
    """Practises on the pictures meant to judge, and judges on the others.
    Fails: test_it_is_judged_on_other_pictures
    """
    return _verdict(scores, members, ~practice)


def judge_attack__median_threshold(scores, members, practice):
    """Takes the median of the practice scores for the threshold.
    Fails: test_the_best_threshold_is_chosen
    """
    judged, truth = scores[~practice], members[~practice]
    accuracy = np.mean((judged >= np.median(scores[practice])) == truth)
    return float(accuracy), *_verdict(scores, members, practice)[1:]


def judge_attack__lowest_of_equals(scores, members, practice):
    """Takes the lowest of equally good thresholds.
    Fails: test_the_best_threshold_is_chosen
    """
    thresholds = np.unique(scores[practice])
    right = [np.mean((scores[practice] >= threshold) == members[practice]) for threshold in thresholds]
    called = scores[~practice] >= thresholds[np.argmax(right)]
    return float(np.mean(called == members[~practice])), *_verdict(scores, members, practice)[1:]


def judge_attack__strictly_above(scores, members, practice):
    """Calls a member only what lies above the threshold.
    Fails: test_the_best_threshold_is_chosen
    """
    thresholds = np.unique(scores[practice])[::-1]
    right = [np.mean((scores[practice] >= threshold) == members[practice]) for threshold in thresholds]
    called = scores[~practice] > thresholds[np.argmax(right)]
    return float(np.mean(called == members[~practice])), *_verdict(scores, members, practice)[1:]


def judge_attack__a_coin_for_chance(scores, members, practice):
    """Quotes one half, whatever the shares.
    Fails: test_chance_knows_the_shares
    """
    accuracy, _, exposed = _verdict(scores, members, practice)
    return accuracy, 0.5, exposed


def judge_attack__share_of_members(scores, members, practice):
    """Thinks that chance is to call everything a member.
    Fails: test_chance_knows_the_shares
    """
    accuracy, _, exposed = _verdict(scores, members, practice)
    return accuracy, float(members[~practice].mean()), exposed


def judge_attack__chance_of_all(scores, members, practice):
    """Takes the shares of all pictures, practice included.
    Fails: test_chance_knows_the_shares
    """
    accuracy, _, exposed = _verdict(scores, members, practice)
    return accuracy, float(max(members.mean(), 1 - members.mean())), exposed


def judge_attack__above_the_mean(scores, members, practice):
    """Calls exposed whoever scores above the mean of the others.
    Fails: test_the_few_who_are_exposed_are_counted
    """
    accuracy, chance, _ = _verdict(scores, members, practice)
    judged, truth = scores[~practice], members[~practice]
    return accuracy, chance, float(np.mean(judged[truth] > judged[~truth].mean()))


def judge_attack__exposed_with_a_tie(scores, members, practice):
    """Calls exposed who ties with a non-member.
    Fails: test_the_few_who_are_exposed_are_counted
    """
    accuracy, chance, _ = _verdict(scores, members, practice)
    judged, truth = scores[~practice], members[~practice]
    return accuracy, chance, float(np.mean(judged[truth] >= judged[~truth].max()))


def judge_attack__exposed_of_all(scores, members, practice):
    """Divides the exposed by all judged pictures.
    Fails: test_the_few_who_are_exposed_are_counted
    """
    accuracy, chance, exposed = _verdict(scores, members, practice)
    return accuracy, chance, exposed * float(members[~practice].mean())


def judge_attack__anybody_exposed(scores, members, practice):
    """Says whether anybody is exposed, not how many.
    Fails: test_the_few_who_are_exposed_are_counted
    """
    accuracy, chance, exposed = _verdict(scores, members, practice)
    return accuracy, chance, float(exposed > 0)


# evaluation_recap


def evaluation_recap__average_is_enough():
    """Thinks that a small area is a promise to everybody.
    Fails: test_question_1_low_false_rates
    """
    return ("a", "a", "d", "b")


def evaluation_recap__area_is_wrong():
    """Thinks that the area must be calculated anew.
    Fails: test_question_1_low_false_rates
    """
    return ("b", "a", "d", "b")


def evaluation_recap__attack_is_useless():
    """Thinks that an attack near the diagonal finds nobody.
    Fails: test_question_1_low_false_rates
    """
    return ("d", "a", "d", "b")


def evaluation_recap__coin():
    """Compares with one half.
    Fails: test_question_2_chance
    """
    return ("c", "b", "d", "b")


def evaluation_recap__good_because_high():
    """Takes a high accuracy for a strong attack.
    Fails: test_question_2_chance
    """
    return ("c", "c", "d", "b")


def evaluation_recap__error_as_exposure():
    """Takes the accuracy for the share of members found.
    Fails: test_question_2_chance
    """
    return ("c", "d", "d", "b")


def evaluation_recap__most_useful_only():
    """Keeps only the most useful choice.
    Fails: test_question_3_dominated
    """
    return ("c", "a", "a", "b")


def evaluation_recap__forgets_the_third_axis():
    """Leaves the seconds out.
    Fails: test_question_3_dominated
    """
    return ("c", "a", "b", "b")


def evaluation_recap__all_on_the_front():
    """Thinks that whoever isn't worst at anything is on the front.
    Fails: test_question_3_dominated
    """
    return ("c", "a", "c", "b")


def evaluation_recap__pictures_are_independent():
    """Draws pictures.
    Fails: test_question_4_interval
    """
    return ("c", "a", "d", "a")


def evaluation_recap__more_resamples():
    """Thinks that more resamples make the interval narrower.
    Fails: test_question_4_interval
    """
    return ("c", "a", "d", "c")


def evaluation_recap__one_letter_short():
    """Answers three questions of four.
    Fails: test_four_letters_for_four_questions
    """
    return ("c", "a", "d")
