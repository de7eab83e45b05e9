"""Plausible wrong answers of lesson 6: one misconception each, and the check that must catch it."""

import numpy as np

from privatepixels import networks
from solutions.federated.answers import client_update, federated_average, federated_round, sample_clients


def _cut(places, shares):
    return np.split(places, np.rint(np.cumsum(shares[:-1]) * len(places)).astype(int))


def _split(labels, clients, alpha, rng):
    """Split as the reference does."""
    dealt = [
        _cut(rng.permutation(np.flatnonzero(labels == label)), rng.dirichlet(np.full(clients, alpha)))
        for label in np.unique(labels)
    ]
    return [np.concatenate(of_client) for of_client in zip(*dealt, strict=True)]


# dirichlet_split


def dirichlet_split__shuffled_and_cut(labels, clients, alpha, rng):
    """Deals equal parts of everything, whatever alpha is: every client has the same mix.
    Fails: test_shares_follow_the_dirichlet_distribution
    """
    return np.array_split(rng.permutation(len(labels)), clients)


def dirichlet_split__one_draw_for_all_classes(labels, clients, alpha, rng):
    """Draws the shares once: clients differ in size, but all have the same mix of classes.
    Fails: test_each_class_has_shares_of_its_own
    """
    shares = rng.dirichlet(np.full(clients, alpha))
    dealt = [_cut(rng.permutation(np.flatnonzero(labels == label)), shares) for label in np.unique(labels)]
    return [np.concatenate(of_client) for of_client in zip(*dealt, strict=True)]


def dirichlet_split__not_shuffled(labels, clients, alpha, rng):
    """Cuts each class in the order in which it stands: the first client always gets the first pictures.
    Fails: test_which_pictures_a_client_gets_is_chance
    """
    dealt = [
        _cut(np.flatnonzero(labels == label), rng.dirichlet(np.full(clients, alpha))) for label in np.unique(labels)
    ]
    return [np.concatenate(of_client) for of_client in zip(*dealt, strict=True)]


def dirichlet_split__shares_as_cuts(labels, clients, alpha, rng):
    """Cuts at the shares themselves, not at their running sum: pictures are dealt twice or not at all.
    Fails: test_each_picture_goes_to_one_client
    """
    parts = [[] for _ in range(clients)]
    for label in np.unique(labels):
        places = rng.permutation(np.flatnonzero(labels == label))
        for part, share in zip(parts, rng.dirichlet(np.full(clients, alpha)), strict=True):
            part.append(places[: round(share * len(places))])
    return [np.concatenate(part) for part in parts]


def dirichlet_split__rounds_each_share(labels, clients, alpha, rng):
    """Rounds each client's share down by itself: what is left over goes to nobody.
    Fails: test_each_picture_goes_to_one_client
    """
    parts = [[] for _ in range(clients)]
    for label in np.unique(labels):
        places = rng.permutation(np.flatnonzero(labels == label))
        counts = (rng.dirichlet(np.full(clients, alpha)) * len(places)).astype(int)
        for part, end, count in zip(parts, np.cumsum(counts), counts, strict=True):
            part.append(places[end - count : end])
    return [np.concatenate(part) for part in parts]


def dirichlet_split__shares_of_classes_by_client(labels, clients, alpha, rng):
    """Draws a mix of classes for each client, and takes it as shares of the classes: these don't add up to one.
    Fails: test_each_picture_goes_to_one_client
    """
    classes = np.unique(labels)
    mixes = rng.dirichlet(np.full(len(classes), alpha), clients)
    parts = [[] for _ in range(clients)]
    for label, shares in zip(classes, mixes.T, strict=True):
        pieces = _cut(rng.permutation(np.flatnonzero(labels == label)), np.append(shares, 1.0))
        for part, piece in zip(parts, pieces, strict=False):
            part.append(piece)
    return [np.concatenate(part) for part in parts]


def dirichlet_split__alpha_divided_by_clients(labels, clients, alpha, rng):
    """Takes alpha for the sum of the parameters, and gives each client alpha / K.
    Fails: test_shares_follow_the_dirichlet_distribution
    """
    return _split(labels, clients, alpha / clients, rng)


def dirichlet_split__alpha_upside_down(labels, clients, alpha, rng):
    """Takes a large alpha for unequal shares.
    Fails: test_a_large_alpha_shares_evenly
    """
    return _split(labels, clients, max(1 / alpha, 1e-3), rng)


