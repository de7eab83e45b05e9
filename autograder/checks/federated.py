"""Checks of lesson 6, federated learning.

Most of them train a network of one layer, whose gradient they know in closed form. Statistical limits are about six
standard errors wide: a right answer passes with any seed.
"""

from itertools import pairwise

import numpy as np
import pytest

from autograder import expect

points = pytest.mark.points
hidden = pytest.mark.hidden

SHAPE, CLASSES = (3, 4), 3  # of the checks' pictures
PIXELS = SHAPE[0] * SHAPE[1]
RATE = 0.5


def draw_weights(rng, *widths):
    """Draw the weights of a network with layers of these widths."""
    parts = []
    for inputs, outputs in pairwise(widths):
        parts += [rng.normal(size=(inputs, outputs)), rng.normal(size=outputs)]
    return [part.astype(np.float32) for part in parts]


def draw_pictures(rng, count):
    """Draw pictures with labels, each class among them as soon as there are enough."""
    return rng.random((count, *SHAPE), dtype=np.float32), rng.permutation(np.arange(count) % CLASSES)


def single_pixels(count, first=0):
    """Make pictures of one bright pixel each, another in each picture: what one teaches, no other does."""
    return np.eye(PIXELS, dtype=np.float32)[first : first + count].reshape(count, *SHAPE), np.arange(count) % CLASSES


def untrained():
    """Give a network of one layer without any preference."""
    return [np.zeros((PIXELS, CLASSES), np.float32), np.zeros(CLASSES, np.float32)]


def stepped(weights, images, labels, rate=RATE):
    """Step once against the gradient of a network of one layer, over all these pictures, in closed form."""
    kernel, bias = (part.astype(np.float64) for part in weights)
    rows = images.reshape(len(images), -1)
    scores = np.exp(rows @ kernel + bias)
    errors = scores / scores.sum(axis=1, keepdims=True)
    errors[np.arange(len(labels)), labels] -= 1
    errors /= len(labels)
    return [kernel - rate * rows.T @ errors, bias - rate * errors.sum(axis=0)]


def averaged(clients, sizes):
    """Average weights, each client counting by its size."""
    shares = np.asarray(sizes) / np.sum(sizes)
    return [np.tensordot(shares, np.stack(parts), 1) for parts in zip(*clients, strict=True)]


def visits(trained, labels, rate):
    """Tell for each single-pixel picture how often it was seen, each time divided by the pictures of its batch.

    From zero weights and at a small rate, a step moves a picture's row, at its own class, by (1 - 1/3) rate / batch.
    """
    kernel = trained[0].astype(np.float64)
    return kernel[np.arange(len(labels)), labels] / (rate * (1 - 1 / CLASSES))


def expect_weights(value, like):
    """Expect a list of float32 arrays of the shapes of `like`."""
    expect.that(isinstance(value, list), f"came back: a {type(value).__name__}; expected a list of arrays")
    expect.that(len(value) == len(like), f"came back: {len(value)} arrays; expected {len(like)}")
    for part, model in zip(value, like, strict=True):
        expect.array(part, shape=model.shape, dtype=np.float32)


def expect_close_weights(value, expected, tolerance=1e-4):
    """Expect weights, and each of their values close to the expected one."""
    expect_weights(value, expected)
    for place, (part, wanted) in enumerate(zip(value, expected, strict=True)):
        expect.close(part, wanted, tolerance, f"array {place} of the weights")


# dirichlet_split


def expect_split(value, clients, count):
    """Expect a list of integer arrays, one for each client, in which each place stands once; return its sizes."""
    expect.that(isinstance(value, list), f"came back: a {type(value).__name__}; expected a list of arrays")
    expect.that(len(value) == clients, f"came back: {len(value)} arrays; expected {clients}, one for each client")
    for part in value:
        expect.array(part)
        expect.that(part.ndim == 1 and part.dtype.kind in "iu", "expected arrays of whole numbers, with one dimension")
    places = np.concatenate(value)
    expect.that(len(places) == count, f"{len(places)} places were dealt out; expected each of {count} once")
    found = np.unique(places)
    whole = len(found) == count and found[0] == 0 and found[-1] == count - 1
    expect.that(whole, f"{len(found)} different places were dealt out; expected each from 0 to {count - 1} once")


