"""Checks of lesson 11, the capstone.

`protect` is tried once for each class seed, on pictures of the test split; each bound has a check of its own. What was
measured goes into the report, and from there to the class's leaderboard.
"""

from functools import lru_cache

import numpy as np
import pytest

from autograder import expect
from autograder.submission import AnswerError, NotAttempted
from privatepixels import cloakroom, trial

points = pytest.mark.points

FEW = 100  # pictures
LEAST_USE = 0.3  # recognition below which a protection earns nothing for what it hides


@lru_cache(maxsize=32)
def batch_of(seed):
    """Pictures that nobody has seen, for a class seed."""
    return cloakroom.hang(trial.BATCH, np.random.default_rng([seed, 0]), "test")


def few_of(seed):
    """The first FEW of them."""
    return cloakroom.Hung(*(part[:FEW] for part in batch_of(seed)))


# margins


BOUNDS = {"speed": ("at least", 40.0), "leak": ("at most", 0.2), "cost": ("at most", 5.0)}


@points(1)
def test_margins_are_named_like_the_budget(margins):
    """A dict with the budget's names, in its order, and a number for each. What else was measured has no bound, and so
    no margin: which of the two dicts do you go through?
    """
    found = margins({"leak": 0.1, "speed": 50.0, "weight": 3.0, "cost": 1.0}, BOUNDS)
    expect_margins(found, BOUNDS)
    expect.input_unchanged(margins)
    expect_margins(margins({"leak": 0.1}, {}), {})


@points(1)
def test_inside_is_positive_on_either_side(margins):
    """Above an "at least" and below an "at most" is inside: a positive margin. Outside it is negative."""
    for point, sign in (({"speed": 41, "leak": 0.19, "cost": 4.9}, 1), ({"speed": 39, "leak": 0.21, "cost": 5.1}, -1)):
        found = margins(point, BOUNDS)
        expect_margins(found, BOUNDS)
        for name, margin in found.items():
            expect.that(sign * margin > 0, f"{name} = {point[name]:g}, {BOUNDS[name]}: margin {margin:.4g}")


@points(1)
def test_margins_are_shares_of_the_limit(margins, rng):
    """The distance to the limit, divided by the limit: so margins of bytes and of shares can be compared. By what do
    you divide: the limit, or the value?
    """
    for _ in range(5):
        limits, values = rng.uniform(0.1, 50, 2), rng.uniform(0, 80, 2)
        budget = {"a": ("at least", float(limits[0])), "b": ("at most", float(limits[1]))}
        found = margins({"a": float(values[0]), "b": float(values[1])}, budget)
        expect_margins(found, budget)
        expected = [values[0] / limits[0] - 1, 1 - values[1] / limits[1]]
        expect.close(np.array(list(found.values()), float), expected, 1e-9, "margins")


@points(1)
def test_on_the_limit_the_margin_is_0(margins):
    """A value at its limit has the margin 0, and nothing stops a margin above 1 or below -1."""
    found = margins({"speed": 40.0, "leak": 0.0, "cost": 25.0}, BOUNDS)
    expect_margins(found, BOUNDS)
    expect.close(np.array(list(found.values()), float), [0, 1, -4], 1e-9, "margins at, within and far beyond the limit")


def expect_margins(found, budget):
    """Expect a number for each name, in order."""
    expect.that(isinstance(found, dict), f"came back: {type(found).__name__}; expected a dict")
    expect.that(list(found) == list(budget), f"came back: {list(found)}; expected the names {list(budget)}")
    for margin in found.values():
        expect.number(margin)


# protect


@pytest.fixture(scope="module")
def kept():
    """What was measured, for all checks of one run."""
    return {}


@pytest.fixture
def point(protect, recognise, kept, class_seed):
    """Try `protect` on a batch that nobody has seen; a `recognise` that was written and does better counts."""
    if "point" not in kept:
        batch = batch_of(class_seed)

        def checked(images, boxes, rng):
            return expect_release(protect(images, boxes, rng), images)

        found, release = trial.measure(checked, batch, np.random.default_rng([class_seed, 1]))
        try:
            own = share_told(recognise, release, batch.kinds)
        except (NotAttempted, AnswerError, AssertionError):
            own = 0.0
        kept["point"] = found | {"recognition": max(found["recognition"], own)}
    return kept["point"]


