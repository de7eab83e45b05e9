"""Wrong answers of lesson 11, each with one misconception and the checks that must find it."""

import zlib
from time import sleep

import numpy as np
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from scipy.ndimage import gaussian_filter
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC

from privatepixels import data

# margins


def margins__upper_bounds_only(point, budget):
    """Takes every bound for an upper one: more recognition counts as worse.
    Fails: test_inside_is_positive_on_either_side
    """
    return {name: (limit - point[name]) / limit for name, (_, limit) in budget.items()}


def margins__outside_is_positive(point, budget):
    """Tells how far outside a value is.
    Fails: test_inside_is_positive_on_either_side
    """
    return {name: -margin for name, margin in _right(point, budget).items()}


def margins__absolute(point, budget):
    """Doesn't divide: 20 bytes inside look better than 10 points of recognition.
    Fails: test_margins_are_shares_of_the_limit
    """
    return {name: margin * budget[name][1] for name, margin in _right(point, budget).items()}


def margins__shares_of_the_value(point, budget):
    """Divides by the value instead of the limit.
    Fails: test_margins_are_shares_of_the_limit
    """
    return {name: margin * budget[name][1] / (point[name] or 1) for name, margin in _right(point, budget).items()}


def margins__distance(point, budget):
    """Takes the distance without its sign.
    Fails: test_inside_is_positive_on_either_side
    """
    return {name: abs(margin) for name, margin in _right(point, budget).items()}


def margins__met_or_not(point, budget):
    """Tells whether a bound is met, not by how much.
    Fails: test_margins_are_named_like_the_budget
    """
    return {name: margin >= 0 for name, margin in _right(point, budget).items()}


def margins__never_below_zero(point, budget):
    """Stops at 0: all that fail look alike.
    Fails: test_inside_is_positive_on_either_side
    """
    return {name: max(margin, 0.0) for name, margin in _right(point, budget).items()}


def margins__everything_measured(point, budget):
    """Goes through what was measured, and not through the budget.
    Fails: test_margins_are_named_like_the_budget
    """
    return {name: _right(point, budget).get(name, 0.0) for name in point}


def margins__the_worst_alone(point, budget):
    """Gives the smallest margin, without saying whose.
    Fails: test_margins_are_named_like_the_budget
    """
    return min(_right(point, budget).values(), default=0.0)


def _right(point, budget):
    signs = {"at least": 1, "at most": -1}
    return {name: signs[side] * (point[name] - limit) / limit for name, (side, limit) in budget.items()}


# protect


def _without_tickets(images, boxes):
    filled = images.copy()
    for picture, (top, left, bottom, right) in zip(filled, boxes, strict=True):
        picture[top:bottom, left:right] = 0
    return filled


def _groups_of(images, size):
    """Means of groups of garments: split in two again and again, along what varies most."""
    rows = _blocks(images, 4)[:, :, :8].reshape(len(images), -1)
    rows -= rows.mean(axis=1, keepdims=True)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    groups, published = [np.arange(len(images))], np.zeros_like(images)
    while groups:
        group = groups.pop()
        if len(group) < 2 * size:
            published[group, :, :32] = np.rint(images[group, :, :32].mean(axis=0))
            continue
        away = rows[group] - rows[group].mean(axis=0)
        direction = away[(away**2).sum(axis=1).argmax()]
        for _ in range(8):
            direction = away.T @ (away @ direction)
        groups += np.array_split(group[np.argsort(away @ direction)], 2)
    return published