def shares_of(parts, labels):
    """Tell which share of each class each client got, clients x classes."""
    classes = np.unique(labels)
    counts = np.array([[np.sum(labels[part] == label) for label in classes] for part in parts])
    return counts / counts.sum(axis=0)


@points(1)
def test_each_picture_goes_to_one_client(dirichlet_split, rng):
    """A list with an array of places for each client, in which each place from 0 to n - 1 stands exactly once. Labels
    may come in any order and may leave out numbers; a client may get nothing.
    """
    for labels in (np.repeat([0, 1, 2], 40), rng.choice([2, 5, 7], 101), np.array([3])):
        for clients, alpha in ((1, 1.0), (4, 0.1), (7, 100.0)):
            parts = dirichlet_split(labels, clients, alpha, rng)
            expect.input_unchanged(dirichlet_split)
            expect_split(parts, clients, len(labels))


@points(1)
def test_a_large_alpha_shares_evenly(dirichlet_split, rng):
    """With alpha = 1e6 each of five clients gets a fifth of each class, to the nearest picture. Is each class dealt by
    itself, and cut at shares times *its own* number of pictures?
    """
    labels = rng.permutation(np.repeat([0, 1, 2], [100, 250, 400]))
    parts = dirichlet_split(labels, 5, 1e6, rng)
    expect_split(parts, 5, len(labels))
    counts = np.array([[np.sum(labels[part] == label) for label in (0, 1, 2)] for part in parts])
    expect.close(counts, np.tile([20, 50, 80], (5, 1)), 2, "pictures of each class at each client")


@points(2)
def test_shares_follow_the_dirichlet_distribution(dirichlet_split, rng):
    """The squares of a class's shares, summed over K clients, have the mean (alpha + 1) / (K alpha + 1), and a client's
    share has the mean 1 / K, be it the first or the last. All K parameters of the distribution equal alpha.
    """
    labels = np.tile(np.arange(10), 300)
    for clients, alpha in ((4, 0.2), (4, 1.0), (8, 5.0)):
        shares = []
        for one in rng.spawn(16):
            parts = dirichlet_split(labels, clients, alpha, one)
            expect_split(parts, clients, len(labels))
            shares.append(shares_of(parts, labels))
        shares = np.concatenate(shares, axis=1)
        squares, draws = np.sum(shares**2, axis=0), shares.shape[1]
        wanted = (alpha + 1) / (clients * alpha + 1)
        about = f"for K = {clients}, alpha = {alpha}"
        expect.close(squares.mean(), wanted, 6 * squares.std() / draws**0.5 + 0.005, f"sum of squared shares {about}")
        error = (np.var(shares) / draws) ** 0.5
        expect.close(shares.mean(axis=1), np.full(clients, 1 / clients), 6 * error, f"mean share {about}")


@points(1)
def test_each_class_has_shares_of_its_own(dirichlet_split, rng):
    """Who has much of one class needn't have much of another: shares are drawn anew for each class. With one draw for
    all of them, clients would differ in size only, and each would have the same mix.
    """
    labels = np.repeat(np.arange(12), 100)
    products = []
    for one in rng.spawn(24):
        parts = dirichlet_split(labels, 4, 0.3, one)
        expect_split(parts, 4, len(labels))
        shares = shares_of(parts, labels)
        products.append((shares[:, ::2] * shares[:, 1::2]).sum(axis=0))
    expect.close(np.mean(products), 0.25, 0.15, "mean over pairs of classes of the summed products of their shares")


@points(1)
def test_which_pictures_a_client_gets_is_chance(dirichlet_split, rng):
    """Shuffle the places of each class before cutting: else the first client always has the pictures that come first,
    and what a data set is sorted by goes with them.
    """
    labels = np.zeros(300, int)
    means = []
    for one in rng.spawn(16):
        parts = dirichlet_split(labels, 2, 1e6, one)
        expect_split(parts, 2, len(labels))
        means.append(parts[0].mean())
    expect.close(np.mean(means), 149.5, 8.0, "mean place of the first client's pictures")
    expect.close(np.std(means), 5.0, 4.5, "standard deviation of that mean from split to split")