@pytest.fixture
def within(point, record_property):
    """A function that reports a value of the point with its margin, and expects it within its bound."""

    def within(name, unit=""):
        value, (side, limit) = point[name], trial.BUDGET[name]
        margin = (value - limit if side == "at least" else limit - value) / limit  # as in exercise 1
        record_property(name, round(value, 4))
        record_property("margin", round(margin, 4))
        chance = f", chance is {trial.CHANCE[name]:g}" if name in trial.CHANCE else ""
        said = f"{name}: {value:.3g}{unit}; expected {side} {limit:g}{unit}{chance} (margin {margin:+.3g})"
        expect.that(margin >= 0, said)

    return within


@pytest.fixture
def hidden_from(point, within):
    """A function like `within`, for an attack: what is of no use earns nothing for what it hides."""

    def hidden_from(attack):
        within(attack)
        use = point["recognition"]
        expect.that(
            use >= LEAST_USE,
            f"{attack}: {point[attack]:.3g}, but recognition is {use:.3g}: what hides from its user as well earns "
            f"nothing here; expected recognition of at least {LEAST_USE:g}",
        )

    return hidden_from


def expect_release(found, images):
    """Expect pictures of the same number and size, 8-bit."""
    expect.array(found, shape=images.shape, dtype=np.uint8)
    return found


@points(1)
def test_a_batch_comes_back(protect, class_seed):
    """The result is a new uint8 array, n x 32 x 64, for batches of 100 as for those of 600 pictures; images and boxes
    stay as they were.
    """
    few = few_of(class_seed)
    expect_release(protect(few.images, few.boxes, np.random.default_rng(class_seed)), few.images)
    expect.input_unchanged(protect)


@points(1)
def test_chance_comes_from_the_generator(protect, class_seed):
    """The same generator state gives the same release. Take every draw from `rng`, or seed what draws by itself from
    it: how else would you find out later what was published?
    """
    few = few_of(class_seed)
    first, again = (protect(few.images, few.boxes, np.random.default_rng(class_seed)) for _ in range(2))
    expect_release(first, few.images)
    expect_release(again, few.images)
    differ = int(np.count_nonzero((again != first).any(axis=(1, 2))))
    expect.that(differ == 0, f"{differ} of {FEW} pictures differ from those that the same generator state gave before")


@points(4)
def test_garments_can_be_recognised(protect, within):
    """Whoever learns from 400 of the published pictures tells the kind of at least 45 in 100 of the others. What of a
    garment tells its kind, and did it survive? If our recogniser suits your pictures badly, let yours do better.
    """
    within("recognition")


@points(3)
def test_numbers_stay_unread(protect, hidden_from):
    """A reader that practised on 400 of the published tickets reads at most 1 in 5 digits of the others (lesson 2).
    Did every pixel of each box lose what it said: row top to bottom - 1, column left to right - 1?
    """
    hidden_from("reading")


@points(3)
def test_garments_are_not_matched_by_rehearsal(protect, hidden_from):
    """The attacker runs your program on the originals, with draws of their own, and looks for what is most like the
    published picture (lesson 1): right for at most 1 in 4. The same garment must not always come out in its own way.
    """
    hidden_from("matching")


@points(3)
def test_two_releases_are_not_averaged(protect, hidden_from):
    """The batch is published twice, and the attacker matches the mean of both (lesson 1): right for at most 1 in 4.
    Fresh noise averages away. How many releases did you reckon with?
    """
    hidden_from("averaging")


@points(3)
def test_known_pairs_do_not_undo_it(protect, hidden_from):
    """From 400 pictures whose originals are known, the attacker learns to undo your program, and finds the originals
    of the others (lesson 3): at most 1 in 4. A secret that is the same for all pictures of a batch is soon known.
    """
    hidden_from("known pairs")


@points(2)
def test_the_release_is_small(protect, within):
    """A published picture, packed without loss by zlib, takes at most 800 bytes. What is random can't be packed, and
    neither can what nobody needs.
    """
    within("bytes", " bytes")


@points(2)
def test_the_release_is_quick(protect, within):
    """A picture takes at most 5 ms, in the quickest of four calls with 600. Is there a loop over pixels, or something
    slow done once for each picture that could be done once for all?
    """
    within("milliseconds", " ms")


# recognise


@points(1)
def test_each_picture_gets_a_kind(recognise, class_seed):
    """One integer for each of the other pictures, one of the kinds that were learned, even where some of the ten kinds
    are missing. Is a place in a list taken for a kind?
    """
    shown = batch_of(class_seed)
    few = np.isin(shown.kinds, (3, 5, 8))
    pictures, kinds = without_tickets(shown)[few], shown.kinds[few]
    for others in (pictures[:1], pictures[-7:]):
        told = recognise(pictures, kinds, others)
        expect.input_unchanged(recognise)
        expect_kinds(told, len(others))
        expect.that(np.isin(told, (3, 5, 8)).all(), f"came back: {told}; expected kinds of 3, 5 and 8 alone")