def dirichlet_split__shares_of_uniform_numbers(labels, clients, alpha, rng):
    """Divides uniform numbers by their sum, and leaves alpha out.
    Fails: test_shares_follow_the_dirichlet_distribution
    """
    dealt = []
    for label in np.unique(labels):
        numbers = rng.random(clients)
        dealt.append(_cut(rng.permutation(np.flatnonzero(labels == label)), numbers / numbers.sum()))
    return [np.concatenate(of_client) for of_client in zip(*dealt, strict=True)]


def dirichlet_split__sorted_shares(labels, clients, alpha, rng):
    """Sorts the shares: the last client always gets most.
    Fails: test_shares_follow_the_dirichlet_distribution
    """
    dealt = [
        _cut(rng.permutation(np.flatnonzero(labels == label)), np.sort(rng.dirichlet(np.full(clients, alpha))))
        for label in np.unique(labels)
    ]
    return [np.concatenate(of_client) for of_client in zip(*dealt, strict=True)]


def dirichlet_split__places_within_the_class(labels, clients, alpha, rng):
    """Deals the numbers 0, 1, 2 ... within each class, not places among all pictures.
    Fails: test_each_picture_goes_to_one_client
    """
    dealt = [
        _cut(rng.permutation(np.sum(labels == label)), rng.dirichlet(np.full(clients, alpha)))
        for label in np.unique(labels)
    ]
    return [np.concatenate(of_client) for of_client in zip(*dealt, strict=True)]


def dirichlet_split__labels_instead_of_places(labels, clients, alpha, rng):
    """Returns the labels that each client gets, not where its pictures are.
    Fails: test_each_picture_goes_to_one_client
    """
    return [labels[part] for part in _split(labels, clients, alpha, rng)]


def dirichlet_split__counts_up_to_the_largest_label(labels, clients, alpha, rng):
    """Thinks that there are as many classes as different labels, numbered from 0.
    Fails: test_each_picture_goes_to_one_client
    """
    dealt = [
        _cut(rng.permutation(np.flatnonzero(labels == label)), rng.dirichlet(np.full(clients, alpha)))
        for label in range(len(np.unique(labels)))
    ]
    return [np.concatenate(of_client) for of_client in zip(*dealt, strict=True)]


def dirichlet_split__seeds_again(labels, clients, alpha, rng):
    """Makes a generator of its own: every split is the same.
    Fails: test_the_split_comes_from_the_generator
    """
    return _split(labels, clients, alpha, np.random.default_rng(0))


def dirichlet_split__shuffled_with_a_fixed_seed(labels, clients, alpha, rng):
    """Draws the shares from the generator, but shuffles in the same way each time.
    Fails: test_which_pictures_a_client_gets_is_chance
    """
    same = np.random.default_rng(0)
    dealt = [
        _cut(same.permutation(np.flatnonzero(labels == label)), rng.dirichlet(np.full(clients, alpha)))
        for label in np.unique(labels)
    ]
    return [np.concatenate(of_client) for of_client in zip(*dealt, strict=True)]


# client_update


def _train(weights, images, labels, epochs, batch_size, rate, rng, steps=slice(None)):
    """Train as the reference does; `steps` leaves out batches of each epoch."""
    for _ in range(epochs):
        order = rng.permutation(len(images))
        for start in range(0, len(order), batch_size)[steps]:
            batch = order[start : start + batch_size]
            weights = _stepped(weights, images[batch], labels[batch], rate)
    return weights


def _stepped(weights, images, labels, rate):
    slopes = networks.gradient(weights, images, labels)
    return [part - rate * slope for part, slope in zip(weights, slopes, strict=True)]


def client_update__climbs(weights, images, labels, epochs, batch_size, learning_rate, rng):
    """Adds the gradient: the loss grows.
    Fails: test_a_batch_is_one_step_against_the_gradient
    """
    return _train(weights, images, labels, epochs, batch_size, -learning_rate, rng)


def client_update__one_epoch(weights, images, labels, epochs, batch_size, learning_rate, rng):
    """Goes through the pictures once, whatever epochs says.
    Fails: test_each_step_starts_where_the_last_one_ended
    """
    return _train(weights, images, labels, 1, batch_size, learning_rate, rng)


def client_update__one_batch_an_epoch(weights, images, labels, epochs, batch_size, learning_rate, rng):
    """Takes one batch from each epoch: a step, not an epoch.
    Fails: test_each_picture_is_seen_once_in_an_epoch
    """
    return _train(weights, images, labels, epochs, batch_size, learning_rate, rng, slice(1))


def client_update__drops_the_rest(weights, images, labels, epochs, batch_size, learning_rate, rng):
    """Leaves out the smaller batch at the end, so that some pictures are never seen in an epoch.
    Fails: test_each_picture_is_seen_once_in_an_epoch
    """
    whole = len(images) // batch_size
    return _train(weights, images, labels, epochs, batch_size, learning_rate, rng, slice(max(whole, 1)))