@points(1)
def test_the_split_comes_from_the_generator(dirichlet_split, class_seed):
    """The same generator state gives the same split, another seed another one. Take every draw from `rng`."""
    labels = np.tile([0, 1, 2], 50)
    first, again, other = (
        dirichlet_split(labels, 3, 1.0, np.random.default_rng(seed))
        for seed in (class_seed, class_seed, class_seed + 1)
    )
    for parts in (first, again, other):
        expect_split(parts, 3, len(labels))
    same = all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))
    expect.that(same, "the same generator state gave two different splits")
    expect.that(not all(np.array_equal(a, b) for a, b in zip(first, other, strict=True)), "two seeds gave one split")


# client_update


@points(1)
def test_an_update_has_the_shapes_of_what_came(client_update, rng):
    """A new list of float32 arrays, of the shapes of the weights that came; these stay as they were. `-=` on an array
    changes the server's copy.
    """
    for widths in ((PIXELS, CLASSES), (PIXELS, 5, CLASSES)):
        weights = draw_weights(rng, *widths)
        trained = client_update(weights, *draw_pictures(rng, 8), 1, 4, RATE, rng)
        expect.input_unchanged(client_update)
        expect_weights(trained, weights)


@points(2)
def test_a_batch_is_one_step_against_the_gradient(client_update, rng):
    """With all pictures in one batch, an epoch makes one step: weights minus learning_rate times the gradient. Which
    sign has the step, and do pictures and labels still belong together after shuffling?
    """
    weights, (images, labels) = draw_weights(rng, PIXELS, CLASSES), draw_pictures(rng, 7)
    for batch_size in (7, 50):
        trained = client_update(weights, images, labels, 1, batch_size, RATE, rng)
        expect_close_weights(trained, stepped(weights, images, labels))


@points(1)
def test_each_step_starts_where_the_last_one_ended(client_update, rng):
    """Three epochs with all pictures in one batch are three steps, each with the gradient at the weights reached so
    far. So are two batches of one picture, in one order or the other.
    """
    weights, (images, labels) = draw_weights(rng, PIXELS, CLASSES), draw_pictures(rng, 6)
    wanted = weights
    for _ in range(3):
        wanted = stepped(wanted, images, labels, 2.0)
    expect_close_weights(client_update(weights, images, labels, 3, 6, 2.0, rng), wanted)
    trained = client_update(weights, images[:2], labels[:2], 1, 1, 2.0, rng)
    expect_weights(trained, weights)
    one, two = (slice(0, 1), slice(1, 2))
    off = []
    for first, second in ((one, two), (two, one)):
        wanted = stepped(stepped(weights, images[first], labels[first], 2.0), images[second], labels[second], 2.0)
        off.append(max(np.abs(part - goal).max() for part, goal in zip(trained, wanted, strict=True)))
    expect.that(min(off) < 1e-4, f"two steps of one picture each ended {min(off):.3g} off, in either order")


@points(1)
def test_each_picture_is_seen_once_in_an_epoch(client_update, rng):
    """Seven pictures in batches of three: two batches of three, then the one left over. Each picture is in one batch,
    and each batch's gradient is the mean over the pictures that are really in it.
    """
    images, labels = single_pixels(7)
    for one in rng.spawn(3):
        trained = client_update(untrained(), images, labels, 1, 3, 1e-3, one)
        expect_weights(trained, untrained())
        seen = np.sort(visits(trained, labels, 1e-3))
        expect.close(seen, np.array([1, 1, 1, 1, 1, 1, 3]) / 3, 0.01, "1 / pictures of its batch, for each picture")


@points(1)
def test_the_order_is_shuffled_in_each_epoch(client_update, rng):
    """Which picture is left over at the end of an epoch is chance, and chance again in the next epoch. Shuffle inside
    the loop over epochs.
    """
    images, labels = single_pixels(7)
    alone, twice = set(), []
    for one in rng.spawn(9):
        trained = client_update(untrained(), images, labels, 2, 6, 1e-3, one)
        expect_weights(trained, untrained())
        seen = visits(trained, labels, 1e-3)
        alone.update(np.flatnonzero(seen > 0.9).tolist())
        twice.append(seen.max() > 1.6)
    expect.that(len(alone) > 2, f"in 18 epochs, only {len(alone)} of 7 pictures were ever left over at the end")
    expect.that(not all(twice), "in nine runs of two epochs, both epochs left over the same picture")


