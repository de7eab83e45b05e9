"""Right answers of lesson 6, each written in another way."""

import numpy as np

from privatepixels import networks
from solutions.federated.answers import client_update, federated_average, federated_round, sample_clients

# dirichlet_split


def dirichlet_split__loops_and_lists(labels, clients, alpha, rng):
    """Collect each client's places in a list of its own."""
    parts = [[] for _ in range(clients)]
    for label in sorted(set(labels.tolist())):
        places = [place for place, found in enumerate(labels) if found == label]
        rng.shuffle(places)
        ends = np.round(np.cumsum(rng.dirichlet([alpha] * clients)) * len(places)).astype(int)
        start = 0
        for client, end in enumerate(ends):
            parts[client] += places[start:end]
            start = end
    return [np.array(part, dtype=np.int64) for part in parts]


def dirichlet_split__owner_of_each_picture(labels, clients, alpha, rng):
    """Look up in which client's stretch each picture of a shuffled class lies."""
    owner = np.empty(len(labels), int)
    for label in np.unique(labels):
        members = np.where(labels == label)[0]
        ends = np.rint(rng.dirichlet(alpha * np.ones(clients)).cumsum() * members.size)
        ends[-1] = members.size
        owner[rng.permutation(members)] = np.searchsorted(ends, np.arange(members.size), side="right")
    return [np.flatnonzero(owner == client) for client in range(clients)]


def dirichlet_split__gamma_draws_and_repeat(labels, clients, alpha, rng):
    """Make all shares from Gamma draws at once, and repeat each client as often as it has pictures."""
    classes, members = np.unique(labels, return_counts=True)
    gammas = rng.standard_gamma(alpha, (len(classes), clients)) + 1e-300
    shares = gammas / gammas.sum(axis=1, keepdims=True)
    owner = np.zeros(len(labels), np.int64)
    for label, count, share in zip(classes, members, shares, strict=True):
        ends = np.concatenate([[0], np.rint(np.cumsum(share)[:-1] * count), [count]]).astype(int)
        owner[labels == label] = rng.permutation(np.repeat(np.arange(clients), np.diff(ends)))
    order = np.argsort(owner, kind="stable")
    return np.split(order, np.searchsorted(owner[order], np.arange(1, clients)))


# client_update


def client_update__shuffled_copies_and_split(weights, images, labels, epochs, batch_size, learning_rate, rng):
    """Shuffle pictures and labels, and let NumPy split them into batches."""
    trained = [part.copy() for part in weights]
    for _ in range(epochs):
        order = rng.permutation(len(labels))
        ends = range(batch_size, len(labels), batch_size)
        for batch, truth in zip(np.split(images[order], ends), np.split(labels[order], ends), strict=True):
            for part, slope in zip(trained, networks.gradient(trained, batch, truth), strict=True):
                part -= learning_rate * slope
    return trained


def client_update__queue_of_places(weights, images, labels, epochs, batch_size, learning_rate, rng):
    """Take places from a shuffled list until it is empty."""
    for _epoch in range(epochs):
        waiting = list(range(len(images)))
        rng.shuffle(waiting)
        while waiting:
            batch, waiting = waiting[:batch_size], waiting[batch_size:]
            step = networks.gradient(weights, images[batch], labels[batch])
            weights = [(a - learning_rate * b).astype(np.float32) for a, b in zip(weights, step, strict=True)]
    return weights


