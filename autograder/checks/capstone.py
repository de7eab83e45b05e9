"""Checks of lesson 11, the capstone.

`protect` is tried once for each class seed, on pictures of the test split; each bound has a check of its own. What was
measured goes into the report, and from there to the class's leaderboard.
"""

from functools import lru_cache

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from autograder import expect
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


@pytest.fixture(autouse=True, scope="module")
def one_thread():
    """Let small matrices be worked on by one thread, which is quicker."""
    with threadpool_limits(1):
        yield


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
def point(protect, kept, class_seed):
    """Try `protect` on a batch that nobody has seen.

    The trial's own learner judges the use. A recogniser of the student's could share a key with `protect`, and pictures
    that only these two can read would pass for protected ones.
    """
    if "point" not in kept:

        def checked(images, boxes, rng):
            return expect_release(protect(images, boxes, rng), images)

        kept["point"], _ = trial.measure(checked, batch_of(class_seed), np.random.default_rng([class_seed, 1]))
    return kept["point"]


@pytest.fixture
def report(record_property):
    """A function that reports a value with its margin, and expects it within its bound."""

    def report(name, value, bound, unit=""):
        side, limit = bound
        margin = (value - limit if side == "at least" else limit - value) / limit  # as in exercise 1
        record_property(name, round(value, 4))
        record_property("margin", round(margin, 4))
        chance = f", chance is {trial.CHANCE[name]:g}" if name in trial.CHANCE else ""
        said = f"{name}: {value:.3g}{unit}; expected {side} {limit:g}{unit}{chance} (margin {margin:+.3g})"
        expect.that(margin >= 0, said)

    return report


@pytest.fixture
def within(point, report):
    """A function that reports a value of the point, and expects it within its bound."""

    def within(name, unit=""):
        report(name, point[name], trial.BUDGET[name], unit)

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
    garment tells its kind, and did it survive?
    """
    within("recognition")


@points(3)
def test_numbers_stay_unread(protect, hidden_from):
    """A reader that practised on 400 of the published tickets reads at most 1 in 5 digits of the others (lesson 2).
    Did every pixel of each box lose what it said: row top to bottom - 1, column left to right - 1?
    """
    hidden_from("reading")


@points(2)
def test_garments_are_not_linked_to_their_originals(protect, hidden_from):
    """The attacker doesn't even run your program: what is published at the left is compared with each original (lesson
    0), and the most like it is the right one for at most 1 in 4. Does one see whose garment it is?
    """
    hidden_from("linking")


@points(3)
def test_garments_are_not_matched_by_rehearsal(protect, hidden_from):
    """The attacker runs your program on the originals, with draws of their own, and looks for what is most like the
    published picture, in its pixels or in its frequencies (lesson 1): right for at most 1 in 4. The same garment must
    not always come out in its own way. To shift, turn or invert it hides nothing.
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
    """A picture takes at most 2 ms, in the second quickest of four calls with 600. Is there a loop over pixels, or
    something slow done once for each picture that could be done once for all?
    """
    within("milliseconds", " ms")


# recognise


@points(1)
def test_each_picture_gets_a_kind(recognise, class_seed):
    """One integer for each of the other pictures, one of the kinds that were learned, even where some of the ten kinds
    are missing. Is a place in a list taken for a kind?
    """
    garments, all_kinds = garments_of(class_seed)
    few = np.isin(all_kinds, (3, 5, 8))
    pictures, kinds = garments[few], all_kinds[few]
    for others in (pictures[:1], pictures[-7:]):
        told = recognise(pictures, kinds, others)
        expect.input_unchanged(recognise)
        expect_kinds(told, len(others))
        expect.that(np.isin(told, (3, 5, 8)).all(), f"came back: {told}; expected kinds of 3, 5 and 8 alone")


@points(2)
def test_unseen_garments_are_recognised(recognise, report, class_seed):
    """After 400 garments, at least half of 200 others are told rightly; chance is 0.1. Squares of differences don't fit
    into 8 bits: with which numbers do you compute?
    """
    garments, kinds = garments_of(class_seed)
    report("accuracy", share_told(recognise, garments, kinds), trial.TRAINING["accuracy"])


@points(1)
def test_dark_garments_are_recognised_as_well(recognise, class_seed):
    """All pictures five times darker, those to learn from and the others: still half are told rightly. What was
    computed from the pictures to learn from, such as a mean, must serve the others, too.
    """
    garments, kinds = garments_of(class_seed)
    share = share_told(recognise, garments // 5, kinds)
    expect.that(share >= 0.5, f"recognition of dark pictures: {share:.3g}; expected at least 0.5")


@points(1)
def test_kinds_are_learned_from_what_is_given(recognise, class_seed):
    """Another name for each kind, and the same garments are told by the new names; one picture more or less among
    the others changes nothing for the rest. Nothing is known beforehand, and nothing is learned from the others.
    """
    garments, all_kinds = garments_of(class_seed)
    pictures, others = np.split(garments[:300], [200])
    kinds = all_kinds[:200]
    told = recognise(pictures, kinds, others)
    renamed = recognise(pictures, (kinds + 3) % 10, others)
    alone = recognise(pictures, kinds, others[:20])
    for found, n in ((told, 100), (renamed, 100), (alone, 20)):
        expect_kinds(found, n)
    share = np.mean(told == all_kinds[200:300])
    expect.that(share >= 0.3, f"recognition after 200 pictures: {share:.3g}; expected at least 0.3")
    same = np.mean((told + 3) % 10 == renamed)
    expect.that(same >= 0.7, f"with the kinds renamed, {same:.3g} of the garments got their new name; expected 0.7")
    same = np.mean(told[:20] == alone)
    expect.that(same >= 0.9, f"with 80 others left out, {same:.3g} of the rest were told as before; expected 0.9")


@points(2)
def test_who_was_learned_from_stays_unknown(recognise, report, class_seed):
    """The attacker asks a published recogniser about 400 garments, of which it learned from 200, and compares with
    recognisers of their own (lesson 9): who was in is guessed rightly for at most 6 in 10, chance is 5. Has it learned
    single garments by heart? What it says of one that it saw must not differ from what it says of others.
    """
    garments, kinds = (part[: trial.KNOWN] for part in garments_of(class_seed))

    def useful(pictures, kinds, others):
        told = recognise(pictures, kinds, others)
        expect_kinds(told, len(others))
        shares.append(np.mean(told == kinds_of_all))
        return told

    shares, kinds_of_all = [], kinds
    guessed = trial.membership(useful, garments, kinds, np.random.default_rng([class_seed, 2]))
    report("membership", guessed, trial.TRAINING["membership"])
    share = np.mean(shares)
    expect.that(share >= LEAST_USE, f"recognition {share:.3g}: what is of no use earns nothing for what it keeps")


def garments_of(seed):
    """The garments alone, and their kinds."""
    shown = batch_of(seed)
    return np.ascontiguousarray(shown.images[:, :, : cloakroom.GARMENT]), shown.kinds


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