@points(1)
def test_the_training_comes_from_the_generator(client_update, class_seed):
    """The same generator state gives the same weights, another seed other ones. Shuffle with `rng`, and keep nothing
    from one call to the next.
    """
    images, labels = draw_pictures(np.random.default_rng(class_seed), 11)
    first, again, other = (
        client_update(untrained(), images, labels, 1, 2, RATE, np.random.default_rng(seed))
        for seed in (class_seed, class_seed, class_seed + 1)
    )
    expect_close_weights(again, first, 1e-6)
    expect_weights(other, first)
    expect.that(np.any(other[0] != first[0]), "two different seeds gave the same weights")


@hidden
@points(1)
def test_a_deeper_network_is_trained_in_every_layer(client_update, reference, rng):
    """Two layers, one batch, two epochs: each of the four arrays steps by its own gradient. Compare array by array."""
    weights, (images, labels) = draw_weights(rng, PIXELS, 5, CLASSES), draw_pictures(rng, 9)
    expected = reference(weights, images, labels, 2, 9, RATE, rng)
    expect_close_weights(client_update(weights, images, labels, 2, 9, RATE, rng), expected)


# federated_average


@points(1)
def test_an_average_has_the_shapes_of_one_update(federated_average, rng):
    """A new list of float32 arrays, of the shapes of one client's weights, however many clients there are. Average
    over the clients, array by array; what came stays as it was.
    """
    for clients in (1, 2, 5):
        updates = [draw_weights(rng, PIXELS, 5, CLASSES) for _ in range(clients)]
        average = federated_average(updates, [3] * clients)
        expect.input_unchanged(federated_average)
        expect_weights(average, updates[0])


@points(1)
def test_clients_of_one_size_count_alike(federated_average, rng):
    """With equal sizes the average is the plain mean, whatever the size is."""
    updates = [draw_weights(rng, PIXELS, 5, CLASSES) for _ in range(4)]
    for size in (1, 600):
        expect_close_weights(federated_average(updates, [size] * 4), averaged(updates, [1, 1, 1, 1]), 1e-5)


@points(2)
def test_a_client_counts_by_its_pictures(federated_average, rng):
    """A client with 300 pictures counts three times as much as one with 100: the sum of size times weights, divided
    by the sum of sizes.
    """
    updates = [draw_weights(rng, PIXELS, CLASSES) for _ in range(3)]
    for sizes in ([1, 1, 2], [100, 300, 5], [7, 60_000, 6_000]):
        expect_close_weights(federated_average(updates, sizes), averaged(updates, sizes), 1e-5)
        turned = federated_average(updates[::-1], sizes[::-1])
        expect_close_weights(turned, averaged(updates, sizes), 1e-5)


@points(1)
def test_clients_that_agree_are_left_alone(federated_average, rng):
    """The average of equal weights is those weights, and that of one client's is its own. Do the shares add up to 1?"""
    update = draw_weights(rng, PIXELS, 5, CLASSES)
    for sizes in ([9], [2, 3, 5, 7]):
        expect_close_weights(federated_average([update] * len(sizes), sizes), update, 1e-5)


@hidden
@points(1)
def test_a_hundred_small_clients_are_averaged(federated_average, reference, rng):
    """A hundred clients of all sizes, compared with the expected average, array by array."""
    updates = [draw_weights(rng, 2, 3, 2) for _ in range(100)]
    sizes = [int(size) for size in rng.integers(1, 1000, 100)]
    expect_close_weights(federated_average(updates, sizes), reference(updates, sizes), 1e-5)


# federated_round


@points(1)
def test_a_round_gives_weights_like_those_that_came(federated_round, rng):
    """A new list of float32 arrays, of the shapes of the server's weights; these, and the clients' pictures, stay as
    they were. Clients may have different numbers of pictures.
    """
    weights = draw_weights(rng, PIXELS, CLASSES)
    after = federated_round(weights, [draw_pictures(rng, n) for n in (5, 3, 8)], 1, 4, RATE, rng)
    expect.input_unchanged(federated_round)
    expect_weights(after, weights)