def client_update__in_double_precision(weights, images, labels, epochs, batch_size, learning_rate, rng):
    """Sort random numbers to shuffle, and add up in double precision."""
    state = [part.astype(np.float64) for part in weights]
    batches = -(-len(images) // batch_size)
    for _ in range(epochs):
        order = np.argsort(rng.random(len(images)))
        for number in range(batches):
            chosen = order[number * batch_size :][:batch_size]
            current = [part.astype(np.float32) for part in state]
            gradient = networks.gradient(current, images[chosen], labels[chosen])
            state = [part + -learning_rate * slope for part, slope in zip(state, gradient, strict=True)]
    return [part.astype(np.float32) for part in state]


# federated_average


def federated_average__running_sum(updates, sizes):
    """Add up size times weights, then divide."""
    total = [np.zeros(part.shape) for part in updates[0]]
    for update, size in zip(updates, sizes, strict=True):
        for sum_so_far, part in zip(total, update, strict=True):
            sum_so_far += size * part
    return [(part / sum(sizes)).astype(np.float32) for part in total]


def federated_average__shares_and_tensordot(updates, sizes):
    """Contract the clients' shares with stacked weights."""
    shares = np.array(sizes, dtype=np.float64) / np.sum(sizes)
    stacks = [np.stack([update[place] for update in updates]) for place in range(len(updates[0]))]
    return [np.tensordot(shares, stack, axes=1).astype("float32") for stack in stacks]


def federated_average__one_long_vector(updates, sizes):
    """Average the weights as one vector for each client, and cut it up again."""
    vectors = np.array([np.concatenate([part.ravel() for part in update]) for update in updates])
    mean = np.dot(sizes, vectors) / sum(sizes)
    cuts = np.cumsum([part.size for part in updates[0]])[:-1]
    pieces = np.split(mean, cuts)
    return [piece.reshape(part.shape).astype(np.float32) for piece, part in zip(pieces, updates[0], strict=True)]


# federated_round


def federated_round__loop(weights, clients, epochs, batch_size, learning_rate, rng):
    """Collect updates and sizes in a loop."""
    updates, sizes = [], []
    for client in clients:
        updates.append(client_update(weights, client[0], client[1], epochs, batch_size, learning_rate, rng))
        sizes.append(len(client[0]))
    return federated_average(updates, sizes)


def federated_round__generators_of_their_own(weights, clients, epochs, batch_size, learning_rate, rng):
    """Give each client a generator of its own, as on machines of their own."""
    streams = rng.spawn(len(clients))
    plan = {"epochs": epochs, "batch_size": batch_size, "learning_rate": learning_rate}
    updates = [client_update(weights, *client, **plan, rng=one) for client, one in zip(clients, streams, strict=True)]
    return federated_average(updates, [client[1].size for client in clients])


def federated_round__changes_averaged(weights, clients, epochs, batch_size, learning_rate, rng):
    """Average what each client changed, and add it to the server's weights."""
    total = sum(len(labels) for _, labels in clients)
    result = [part.astype(np.float64) for part in weights]
    for images, labels in clients:
        sent = client_update(weights, images, labels, epochs, batch_size, learning_rate, rng)
        result = [r + len(labels) / total * (s - w) for r, s, w in zip(result, sent, weights, strict=True)]
    return [part.astype(np.float32) for part in result]


# sample_clients


def sample_clients__shuffled_and_cut(sizes, count, rng):
    """Shuffle those that have pictures, and take the first ones."""
    able = [client for client, size in enumerate(sizes) if size > 0]
    rng.shuffle(able)
    return np.array(able[:count])


def sample_clients__largest_of_random_numbers(sizes, count, rng):
    """Draw a number for each client, and take the clients with the largest; none without pictures."""
    tickets = np.where(np.array(sizes) > 0, rng.random(len(sizes)), -1.0)
    return np.argsort(tickets)[-count:]


def sample_clients__probabilities(sizes, count, rng):
    """Let the generator choose among all, with probability zero for those without pictures."""
    able = np.asarray(sizes) != 0
    return rng.choice(len(sizes), size=count, replace=False, p=able / able.sum())


# federated_training


def federated_training__all_by_hand(
    weights, images, labels, parts, rounds, per_round, epochs, batch_size, learning_rate, rng
):
    """Call update and average without a round in between."""
    able = np.array([client for client, part in enumerate(parts) if part.size])
    taken = np.zeros((rounds, per_round), dtype=int)
    for number in range(rounds):
        taken[number] = rng.permutation(able)[:per_round]
        updates = []
        for client in taken[number]:
            own = parts[client]
            sent = client_update(weights, images[own], labels[own], epochs, batch_size, learning_rate, rng)
            updates.append(sent)
        weights = federated_average(updates, [parts[client].size for client in taken[number]])
    return weights, taken


def federated_training__chosen_in_advance(
    weights, images, labels, parts, rounds, per_round, epochs, batch_size, learning_rate, rng
):
    """Choose for all rounds first."""
    sizes = list(map(len, parts))
    taken = np.stack([sample_clients(sizes, per_round, rng) for _ in range(rounds)])
    for row in taken:
        shards = [(images[parts[k]], labels[parts[k]]) for k in row]
        weights = federated_round(weights, shards, epochs, batch_size, learning_rate, rng)
    return weights, taken


def federated_training__step_by_step(
    weights, images, labels, parts, rounds, per_round, epochs, batch_size, learning_rate, rng
):
    """Cut out every client's pictures at the start, and call itself for the rounds that are left."""
    sizes = [int(part.shape[0]) for part in parts]
    pictures = {k: (images[part], labels[part]) for k, part in enumerate(parts) if sizes[k]}
    chosen = sorted(sample_clients(sizes, per_round, rng).tolist())
    after = federated_round(weights, [pictures[k] for k in chosen], epochs, batch_size, learning_rate, rng)
    if rounds == 1:
        return after, np.array([chosen])
    rest = (images, labels, parts, rounds - 1, per_round, epochs, batch_size, learning_rate, rng)
    after, later = federated_training__step_by_step(after, *rest)
    return after, np.vstack([[chosen], later])


# federated_recap


def federated_recap__list():
    """A list instead of a tuple."""
    return ["b", "d", "a", "c"]


def federated_recap__text():
    """One text of four letters."""
    return "bdac"


def federated_recap__capitals():
    """Capital letters."""
    return "B", "D", "A", "C"