def client_update__small_batch_counts_less(weights, images, labels, epochs, batch_size, learning_rate, rng):
    """Scales the last step down by the size of its batch, which the gradient's mean does by itself.
    Fails: test_each_picture_is_seen_once_in_an_epoch
    """
    for _ in range(epochs):
        order = rng.permutation(len(images))
        for start in range(0, len(order), batch_size):
            batch = order[start : start + batch_size]
            rate = learning_rate * len(batch) / batch_size
            weights = _stepped(weights, images[batch], labels[batch], rate)
    return weights


def client_update__divides_by_the_batch_again(weights, images, labels, epochs, batch_size, learning_rate, rng):
    """Takes the gradient for a sum over the batch, and divides it once more.
    Fails: test_a_batch_is_one_step_against_the_gradient
    """
    return _train(weights, images, labels, epochs, batch_size, learning_rate / min(batch_size, len(images)), rng)


def client_update__shuffles_pictures_only(weights, images, labels, epochs, batch_size, learning_rate, rng):
    """Shuffles the pictures, and leaves the labels where they were.
    Fails: test_a_batch_is_one_step_against_the_gradient
    """
    for _ in range(epochs):
        mixed = rng.permutation(images)
        for start in range(0, len(mixed), batch_size):
            batch = slice(start, start + batch_size)
            weights = _stepped(weights, mixed[batch], labels[batch], learning_rate)
    return weights


def client_update__not_shuffled(weights, images, labels, epochs, batch_size, learning_rate, rng):
    """Goes through the pictures in the order in which they stand.
    Fails: test_the_order_is_shuffled_in_each_epoch
    """
    for _ in range(epochs):
        for start in range(0, len(images), batch_size):
            batch = slice(start, start + batch_size)
            weights = _stepped(weights, images[batch], labels[batch], learning_rate)
    return weights


def client_update__shuffled_once(weights, images, labels, epochs, batch_size, learning_rate, rng):
    """Shuffles before the loop over epochs, not inside.
    Fails: test_the_order_is_shuffled_in_each_epoch
    """
    order = rng.permutation(len(images))
    for _ in range(epochs):
        for start in range(0, len(order), batch_size):
            batch = order[start : start + batch_size]
            weights = _stepped(weights, images[batch], labels[batch], learning_rate)
    return weights