@points(2)
def test_unseen_garments_are_recognised(recognise, class_seed):
    """After 400 pictures, the tickets blackened, at least half of 200 others are told rightly; chance is 0.1. Squares
    of differences don't fit into 8 bits: with which numbers do you compute?
    """
    shown = batch_of(class_seed)
    share = share_told(recognise, without_tickets(shown), shown.kinds)
    expect.that(share >= 0.5, f"recognition of garments without tickets: {share:.3g}; expected at least 0.5")


@points(1)
def test_dark_garments_are_recognised_as_well(recognise, class_seed):
    """All pictures five times darker, those to learn from and the others: still half are told rightly. What was
    computed from the pictures to learn from, such as a mean, must serve the others, too.
    """
    shown = batch_of(class_seed)
    share = share_told(recognise, without_tickets(shown) // 5, shown.kinds)
    expect.that(share >= 0.5, f"recognition of dark pictures: {share:.3g}; expected at least 0.5")


@points(1)
def test_kinds_are_learned_from_what_is_given(recognise, class_seed):
    """Another name for each kind, and the same garments are told by the new names; one picture more or less among
    the others changes nothing for the rest. Nothing is known beforehand, and nothing is learned from the others.
    """
    shown = batch_of(class_seed)
    pictures, others = np.split(without_tickets(shown)[:300], [200])
    kinds = shown.kinds[:200]
    told = recognise(pictures, kinds, others)
    renamed = recognise(pictures, (kinds + 3) % 10, others)
    alone = recognise(pictures, kinds, others[:20])
    for found, n in ((told, 100), (renamed, 100), (alone, 20)):
        expect_kinds(found, n)
    share = np.mean(told == shown.kinds[200:300])
    expect.that(share >= 0.3, f"recognition after 200 pictures: {share:.3g}; expected at least 0.3")
    same = np.mean((told + 3) % 10 == renamed)
    expect.that(same >= 0.7, f"with the kinds renamed, {same:.3g} of the garments got their new name; expected 0.7")
    same = np.mean(told[:20] == alone)
    expect.that(same >= 0.9, f"with 80 others left out, {same:.3g} of the rest were told as before; expected 0.9")


def without_tickets(shown):
    """The garments alone: all that lies right of them is black."""
    images = shown.images.copy()
    images[:, :, cloakroom.GARMENT :] = 0
    return images


def share_told(recognise, pictures, kinds):
    """Share of the hidden pictures whose kind is told rightly."""
    told = recognise(pictures[: trial.KNOWN], kinds[: trial.KNOWN], pictures[trial.KNOWN :])
    expect_kinds(told, len(pictures) - trial.KNOWN)
    return float(np.mean(told == kinds[trial.KNOWN :]))


def expect_kinds(told, n):
    """Expect n integers."""
    expect.array(told, shape=(n,))
    expect.that(told.dtype.kind in "iu", f"dtype {told.dtype}; expected integers")


# capstone_recap


@points(1)
def test_four_letters_came_back(capstone_recap):
    """Four letters from a to d, in a tuple, one for each question in its order."""
    expect.letters(capstone_recap(), 4)


@points(1)
def test_question_1_all_bounds_at_once(capstone_recap):
    """Question 1: a budget is met when each bound is. What is far inside one bound pays for nothing in another."""
    expect.that(expect.letters(capstone_recap(), 4)[0] == "b", "the answer to question 1 is wrong")


@points(1)
def test_question_2_content_as_seed(capstone_recap):
    """Question 2: the attacker has the candidates' originals and your program. What do they get when they run it?"""
    expect.that(expect.letters(capstone_recap(), 4)[1] == "d", "the answer to question 2 is wrong")


@points(1)
def test_question_3_a_group_known_in_part(capstone_recap):
    """Question 3: a group of k members, of whom the attacker knows some already. Among how many do they guess?"""
    expect.that(expect.letters(capstone_recap(), 4)[2] == "a", "the answer to question 3 is wrong")


@points(1)
def test_question_4_what_a_bound_says(capstone_recap):
    """Question 4: an attack that was tried says what that attack can do. What does it say of the next one?"""
    expect.that(expect.letters(capstone_recap(), 4)[3] == "c", "the answer to question 4 is wrong")