def _blocks(images, size):
    return images.reshape(len(images), 32 // size, size, 64 // size, size).mean(axis=(2, 4))


def _enlarged(small, size):
    return np.clip(np.rint(small), 0, 255).astype(np.uint8).repeat(size, axis=1).repeat(size, axis=2)


def protect__ticket_only(images, boxes, rng):
    """Fills the ticket, and leaves the garment in clear: its own photograph finds it.
    Fails: test_garments_are_not_matched_by_rehearsal, test_known_pairs_do_not_undo_it
    """
    return _without_tickets(images, boxes)


def protect__blurred_ticket(images, boxes, rng):
    """Groups the garments well, but only blurs the tickets: a reader with practice reads them.
    Fails: test_numbers_stay_unread
    """
    published = _groups_of(images, 12)
    for picture, image, (top, left, bottom, right) in zip(published, images, boxes, strict=True):
        picture[top:bottom, left:right] = gaussian_filter(image[top:bottom, left:right].astype(float), 2)
    return published


def protect__pixelated_ticket(images, boxes, rng):
    """Groups the garments well, but only pixelates the tickets.
    Fails: test_numbers_stay_unread
    """
    published = _groups_of(images, 12)
    for picture, image, (top, left, bottom, right) in zip(published, images, boxes, strict=True):
        means = image[top:bottom, left:right].reshape(5, 3, 10, 3).mean(axis=(1, 3))
        picture[top:bottom, left:right] = means.repeat(3, axis=0).repeat(3, axis=1)
    return published


def protect__box_turned_round(images, boxes, rng):
    """Takes rows for columns: the ticket stays, and so does the garment.
    Fails: test_numbers_stay_unread, test_garments_are_not_matched_by_rehearsal
    """
    return _without_tickets(images.transpose(0, 2, 1), boxes).transpose(0, 2, 1)


def protect__white_noise(images, boxes, rng):
    """Adds white noise that hides a garment from the eye; a matcher isn't impressed, and noise can't be packed.
    Fails: test_garments_are_not_matched_by_rehearsal, test_the_release_is_small
    """
    noisy = _without_tickets(images, boxes) + rng.normal(0, 90, images.shape)
    return np.clip(np.rint(noisy), 0, 255).astype(np.uint8)


def protect__noisy_blocks(images, boxes, rng):
    """Pixelates and adds noise, tuned against one release: two are averaged, and pairs teach what is left.
    Fails: test_two_releases_are_not_averaged, test_known_pairs_do_not_undo_it
    """
    small = _blocks(_without_tickets(images, boxes), 4)
    return _enlarged(small + rng.normal(0, 55, small.shape), 4)


def protect__noise_from_the_content(images, boxes, rng):
    """Seeds strong noise by the picture itself, so that no two releases differ: whoever has the original has the noise.
    Fails: test_garments_are_not_matched_by_rehearsal
    """
    small = _blocks(_without_tickets(images, boxes), 4)
    noise = [
        np.random.default_rng(zlib.crc32(image.tobytes())).normal(0, 80, part.shape)
        for image, part in zip(images, small, strict=True)
    ]
    return _enlarged(small + np.array(noise), 4)


def protect__fixed_seed(images, boxes, rng):
    """Draws the noise from a generator that starts alike each time, and leaves the garment's shape in it.
    Fails: test_garments_are_not_linked_to_their_originals
    """
    noise = np.random.default_rng(2026).normal(0, 200, images.shape)
    return np.clip(np.rint(_without_tickets(images, boxes) + noise), 0, 255).astype(np.uint8)


def protect__secret_permutation(images, boxes, rng):
    """Puts the pixels into a secret order, the same for all pictures: known pairs tell it.
    Fails: test_known_pairs_do_not_undo_it
    """
    order = rng.permutation(images[0].size)
    filled = _without_tickets(images, boxes)
    return filled.reshape(len(images), -1)[:, order].reshape(images.shape)


def protect__same_key_stream(images, boxes, rng):
    """Encrypts each picture with AES in counter mode, all with one key and one nonce: the stream cancels out.
    Fails: test_numbers_stay_unread, test_the_release_is_small
    """
    cipher = Cipher(algorithms.AES(rng.bytes(32)), modes.CTR(rng.bytes(16)))
    encrypted = [cipher.encryptor().update(image.tobytes()) for image in images]
    return np.frombuffer(b"".join(encrypted), np.uint8).reshape(images.shape).copy()


def protect__encrypted(images, boxes, rng):
    """Encrypts everything rightly: no attack learns anything, nor does the user.
    Fails: test_garments_can_be_recognised, test_numbers_stay_unread, test_the_release_is_small
    """
    cipher = Cipher(algorithms.AES(rng.bytes(32)), modes.CTR(rng.bytes(16))).encryptor()
    return np.frombuffer(cipher.update(images.tobytes()), np.uint8).reshape(images.shape).copy()


def protect__black(images, boxes, rng):
    """Publishes black pictures: nothing leaks, and nothing is of use.
    Fails: test_garments_can_be_recognised, test_garments_are_not_matched_by_rehearsal
    """
    return np.zeros_like(images)


def protect__groups_of_three(images, boxes, rng):
    """Averages groups of three: one in three is still found.
    Fails: test_garments_are_not_matched_by_rehearsal, test_two_releases_are_not_averaged
    """
    return _groups_of(images, 3)


def protect__coarse_silhouette(images, boxes, rng):
    """Publishes a black and white outline of 8 x 8 blocks: the outline is the garment's own.
    Fails: test_garments_are_not_matched_by_rehearsal
    """
    filled = _without_tickets(images, boxes)
    filled[:, :, 32:] = 0
    return _enlarged(255.0 * (_blocks(filled, 4) > 60), 4)


def protect__original_in_low_bits(images, boxes, rng):
    """Groups the garments well, and hides what it took away in the lowest three bits, for friends who know of it.
    Fails: test_garments_are_not_matched_by_rehearsal, test_two_releases_are_not_averaged
    """
    published = _groups_of(images, 12)
    published[:, :, :32] = published[:, :, :32] & 0b11111000 | images[:, :, :32] >> 5
    return published


def protect__original_beside(images, boxes, rng):
    """Groups the garments well, and draws the original in nearly black where the ticket was.
    Fails: test_garments_are_not_matched_by_rehearsal, test_two_releases_are_not_averaged
    """
    published = _groups_of(images, 12)
    published[:, :, 32:] = images[:, :, :32] >> 6
    return published


def protect__shifted_and_mirrored(images, boxes, rng):
    """Moves each garment about, and mirrors every second one: no pixel stays in its place, but all frequencies do.
    Fails: test_garments_are_not_matched_by_rehearsal, test_two_releases_are_not_averaged
    """
    published = _without_tickets(images, boxes) & 0b11110000
    published[:, :, 32:] = 0
    for picture in published:
        step = rng.choice([-1, 1])
        picture[:, :32] = np.roll(picture[:, :32], rng.integers(-6, 7, 2), (0, 1))[:, ::step]
    return published


def protect__most_alike_public_garment(images, boxes, rng):
    """Shows the public garment that is most alike, and forgets that it has been chosen by this one coat alone.
    Fails: test_garments_are_not_matched_by_rehearsal, test_two_releases_are_not_averaged
    """
    public = np.pad(data.fashion("train")[0][:4000], ((0, 0), (2, 2), (2, 2)))[:, ::4, ::4].reshape(4000, -1) / 255.0
    shown = images[:, ::4, :32:4].reshape(len(images), -1) / 255.0
    most_alike = ((public**2).sum(axis=1) - 2 * shown @ public.T).argmin(axis=1)
    published = np.zeros_like(images)
    published[:, 2:30, 2:30] = data.fashion("train")[0][most_alike]
    return published


def protect__another_answer_each_time(images, boxes, rng):
    """Counts its calls, publishes in the odd ones, and shows black to whoever rehearses: but who does isn't known.
    Fails: test_garments_are_not_linked_to_their_originals
    """
    _calls[0] += 1
    return _without_tickets(images, boxes) if _calls[0] % 2 else np.zeros_like(images)


_calls = [0]


def protect__first_as_they_are(images, boxes, rng):
    """Protects only those that it takes for the attacked ones, the last 200.
    Fails: test_garments_are_not_matched_by_rehearsal, test_garments_are_not_linked_to_their_originals
    """
    published = _without_tickets(images, boxes)
    published[400:] = _groups_of(images[400:], 12) if len(images) > 400 else published[400:]
    return published


def protect__each_with_each(images, boxes, rng):
    """Compares each picture with each other, one pair at a time: three microseconds a pair are too many.
    Fails: test_the_release_is_quick
    """
    sleep(3.4e-6 * len(images) ** 2)
    return _groups_of(images, 12)


def protect__noise_beside(images, boxes, rng):
    """Groups the garments well, and fills the place of the ticket with noise, which no program packs.
    Fails: test_the_release_is_small
    """
    published = _groups_of(images, 12)
    published[:, :, 32:] = rng.integers(0, 256, published[:, :, 32:].shape)
    return published


def protect__floats(images, boxes, rng):
    """Returns floats from 0 to 1.
    Fails: test_a_batch_comes_back
    """
    return _without_tickets(images, boxes) / 255


def protect__garments_alone(images, boxes, rng):
    """Cuts the tickets away: the pictures have another size.
    Fails: test_a_batch_comes_back
    """
    return images[:, :, :32]


def protect__in_place(images, boxes, rng):
    """Writes into the pictures that came in.
    Fails: test_a_batch_comes_back
    """
    images[:, :, 32:] = 0
    return images


def protect__unseeded(images, boxes, rng):
    """Draws from a generator that nobody seeded.
    Fails: test_chance_comes_from_the_generator
    """
    published = _groups_of(images, 12)
    published[:, 0, 0] = np.random.default_rng().integers(0, 256, len(images))
    return published


# recognise


def recognise__colleague(pictures, kinds, others):
    """Computes squares in 8 bits, and takes the place of the nearest mean for its kind.
    Fails: test_each_picture_gets_a_kind, test_unseen_garments_are_recognised
    """
    means = [pictures[kinds == kind].mean(axis=0).astype(np.uint8) for kind in np.unique(kinds)]
    distances = [((others - mean) ** 2).sum(axis=(1, 2)) for mean in means]
    return np.argmin(distances, axis=0)


def recognise__places_for_kinds(pictures, kinds, others):
    """Returns the place of the nearest mean, which is its kind only where all ten kinds are there.
    Fails: test_each_picture_gets_a_kind
    """
    return np.argmin(_distances(pictures, kinds, others), axis=0)


def recognise__most_alike_alone(pictures, kinds, others):
    """Asks the one picture that is most alike: for a picture that it has learned, that's the picture itself.
    Fails: test_who_was_learned_from_stays_unknown
    """
    return KNeighborsClassifier(1).fit(_flat(pictures), kinds).predict(_flat(others))


def recognise__by_heart(pictures, kinds, others):
    """Trains until it makes no mistake on what it has seen: it does best on others as well, and tells who was in.
    Fails: test_who_was_learned_from_stays_unknown
    """
    return SVC(C=10).fit(_flat(pictures), kinds).predict(_flat(others))


def _flat(pictures):
    """Every second pixel, as rows of unit floats."""
    return pictures[:, ::2, ::2].reshape(len(pictures), -1) / 255


def recognise__still_8_bits(pictures, kinds, others):
    """Minds the kinds, but squares differences in 8 bits.
    Fails: test_unseen_garments_are_recognised
    """
    means = [pictures[kinds == kind].mean(axis=0).astype(np.uint8) for kind in np.unique(kinds)]
    return np.unique(kinds)[np.argmin([((others - mean) ** 2).sum(axis=(1, 2)) for mean in means], axis=0)]


def recognise__farthest(pictures, kinds, others):
    """Takes the largest distance for the best.
    Fails: test_unseen_garments_are_recognised
    """
    return np.unique(kinds)[np.argmax(_distances(pictures, kinds, others), axis=0)]


def recognise__brightness(pictures, kinds, others):
    """Compares the mean brightness alone.
    Fails: test_unseen_garments_are_recognised
    """
    found = np.unique(kinds)
    means = np.array([pictures[kinds == kind].mean() for kind in found])
    return found[np.abs(others.mean(axis=(1, 2))[:, None] - means).argmin(axis=1)]


def recognise__probabilities(pictures, kinds, others):
    """Returns a score for each kind.
    Fails: test_each_picture_gets_a_kind
    """
    return -_distances(pictures, kinds, others).T


def recognise__most_frequent(pictures, kinds, others):
    """Tells the most frequent kind of all.
    Fails: test_unseen_garments_are_recognised
    """
    return np.full(len(others), np.bincount(kinds).argmax())


def recognise__kinds_of_the_examples(pictures, kinds, others):
    """Returns the kinds that came in, in their order.
    Fails: test_unseen_garments_are_recognised
    """
    return np.resize(kinds, len(others))


def recognise__scaled_by_the_others(pictures, kinds, others):
    """Scales the others by their own brightest pixel, but not the examples.
    Fails: test_dark_garments_are_recognised_as_well
    """
    return np.unique(kinds)[np.argmin(_distances(pictures, kinds, others * (255.0 / others.max())), axis=0)]


def _distances(pictures, kinds, others):
    """Squared distance of each other picture to the mean of each kind."""
    means = [pictures[kinds == kind].mean(axis=0) for kind in np.unique(kinds)]
    return np.array([((others - mean) ** 2).sum(axis=(1, 2)) for mean in means])


# capstone_recap


def capstone_recap__a_mean_of_margins():
    """Thinks that a good mean of the margins meets a budget.
    Fails: test_question_1_all_bounds_at_once
    """
    return ("a", "d", "a", "c")


def capstone_recap__most_bounds():
    """Thinks that most bounds are enough.
    Fails: test_question_1_all_bounds_at_once
    """
    return ("c", "d", "a", "c")


def capstone_recap__a_hash_hides():
    """Thinks that a hash as a seed is a secret.
    Fails: test_question_2_content_as_seed
    """
    return ("b", "a", "a", "c")


def capstone_recap__nothing_to_average():
    """Sees that nothing can be averaged, and forgets that the program is known.
    Fails: test_question_2_content_as_seed
    """
    return ("b", "b", "a", "c")


def capstone_recap__always_one_in_k():
    """Thinks that it's one in k, whatever the attacker knows.
    Fails: test_question_3_a_group_known_in_part
    """
    return ("b", "d", "b", "c")


def capstone_recap__one_in_all():
    """Counts all pictures of the batch.
    Fails: test_question_3_a_group_known_in_part
    """
    return ("b", "d", "c", "c")


def capstone_recap__proof():
    """Takes attacks that failed for a proof.
    Fails: test_question_4_what_a_bound_says
    """
    return ("b", "d", "a", "a")


def capstone_recap__no_use():
    """Thinks that attacks tell nothing at all.
    Fails: test_question_4_what_a_bound_says
    """
    return ("b", "d", "a", "b")


def capstone_recap__three_answers():
    """Answers three questions of four.
    Fails: test_four_letters_came_back
    """
    return ("b", "d", "a")