@points(1)
def test_all_clients_start_from_the_servers_weights(federated_round, rng):
    """Three clients, one step each: the average of three steps *from the same weights*, each client counting by its
    pictures. Does yours hand the second client what the first one sent back?
    """
    weights, clients = draw_weights(rng, PIXELS, CLASSES), [draw_pictures(rng, n) for n in (9, 3, 6)]
    wanted = averaged([stepped(weights, *client, 2.0) for client in clients], [9, 3, 6])
    expect_close_weights(federated_round(weights, clients, 1, 20, 2.0, rng), wanted)


@points(1)
def test_a_round_of_one_client_is_its_update(federated_round, rng):
    """With one client there is nothing to average: the round ends with what its training gave, here two epochs."""
    weights, client = draw_weights(rng, PIXELS, CLASSES), draw_pictures(rng, 6)
    wanted = stepped(stepped(weights, *client), *client)
    expect_close_weights(federated_round(weights, [client], 2, 6, RATE, rng), wanted)


@points(1)
def test_a_round_trains_as_it_was_told(federated_round, rng):
    """Two clients with four pictures each, three epochs in batches of two: each picture is seen three times, with half
    the weight of a batch, and the average halves that. Are epochs, batch_size and learning_rate handed on?
    """
    clients = [single_pixels(4), single_pixels(4, first=4)]
    clients[1] = (clients[1][0], clients[0][1])
    after = federated_round(untrained(), clients, 3, 2, 1e-3, rng)
    expect_weights(after, untrained())
    seen = visits(after, np.concatenate([clients[0][1]] * 2), 1e-3)
    expect.close(seen, np.full(8, 0.75), 0.02, "batches that each picture was a share of")


@points(1)
def test_each_epoch_is_the_clients_own(federated_round, rng):
    """Two clients, two epochs with one step each: both steps are made by each client before anything is averaged. An
    average after each epoch would make two rounds of it.
    """
    weights, clients = draw_weights(rng, PIXELS, CLASSES), [draw_pictures(rng, n) for n in (3, 6)]
    updates = [stepped(stepped(weights, *client, 4.0), *client, 4.0) for client in clients]
    expect_close_weights(federated_round(weights, clients, 2, 6, 4.0, rng), averaged(updates, [3, 6]))


@points(1)
def test_the_round_comes_from_the_generator(federated_round, class_seed):
    """The same generator state gives the same weights after the round, another seed other ones. Hand `rng` on to every
    client, and make no generator of your own.
    """
    clients = [draw_pictures(np.random.default_rng(class_seed), 7)] * 2
    first, again, other = (
        federated_round(untrained(), clients, 1, 2, RATE, np.random.default_rng(seed))
        for seed in (class_seed, class_seed, class_seed + 1)
    )
    expect_close_weights(again, first, 1e-6)
    expect_weights(other, first)
    expect.that(np.any(other[0] != first[0]), "two different seeds gave the same weights after the round")


# sample_clients


def expect_sample(value, count, sizes):
    """Expect `count` different clients that have pictures."""
    expect.array(value, shape=(count,))
    expect.that(value.dtype.kind in "iu", f"dtype {value.dtype}; expected whole numbers")
    expect.that(len(np.unique(value)) == count, f"came back: {value}; expected {count} different clients")
    expect.that(value.min() >= 0 and value.max() < len(sizes), f"came back: {value}; clients are 0 to {len(sizes) - 1}")
    empty = [int(client) for client in value if sizes[client] == 0]
    expect.that(not empty, f"client {empty and empty[0]} was chosen, and has no pictures")


@points(1)
def test_a_sample_has_different_clients(sample_clients, rng):
    """As many client numbers as asked for, whole numbers in an array, no client twice: draw without replacement."""
    for sizes, count in (([5, 5, 5, 5], 3), ([9], 1), (list(range(1, 40)), 20)):
        for one in rng.spawn(5):
            sample = sample_clients(sizes, count, one)
            expect.input_unchanged(sample_clients)
            expect_sample(sample, count, sizes)


@points(1)
def test_a_client_without_pictures_is_not_chosen(sample_clients, rng):
    """A client with nothing to train on can't take part: choose among the others only, by their own numbers."""
    for one in rng.spawn(10):
        expect_sample(sample_clients([0, 4, 0, 7, 2, 0], 2, one), 2, [0, 4, 0, 7, 2, 0])
    everyone = sample_clients([0, 4, 0, 7, 2, 0], 3, rng)
    expect_sample(everyone, 3, [0, 4, 0, 7, 2, 0])