def client_update__batches_with_replacement(weights, images, labels, epochs, batch_size, learning_rate, rng):
    """Draws each batch afresh from all pictures: some are seen twice, some never.
    Fails: test_each_picture_is_seen_once_in_an_epoch
    """
    size = min(batch_size, len(images))
    for _ in range(epochs * -(-len(images) // size)):
        batch = rng.choice(len(images), size, replace=False)
        weights = _stepped(weights, images[batch], labels[batch], learning_rate)
    return weights


def client_update__gradient_of_the_servers_weights(weights, images, labels, epochs, batch_size, learning_rate, rng):
    """Takes every gradient at the weights that came, not at those reached so far.
    Fails: test_each_step_starts_where_the_last_one_ended
    """
    trained = weights
    for _ in range(epochs):
        order = rng.permutation(len(images))
        for start in range(0, len(order), batch_size):
            batch = order[start : start + batch_size]
            slopes = networks.gradient(weights, images[batch], labels[batch])
            trained = [part - learning_rate * slope for part, slope in zip(trained, slopes, strict=True)]
    return trained


def client_update__in_place(weights, images, labels, epochs, batch_size, learning_rate, rng):
    """Changes the server's own arrays.
    Fails: test_an_update_has_the_shapes_of_what_came
    """
    for part, trained in zip(
        weights, _train(weights, images, labels, epochs, batch_size, learning_rate, rng), strict=True
    ):
        part[...] = trained
    return weights


def client_update__returns_the_change(weights, images, labels, epochs, batch_size, learning_rate, rng):
    """Returns what training changed, not the weights that it led to.
    Fails: test_a_batch_is_one_step_against_the_gradient
    """
    trained = _train(weights, images, labels, epochs, batch_size, learning_rate, rng)
    return [after - before for after, before in zip(trained, weights, strict=True)]


def client_update__returns_the_gradient(weights, images, labels, epochs, batch_size, learning_rate, rng):
    """Returns the gradient, and leaves the step to the server.
    Fails: test_a_batch_is_one_step_against_the_gradient
    """
    return networks.gradient(weights, images, labels)


def client_update__last_layer_only(weights, images, labels, epochs, batch_size, learning_rate, rng):
    """Steps the last layer only.
    Fails: test_a_deeper_network_is_trained_in_every_layer
    """
    trained = _train(weights, images, labels, epochs, batch_size, learning_rate, rng)
    return [*weights[:-2], *trained[-2:]]


def client_update__optimiser_remembers(weights, images, labels, epochs, batch_size, learning_rate, rng):
    """Keeps momentum between the calls, as one optimiser for all clients does: it carries over what others did.
    Fails: test_a_batch_is_one_step_against_the_gradient
    """
    memory = client_update__optimiser_remembers.__dict__.setdefault("memory", {})
    speed = memory.setdefault(tuple(part.shape for part in weights), [np.zeros_like(part) for part in weights])
    for _ in range(epochs):
        order = rng.permutation(len(images))
        for start in range(0, len(order), batch_size):
            batch = order[start : start + batch_size]
            for place, slope in enumerate(networks.gradient(weights, images[batch], labels[batch])):
                speed[place] = 0.9 * speed[place] - learning_rate * slope
            weights = [part + change for part, change in zip(weights, speed, strict=True)]
    return weights


def client_update__learning_rate_fades(weights, images, labels, epochs, batch_size, learning_rate, rng):
    """Divides the learning rate by the number of the epoch.
    Fails: test_each_step_starts_where_the_last_one_ended
    """
    for epoch in range(epochs):
        weights = _train(weights, images, labels, 1, batch_size, learning_rate / (epoch + 1), rng)
    return weights


def client_update__double_precision(weights, images, labels, epochs, batch_size, learning_rate, rng):
    """Sends back double precision: twice the bytes.
    Fails: test_an_update_has_the_shapes_of_what_came
    """
    trained = _train(weights, images, labels, epochs, batch_size, learning_rate, rng)
    return [part.astype(np.float64) for part in trained]


def client_update__seeds_again(weights, images, labels, epochs, batch_size, learning_rate, rng):
    """Shuffles with a generator of its own: the same order in every round.
    Fails: test_the_training_comes_from_the_generator, test_the_order_is_shuffled_in_each_epoch
    """
    return _train(weights, images, labels, epochs, batch_size, learning_rate, np.random.default_rng(0))


# federated_average


def federated_average__plain_mean(updates, sizes):
    """Counts all clients alike, whatever they have.
    Fails: test_a_client_counts_by_its_pictures
    """
    return [np.mean(parts, axis=0) for parts in zip(*updates, strict=True)]


def federated_average__not_normalised(updates, sizes):
    """Multiplies by the sizes and doesn't divide.
    Fails: test_clients_that_agree_are_left_alone
    """
    weighted = [[np.float32(size) * part for part in update] for update, size in zip(updates, sizes, strict=True)]
    return [np.sum(parts, axis=0) for parts in zip(*weighted, strict=True)]


def federated_average__divides_by_the_clients(updates, sizes):
    """Divides by the number of clients instead of the sum of sizes.
    Fails: test_clients_that_agree_are_left_alone
    """
    return [np.tensordot(sizes, parts, 1).astype(np.float32) / len(sizes) for parts in zip(*updates, strict=True)]


def federated_average__last_client_wins(updates, sizes):
    """Takes what the last client sent, as the article does.
    Fails: test_clients_of_one_size_count_alike
    """
    return [part.copy() for part in updates[-1]]


def federated_average__largest_client_wins(updates, sizes):
    """Takes what the client with most pictures sent.
    Fails: test_clients_of_one_size_count_alike
    """
    return [part.copy() for part in updates[int(np.argmax(sizes))]]


def federated_average__pairwise(updates, sizes):
    """Averages the running average with the next client: the last one counts half.
    Fails: test_clients_of_one_size_count_alike
    """
    average = updates[0]
    for update in updates[1:]:
        average = [(a + b) / 2 for a, b in zip(average, update, strict=True)]
    return [part.copy() for part in average]


def federated_average__inverse_sizes(updates, sizes):
    """Lets small clients count more, to be fair.
    Fails: test_a_client_counts_by_its_pictures
    """
    shares = 1 / np.array(sizes)
    return [np.average(parts, axis=0, weights=shares).astype(np.float32) for parts in zip(*updates, strict=True)]


def federated_average__median(updates, sizes):
    """Takes the median, which no single client can pull away, but which isn't the average.
    Fails: test_clients_of_one_size_count_alike, test_a_client_counts_by_its_pictures
    """
    return [np.median(parts, axis=0).astype(np.float32) for parts in zip(*updates, strict=True)]


def federated_average__softmax_of_sizes(updates, sizes):
    """Makes shares of the sizes by a softmax.
    Fails: test_a_client_counts_by_its_pictures
    """
    shares = np.exp(np.array(sizes) - max(sizes))
    return [np.average(parts, axis=0, weights=shares).astype(np.float32) for parts in zip(*updates, strict=True)]


def federated_average__biases_forgotten(updates, sizes):
    """Averages the kernels and keeps the first client's biases.
    Fails: test_clients_of_one_size_count_alike
    """
    average = federated_average(updates, sizes)
    return [mean if mean.ndim > 1 else first.copy() for mean, first in zip(average, updates[0], strict=True)]


def federated_average__one_array(updates, sizes):
    """Averages everything into one long array.
    Fails: test_an_average_has_the_shapes_of_one_update
    """
    vectors = [np.concatenate([part.ravel() for part in update]) for update in updates]
    return np.average(vectors, axis=0, weights=sizes).astype(np.float32)


def federated_average__over_layers(updates, sizes):
    """Averages the numbers within each array, so that each layer becomes one number.
    Fails: test_an_average_has_the_shapes_of_one_update
    """
    return [np.float32(np.mean(parts)) for parts in zip(*updates, strict=True)]


def federated_average__double_precision(updates, sizes):
    """Leaves the average in double precision: twice the bytes to send out.
    Fails: test_an_average_has_the_shapes_of_one_update
    """
    return [np.average(parts, axis=0, weights=sizes) for parts in zip(*updates, strict=True)]


def federated_average__in_place(updates, sizes):
    """Adds up in the first client's arrays.
    Fails: test_an_average_has_the_shapes_of_one_update
    """
    average = federated_average(updates, sizes)
    for part, mean in zip(updates[0], average, strict=True):
        part[...] = mean
    return updates[0]


# federated_round


def federated_round__chained(weights, clients, epochs, batch_size, learning_rate, rng):
    """Hands each client what the one before sent back, and keeps the last.
    Fails: test_all_clients_start_from_the_servers_weights
    """
    for images, labels in clients:
        weights = client_update(weights, images, labels, epochs, batch_size, learning_rate, rng)
    return weights


def federated_round__chained_and_averaged(weights, clients, epochs, batch_size, learning_rate, rng):
    """Averages, but each client starts from what the one before sent back.
    Fails: test_all_clients_start_from_the_servers_weights
    """
    updates = []
    for images, labels in clients:
        weights = client_update(weights, images, labels, epochs, batch_size, learning_rate, rng)
        updates.append(weights)
    return federated_average(updates, [len(labels) for _, labels in clients])


def federated_round__all_count_alike(weights, clients, epochs, batch_size, learning_rate, rng):
    """Gives every client the size 1.
    Fails: test_all_clients_start_from_the_servers_weights
    """
    updates = [client_update(weights, *client, epochs, batch_size, learning_rate, rng) for client in clients]
    return federated_average(updates, [1] * len(clients))


def federated_round__first_client_only(weights, clients, epochs, batch_size, learning_rate, rng):
    """Trains one client, as the article does.
    Fails: test_all_clients_start_from_the_servers_weights
    """
    return client_update(weights, *clients[0], epochs, batch_size, learning_rate, rng)


def federated_round__pictures_pooled(weights, clients, epochs, batch_size, learning_rate, rng):
    """Collects everybody's pictures and trains on them: central training, and no privacy at all.
    Fails: test_a_round_trains_as_it_was_told
    """
    images, labels = (np.concatenate(parts) for parts in zip(*clients, strict=True))
    return client_update(weights, images, labels, epochs, batch_size, learning_rate, rng)


def federated_round__server_counts_too(weights, clients, epochs, batch_size, learning_rate, rng):
    """Averages the server's old weights in as one more client.
    Fails: test_a_round_of_one_client_is_its_update
    """
    updates = [client_update(weights, *client, epochs, batch_size, learning_rate, rng) for client in clients]
    sizes = [len(labels) for _, labels in clients]
    return federated_average([*updates, weights], [*sizes, max(sizes)])


def federated_round__one_epoch(weights, clients, epochs, batch_size, learning_rate, rng):
    """Lets every client train for one epoch.
    Fails: test_a_round_of_one_client_is_its_update, test_a_round_trains_as_it_was_told
    """
    return federated_round(weights, clients, 1, batch_size, learning_rate, rng)


def federated_round__whole_client_as_a_batch(weights, clients, epochs, batch_size, learning_rate, rng):
    """Takes all of a client's pictures for one batch.
    Fails: test_a_round_trains_as_it_was_told
    """
    return federated_round(weights, clients, epochs, 10**6, learning_rate, rng)


def federated_round__rounds_instead_of_epochs(weights, clients, epochs, batch_size, learning_rate, rng):
    """Averages after each epoch, which makes several rounds of it.
    Fails: test_each_epoch_is_the_clients_own
    """
    for _ in range(epochs):
        weights = federated_round(weights, clients, 1, batch_size, learning_rate, rng)
    return weights


def federated_round__returns_the_updates(weights, clients, epochs, batch_size, learning_rate, rng):
    """Returns what each client sent, and doesn't average.
    Fails: test_a_round_gives_weights_like_those_that_came
    """
    return [client_update(weights, *client, epochs, batch_size, learning_rate, rng) for client in clients]


def federated_round__adds_the_average(weights, clients, epochs, batch_size, learning_rate, rng):
    """Adds the average of the weights to the server's, as one would with changes.
    Fails: test_all_clients_start_from_the_servers_weights
    """
    after = federated_round(weights, clients, epochs, batch_size, learning_rate, rng)
    return [old + new for old, new in zip(weights, after, strict=True)]


def federated_round__seeds_again(weights, clients, epochs, batch_size, learning_rate, rng):
    """Makes a generator of its own for the clients: the same order in every round.
    Fails: test_the_round_comes_from_the_generator
    """
    return federated_round(weights, clients, epochs, batch_size, learning_rate, np.random.default_rng(0))


def federated_round__unseeded(weights, clients, epochs, batch_size, learning_rate, rng):
    """Lets each client draw from a generator without a seed: no round can be repeated.
    Fails: test_the_round_comes_from_the_generator
    """
    return federated_round(weights, clients, epochs, batch_size, learning_rate, np.random.default_rng())


# sample_clients


def sample_clients__with_replacement(sizes, count, rng):
    """Draws with replacement: a client may come twice.
    Fails: test_a_sample_has_different_clients
    """
    return rng.choice(np.flatnonzero(sizes), count)


def sample_clients__one_as_the_article(sizes, count, rng):
    """Takes one client a round.
    Fails: test_a_sample_has_different_clients
    """
    return rng.choice(np.flatnonzero(sizes), 1, replace=False)


def sample_clients__all_are_able(sizes, count, rng):
    """Chooses among all clients, also those without pictures.
    Fails: test_a_client_without_pictures_is_not_chosen
    """
    return rng.choice(len(sizes), count, replace=False)


def sample_clients__places_among_the_able(sizes, count, rng):
    """Numbers the clients that have pictures anew, and returns these numbers.
    Fails: test_a_client_without_pictures_is_not_chosen
    """
    return rng.choice(np.count_nonzero(sizes), count, replace=False)


def sample_clients__large_ones_more_often(sizes, count, rng):
    """Chooses a client with a probability that grows with its size: it counts twice.
    Fails: test_each_client_is_as_likely_as_any_other
    """
    return rng.choice(len(sizes), count, replace=False, p=np.array(sizes) / sum(sizes))


def sample_clients__the_largest(sizes, count, rng):
    """Takes the clients with most pictures.
    Fails: test_each_client_is_as_likely_as_any_other
    """
    return np.argsort(sizes)[-count:]


def sample_clients__the_first(sizes, count, rng):
    """Takes the first clients that have pictures.
    Fails: test_each_client_is_as_likely_as_any_other
    """
    return np.flatnonzero(sizes)[:count]


def sample_clients__neighbours(sizes, count, rng):
    """Draws where to start and takes the clients that follow: each is as likely, but pairs aren't.
    Fails: test_each_client_is_as_likely_as_any_other
    """
    able = np.flatnonzero(sizes)
    return np.roll(able, -rng.integers(len(able)))[:count]


def sample_clients__sizes_instead_of_numbers(sizes, count, rng):
    """Returns how many pictures the chosen clients have.
    Fails: test_a_client_without_pictures_is_not_chosen
    """
    return np.array(sizes)[rng.choice(np.flatnonzero(sizes), count, replace=False)]


def sample_clients__seeds_again(sizes, count, rng):
    """Makes a generator of its own: the same clients in every round.
    Fails: test_each_client_is_as_likely_as_any_other, test_the_sample_comes_from_the_generator
    """
    return np.random.default_rng(0).choice(np.flatnonzero(sizes), count, replace=False)


def sample_clients__each_by_a_coin(sizes, count, rng):
    """Tosses a coin for each client: how many come is chance.
    Fails: test_a_sample_has_different_clients
    """
    able = np.flatnonzero(sizes)
    return able[rng.random(len(able)) < count / len(able)]


# federated_training


def federated_training__as_the_article(
    weights, images, labels, parts, rounds, per_round, epochs, batch_size, learning_rate, rng
):
    """One client a round, whose number picks a single picture, and no average (article 4.4.2).
    Fails: test_training_gives_weights_and_who_took_part, test_a_round_averages_its_clients
    """
    taken = []
    for _ in range(rounds):
        selected_clients = rng.choice(len(parts), size=1, replace=False)
        local_weights = [part.copy() for part in weights]
        for _ in range(epochs):
            slopes = networks.gradient(local_weights, images[selected_clients], labels[selected_clients])
            local_weights = [part - learning_rate * slope for part, slope in zip(local_weights, slopes, strict=True)]
        weights = local_weights
        taken.append(selected_clients)
    return weights, np.array(taken)


def federated_training__more_clients_but_no_average(
    weights, images, labels, parts, rounds, per_round, epochs, batch_size, learning_rate, rng
):
    """Lets several clients train, one after the other, and keeps what the last one sent.
    Fails: test_a_round_averages_its_clients
    """
    sizes, taken = [len(part) for part in parts], []
    for _ in range(rounds):
        chosen = sample_clients(sizes, per_round, rng)
        for k in chosen:
            weights = client_update(weights, images[parts[k]], labels[parts[k]], epochs, batch_size, learning_rate, rng)
        taken.append(chosen)
    return weights, np.array(taken)


def federated_training__numbers_still_pick_pictures(
    weights, images, labels, parts, rounds, per_round, epochs, batch_size, learning_rate, rng
):
    """Averages several clients, but each trains on the one picture that has its number.
    Fails: test_a_client_trains_on_its_own_pictures
    """
    sizes, taken = [len(part) for part in parts], []
    for _ in range(rounds):
        chosen = sample_clients(sizes, per_round, rng)
        clients = [(images[[k]], labels[[k]]) for k in chosen]
        weights = federated_round(weights, clients, epochs, batch_size, learning_rate, rng)
        taken.append(chosen)
    return weights, np.array(taken)


def federated_training__chosen_once(
    weights, images, labels, parts, rounds, per_round, epochs, batch_size, learning_rate, rng
):
    """Chooses clients before the loop: the same ones train in every round.
    Fails: test_clients_are_chosen_anew_in_each_round
    """
    chosen = sample_clients([len(part) for part in parts], per_round, rng)
    clients = [(images[parts[k]], labels[parts[k]]) for k in chosen]
    for _ in range(rounds):
        weights = federated_round(weights, clients, epochs, batch_size, learning_rate, rng)
    return weights, np.tile(chosen, (rounds, 1))


def federated_training__starts_again_in_each_round(
    weights, images, labels, parts, rounds, per_round, epochs, batch_size, learning_rate, rng
):
    """Trains from the first weights in each round: only the last round counts.
    Fails: test_each_round_starts_where_the_last_one_ended
    """
    sizes, taken = [len(part) for part in parts], []
    for _ in range(rounds):
        chosen = sample_clients(sizes, per_round, rng)
        clients = [(images[parts[k]], labels[parts[k]]) for k in chosen]
        after = federated_round(weights, clients, epochs, batch_size, learning_rate, rng)
        taken.append(chosen)
    return after, np.array(taken)


def federated_training__all_count_alike(
    weights, images, labels, parts, rounds, per_round, epochs, batch_size, learning_rate, rng
):
    """Averages without regard to the clients' sizes.
    Fails: test_a_round_averages_its_clients
    """
    sizes, taken = [len(part) for part in parts], []
    for _ in range(rounds):
        chosen = sample_clients(sizes, per_round, rng)
        updates = [
            client_update(weights, images[parts[k]], labels[parts[k]], epochs, batch_size, learning_rate, rng)
            for k in chosen
        ]
        weights = federated_average(updates, [1] * per_round)
        taken.append(chosen)
    return weights, np.array(taken)


def federated_training__sizes_of_other_clients(
    weights, images, labels, parts, rounds, per_round, epochs, batch_size, learning_rate, rng
):
    """Weighs the chosen clients by the sizes of the first ones in the list.
    Fails: test_a_round_averages_its_clients
    """
    sizes, taken = [len(part) for part in parts], []
    for _ in range(rounds):
        chosen = sample_clients(sizes, per_round, rng)[::-1]
        updates = [
            client_update(weights, images[parts[k]], labels[parts[k]], epochs, batch_size, learning_rate, rng)
            for k in chosen
        ]
        weights = federated_average(updates, [size or 1 for size in sizes[:per_round]])
        taken.append(chosen)
    return weights, np.array(taken)


def federated_training__everybody_in_each_round(
    weights, images, labels, parts, rounds, per_round, epochs, batch_size, learning_rate, rng
):
    """Lets all clients take part, and notes a sample.
    Fails: test_a_client_trains_on_its_own_pictures
    """
    sizes = [len(part) for part in parts]
    clients = [(images[part], labels[part]) for part in parts if len(part)]
    for _ in range(rounds):
        weights = federated_round(weights, clients, epochs, batch_size, learning_rate, rng)
    return weights, np.array([sample_clients(sizes, per_round, rng) for _ in range(rounds)])


def federated_training__notes_others_than_it_trains(
    weights, images, labels, parts, rounds, per_round, epochs, batch_size, learning_rate, rng
):
    """Draws a second time for the notes.
    Fails: test_a_client_trains_on_its_own_pictures
    """
    sizes, taken = [len(part) for part in parts], []
    for _ in range(rounds):
        clients = [(images[parts[k]], labels[parts[k]]) for k in sample_clients(sizes, per_round, rng)]
        weights = federated_round(weights, clients, epochs, batch_size, learning_rate, rng)
        taken.append(sample_clients(sizes, per_round, rng))
    return weights, np.array(taken)


def federated_training__one_round_short(
    weights, images, labels, parts, rounds, per_round, epochs, batch_size, learning_rate, rng
):
    """Counts rounds from 1 and stops before the last.
    Fails: test_each_round_starts_where_the_last_one_ended
    """
    sizes = [len(part) for part in parts]
    taken = [sample_clients(sizes, per_round, rng) for _ in range(rounds)]
    for chosen in taken[: rounds - 1]:
        clients = [(images[parts[k]], labels[parts[k]]) for k in chosen]
        weights = federated_round(weights, clients, epochs, batch_size, learning_rate, rng)
    return weights, np.array(taken)


def federated_training__weights_only(
    weights, images, labels, parts, rounds, per_round, epochs, batch_size, learning_rate, rng
):
    """Forgets to tell who took part.
    Fails: test_training_gives_weights_and_who_took_part
    """
    sizes = [len(part) for part in parts]
    for _ in range(rounds):
        chosen = sample_clients(sizes, per_round, rng)
        clients = [(images[parts[k]], labels[parts[k]]) for k in chosen]
        weights = federated_round(weights, clients, epochs, batch_size, learning_rate, rng)
    return weights


def federated_training__chosen_by_chance_of_its_own(
    weights, images, labels, parts, rounds, per_round, epochs, batch_size, learning_rate, rng
):
    """Chooses clients with a generator without a seed: nobody can tell afterwards whether it was chance.
    Fails: test_all_of_training_comes_from_the_generator
    """
    sizes, taken = [len(part) for part in parts], []
    for _ in range(rounds):
        chosen = sample_clients(sizes, per_round, np.random.default_rng())
        clients = [(images[parts[k]], labels[parts[k]]) for k in chosen]
        weights = federated_round(weights, clients, epochs, batch_size, learning_rate, rng)
        taken.append(chosen)
    return weights, np.array(taken)


# federated_recap


def federated_recap__all_alike():
    """Thinks that each client counts the same.
    Fails: test_question_1_who_counts_how_much
    """
    return ("a", "d", "a", "c")


def federated_recap__small_clients_count_more():
    """Thinks that the small client counts more.
    Fails: test_question_1_who_counts_how_much
    """
    return ("c", "d", "a", "c")


def federated_recap__too_little_training():
    """Thinks that more local steps mend the drift.
    Fails: test_question_2_why_clients_drift
    """
    return ("b", "a", "a", "c")


def federated_recap__too_few_bytes():
    """Thinks that precision is lost on the way.
    Fails: test_question_2_why_clients_drift
    """
    return ("b", "b", "a", "c")


def federated_recap__updates_tell_nothing():
    """Thinks that weights tell nothing about the pictures.
    Fails: test_question_3_what_an_update_tells
    """
    return ("b", "d", "b", "c")


def federated_recap__names_are_all():
    """Thinks that leaving names off is enough.
    Fails: test_question_3_what_an_update_tells
    """
    return ("b", "d", "c", "c")


def federated_recap__one_way_only():
    """Counts one direction only.
    Fails: test_question_4_what_is_sent
    """
    return ("b", "d", "a", "b")


def federated_recap__pictures_are_sent():
    """Thinks that pictures are what is sent.
    Fails: test_question_4_what_is_sent
    """
    return ("b", "d", "a", "d")


def federated_recap__one_letter_short():
    """Answers three questions of four.
    Fails: test_four_letters_came_back
    """
    return ("b", "d", "a")