@points(2)
def test_each_client_is_as_likely_as_any_other(sample_clients, rng):
    """A client's size doesn't make it likelier: it counts by its size later, in the average, and would count twice. And
    each pair of clients is as likely as any other pair.
    """
    sizes, draws = [1, 1000, 3, 50, 0, 8, 400, 2, 30], 160
    taken = np.zeros((draws, len(sizes)))
    for row, one in zip(taken, rng.spawn(draws), strict=True):
        sample = sample_clients(sizes, 4, one)
        expect_sample(sample, 4, sizes)
        row[sample] = 1
    full = np.flatnonzero(sizes)
    expect.close(taken[:, full].mean(axis=0), np.full(8, 1 / 2), 0.24, "how often each client was chosen")
    pairs = (taken.T @ taken / draws)[np.ix_(full, full)][~np.eye(8, dtype=bool)]
    expect.close(pairs, np.full(56, 12 / 56), 0.2, "how often each pair was chosen")


@points(1)
def test_the_sample_comes_from_the_generator(sample_clients, class_seed):
    """The same generator state gives the same clients, other seeds other ones. Draw from `rng`."""
    sizes = [3] * 50
    first, again, other = (
        sample_clients(sizes, 10, np.random.default_rng(seed)) for seed in (class_seed, class_seed, class_seed + 1)
    )
    for sample in (first, again, other):
        expect_sample(sample, 10, sizes)
    expect.that(np.array_equal(first, again), "the same generator state gave two different samples")
    expect.that(not np.array_equal(first, other), "two different seeds gave the same sample")


# federated_training


def share_out(rng, sizes):
    """Deal pictures to clients of these sizes, mixed up: images, labels, and each client's places."""
    images, labels = draw_pictures(rng, sum(sizes))
    parts = np.split(rng.permutation(len(labels)), np.cumsum(sizes)[:-1])
    return images, labels, parts


def expect_training(value, like, rounds, per_round, parts):
    """Expect (weights, taken), with different clients, that have pictures, in each round."""
    pair = isinstance(value, tuple) and len(value) == 2
    expect.that(pair, f"came back: a {type(value).__name__}; expected the two results (weights, taken)")
    weights, taken = value
    expect_weights(weights, like)
    expect.array(taken, shape=(rounds, per_round))
    for row in taken:
        expect_sample(row, per_round, [len(part) for part in parts])
    return weights, taken


@points(1)
def test_training_gives_weights_and_who_took_part(federated_training, rng):
    """Two results: the weights, as they came, and for each round the numbers of the clients that took part, all
    different. One client a round isn't federated averaging: choose as many as asked for.
    """
    images, labels, parts = share_out(rng, [4, 0, 6, 2, 5])
    weights = draw_weights(rng, PIXELS, CLASSES)
    for rounds, per_round in ((1, 4), (3, 2), (2, 1)):
        value = federated_training(weights, images, labels, parts, rounds, per_round, 1, 3, RATE, rng)
        expect.input_unchanged(federated_training)
        expect_training(value, weights, rounds, per_round, parts)


@points(1)
def test_a_round_averages_its_clients(federated_training, rng):
    """One round, one step a client: the average of the results of those who took part, each counting by its own number
    of pictures, and not what the last one sent back.
    """
    images, labels, parts = share_out(rng, [9, 0, 3, 6, 1])
    weights = draw_weights(rng, PIXELS, CLASSES)
    for per_round, one in ((4, rng), *((2, one) for one in rng.spawn(4))):
        value = federated_training(weights, images, labels, parts, 1, per_round, 1, 20, 2.0, one)
        after, (chosen,) = expect_training(value, weights, 1, per_round, parts)
        updates = [stepped(weights, images[parts[k]], labels[parts[k]], 2.0) for k in chosen]
        expect_close_weights(after, averaged(updates, [len(parts[k]) for k in chosen]))


@points(1)
def test_a_client_trains_on_its_own_pictures(federated_training, rng):
    """Of six clients two take part: the weights of their pictures' pixels move, those of all others stay. The number
    of a client isn't the number of a picture: its pictures are at the places in `parts[client]`.
    """
    images, labels = single_pixels(12)
    for one in rng.spawn(4):
        parts = np.split(one.permutation(12), 6)
        value = federated_training(untrained(), images, labels, parts, 1, 2, 1, 2, 1e-3, one)
        after, taken = expect_training(value, untrained(), 1, 2, parts)
        moved = np.flatnonzero(np.abs(after[0]).sum(axis=1) > 1e-6)
        own = np.sort(np.concatenate([parts[client] for client in taken[0]]))
        expect.that(
            np.array_equal(moved, own),
            f"clients {taken[0]} took part, with the pictures {own}; those that were learned are {moved}",
        )


@points(1)
def test_each_round_starts_where_the_last_one_ended(federated_training, rng):
    """Two rounds with all clients: the second starts from the average that the first ended with."""
    images, labels, parts = share_out(rng, [4, 8])
    weights = draw_weights(rng, PIXELS, CLASSES)
    value = federated_training(weights, images, labels, parts, 2, 2, 1, 20, 2.0, rng)
    after, _ = expect_training(value, weights, 2, 2, parts)
    wanted = weights
    for _ in range(2):
        wanted = averaged([stepped(wanted, images[part], labels[part], 2.0) for part in parts], [4, 8])
    expect_close_weights(after, wanted)


@points(1)
def test_clients_are_chosen_anew_in_each_round(federated_training, rng):
    """Over 24 rounds with two of four clients, everyone takes part, and pairs change. Choose inside the loop, from
    all clients that have pictures.
    """
    images, labels, parts = share_out(rng, [4, 1, 0, 2, 3])
    value = federated_training(untrained(), images, labels, parts, 24, 2, 1, 10, RATE, rng)
    _, taken = expect_training(value, untrained(), 24, 2, parts)
    found = set(taken.ravel().tolist())
    expect.that(found == {0, 1, 3, 4}, f"in 24 rounds the clients {sorted(found)} took part")
    pairs = {tuple(sorted(row.tolist())) for row in taken}
    expect.that(len(pairs) > 2, f"in 24 rounds there were only {len(pairs)} different pairs of clients")


@points(1)
def test_all_of_training_comes_from_the_generator(federated_training, class_seed):
    """The same generator state gives the same clients and the same weights, another seed other ones: who takes part,
    and in which order a client goes through its pictures, is drawn from `rng`.
    """
    images, labels, parts = share_out(np.random.default_rng(class_seed), [2] * 40)
    (first, taken), (again, taken_again), (other, taken_other) = (
        expect_training(
            federated_training(untrained(), images, labels, parts, 2, 2, 1, 1, RATE, np.random.default_rng(seed)),
            *(untrained(), 2, 2, parts),
        )
        for seed in (class_seed, class_seed, class_seed + 1)
    )
    expect.that(np.array_equal(taken, taken_again), "the same generator state gave two different choices of clients")
    expect_close_weights(again, first, 1e-6)
    expect.that(not np.array_equal(taken, taken_other), "two different seeds chose the same clients in each round")
    expect.that(np.any(other[0] != first[0]), "two different seeds gave the same weights")


# federated_recap


def test_four_letters_came_back(federated_recap):
    """Return four letters, one for each question, such as ("a", "a", "a", "a"). This check only looks at the form."""
    expect.letters(federated_recap(), 4)


@hidden
@points(1)
def test_question_1_who_counts_how_much(federated_recap, reference):
    """Question 1: write down the weighted average of exercise 3 with these sizes. The shares add up to 1."""
    expect.same_letter(federated_recap(), reference(), 0)


@hidden
@points(1)
def test_question_2_why_clients_drift(federated_recap, reference):
    """Question 2: what does a client that has seen one class only want from the network after many local steps? Look
    again at the curves with alpha = 0.1.
    """
    expect.same_letter(federated_recap(), reference(), 1)


@hidden
@points(1)
def test_question_3_what_an_update_tells(federated_recap, reference):
    """Question 3: what did the server know of the clients' classes under 'Break it', and from which data?"""
    expect.same_letter(federated_recap(), reference(), 2)


@hidden
@points(1)
def test_question_4_what_is_sent(federated_recap, reference):
    """Question 4: each client of a round gets the weights and sends them back. Four bytes a weight."""
    expect.same_letter(federated_recap(), reference(), 3)
