"""Reference answers of lesson 6, federated learning."""

import numpy as np

from privatepixels import networks, require


def dirichlet_split(labels: np.ndarray, clients: int, alpha: float, rng: np.random.Generator) -> list[np.ndarray]:
    """Deal pictures out to clients, so that some have more of one class and others of another.

    Each class is dealt by itself. One draw from a Dirichlet distribution with all its parameters equal to alpha says
    which share of the class each client gets. The class's pictures are shuffled and cut where these shares, added up
    from the first client on, say: at the whole number nearest to (sum of shares) x (pictures of the class).

    Args:
        labels: integers (n,), n >= 1: the class of each picture.
        clients: how many clients there are, an integer >= 1.
        alpha: number > 0. Large: all clients get nearly the same share. Small: most of a class goes to one client.
        rng: generator that all randomness comes from.

    Returns:
        a list of integer arrays, one for each client: the places in `labels` of its pictures, in any order. Each place
        from 0 to n - 1 stands in exactly one of them. A client may have none.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.array("labels", labels, ndim=1, dtype=int)
    require.that(len(labels) > 0, "labels", labels, "at least one label")
    require.number("clients", clients, low=1, integer=True)
    require.number("alpha", alpha, low=0, low_open=True)
    require.generator("rng", rng)
    dealt = []
    for label in np.unique(labels):
        places = rng.permutation(np.flatnonzero(labels == label))
        shares = rng.dirichlet(np.full(clients, alpha))
        cuts = np.rint(np.cumsum(shares[:-1]) * len(places)).astype(int)
        dealt.append(np.split(places, cuts))
    return [np.concatenate(of_client) for of_client in zip(*dealt, strict=True)]


def client_update(
    weights: list[np.ndarray],
    images: np.ndarray,
    labels: np.ndarray,
    epochs: int,
    batch_size: int,
    learning_rate: float,
    rng: np.random.Generator,
) -> list[np.ndarray]:
    """Train a network on one client's pictures by stochastic gradient descent, starting from the server's weights.

    In each epoch the pictures are shuffled anew and gone through in batches of `batch_size`, each picture once; the
    last batch holds what is left over, and may be smaller. Each batch makes one step: every array of the weights
    becomes itself minus learning_rate times its gradient, as `networks.gradient(weights, images, labels)` gives it
    for the batch, at the weights reached so far. Nothing is kept from one call to the next.

    Args:
        weights: list of float32 arrays, as `networks` takes them: what the server sent. They aren't changed.
        images: float32, n x H x W, n >= 1, values in 0..1: the client's pictures.
        labels: integers (n,): their classes.
        epochs: how often each picture is seen, an integer >= 1.
        batch_size: pictures in a batch, an integer >= 1; it may be larger than n.
        learning_rate: number > 0.
        rng: generator that all randomness comes from.

    Returns:
        list of float32 arrays of the weights' shapes: what the client sends back.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.weights("weights", weights)
    require.images("images", images, dtype=float)
    require.array("labels", labels, shape=(len(images),), dtype=int)
    require.number("epochs", epochs, low=1, integer=True)
    require.number("batch_size", batch_size, low=1, integer=True)
    require.number("learning_rate", learning_rate, low=0, low_open=True)
    require.generator("rng", rng)
    trained, rate = weights, np.float32(learning_rate)
    for _ in range(epochs):
        order = rng.permutation(len(images))
        for start in range(0, len(order), batch_size):
            batch = order[start : start + batch_size]
            slopes = networks.gradient(trained, images[batch], labels[batch])
            trained = [part - rate * slope for part, slope in zip(trained, slopes, strict=True)]
    return trained


def federated_average(updates: list[list[np.ndarray]], sizes: list[int]) -> list[np.ndarray]:
    """Average what the clients sent back, each client counting by its number of pictures.

    The average of array number i is the sum over clients k of n_k times its array number i, divided by the sum of all
    n_k: the server's half of federated averaging (McMahan et al. 2017, arXiv:1602.05629, algorithm 1).

    Args:
        updates: a list with at least one client's weights, each a list of float32 arrays, of the same shapes for all
            clients and without NaN. They aren't changed.
        sizes: a list of integers >= 1, one for each client: n_k, its number of pictures.

    Returns:
        list of float32 arrays, of the shapes of one client's weights.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.that(isinstance(updates, list) and len(updates) > 0, "updates", updates, "a list of clients' weights")
    for client, update in enumerate(updates):
        require.weights(f"updates[{client}]" if client else "updates", update, like=updates[0] if client else None)
    is_list = isinstance(sizes, list) and len(sizes) == len(updates)
    require.that(is_list, "sizes", sizes, f"a list of {len(updates)} integers, one for each client")
    for size in sizes:
        require.number("sizes", size, low=1, integer=True)
    return [np.average(parts, axis=0, weights=sizes).astype(np.float32) for parts in zip(*updates, strict=True)]


def federated_round(
    weights: list[np.ndarray],
    clients: list[tuple[np.ndarray, np.ndarray]],
    epochs: int,
    batch_size: int,
    learning_rate: float,
    rng: np.random.Generator,
) -> list[np.ndarray]:
    """Run one round of federated averaging: every client trains from the server's weights, the server averages.

    Each client's training is that of `client_update`; it counts by its number of pictures, as in `federated_average`.

    Args:
        weights: list of float32 arrays: the server's weights at the start of the round. They aren't changed.
        clients: a list with at least one client, each a tuple (images, labels) with images float32, n x H x W, n >= 1,
            values in 0..1, and labels integers (n,); n may differ from client to client.
        epochs: how often each client sees each of its pictures, an integer >= 1.
        batch_size: pictures in a batch, an integer >= 1.
        learning_rate: number > 0.
        rng: generator that all randomness comes from.

    Returns:
        list of float32 arrays of the weights' shapes: the server's weights at the end of the round.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.weights("weights", weights)
    are_pairs = isinstance(clients, list) and all(isinstance(client, tuple) and len(client) == 2 for client in clients)
    require.that(are_pairs and len(clients) > 0, "clients", clients, "a list of tuples (images, labels)")
    for place, (images, labels) in enumerate(clients):
        require.images(f"clients[{place}] images", images, dtype=float)
        require.array(f"clients[{place}] labels", labels, shape=(len(images),), dtype=int)
    require.number("epochs", epochs, low=1, integer=True)
    require.number("batch_size", batch_size, low=1, integer=True)
    require.number("learning_rate", learning_rate, low=0, low_open=True)
    require.generator("rng", rng)
    updates = [
        client_update(weights, images, labels, epochs, batch_size, learning_rate, rng) for images, labels in clients
    ]
    return federated_average(updates, [len(labels) for _, labels in clients])


def sample_clients(sizes: list[int], count: int, rng: np.random.Generator) -> np.ndarray:
    """Choose the clients that take part in a round: each that has pictures is as likely as any other.

    Args:
        sizes: a list of integers >= 0: how many pictures each client has. One without pictures can't be chosen.
        count: how many different clients to choose, an integer >= 1; no more than there are with pictures.
        rng: generator that all randomness comes from.

    Returns:
        integers (count,): the numbers of the clients chosen, from 0 to len(sizes) - 1, in any order.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.that(isinstance(sizes, list) and len(sizes) > 0, "sizes", sizes, "a list of integers")
    for size in sizes:
        require.number("sizes", size, low=0, integer=True)
    require.number("count", count, low=1, high=sum(size > 0 for size in sizes), integer=True)
    require.generator("rng", rng)
    return rng.choice(np.flatnonzero(sizes), count, replace=False)


def federated_training(
    weights: list[np.ndarray],
    images: np.ndarray,
    labels: np.ndarray,
    parts: list[np.ndarray],
    rounds: int,
    per_round: int,
    epochs: int,
    batch_size: int,
    learning_rate: float,
    rng: np.random.Generator,
) -> tuple[list[np.ndarray], np.ndarray]:
    """Train by federated averaging, for some rounds, with a few clients in each, and note who took part.

    In each round `per_round` different clients are chosen among those that have pictures, each as likely as any
    other (`sample_clients`). Each of them trains on its own pictures, from the weights that the last round left, and
    the average of what they send back, each counting by its number of pictures, is what the round leaves.

    Args:
        weights: list of float32 arrays: the server's weights before the first round. They aren't changed.
        images: float32, n x H x W, values in 0..1: the pictures of all clients.
        labels: integers (n,): their classes.
        parts: list of integer arrays, one for each client: the places of its pictures in `images`, from 0 to n - 1.
        rounds: how many rounds, an integer >= 1.
        per_round: how many clients take part in a round, an integer >= 1, no more than there are with pictures.
        epochs: how often a client sees each of its pictures in a round, an integer >= 1.
        batch_size: pictures in a batch, an integer >= 1.
        learning_rate: number > 0.
        rng: generator that all randomness comes from.

    Returns:
        (weights, taken): the weights after the last round, a list of float32 arrays; and integers (rounds, per_round),
        the numbers of the clients that took part in each round.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.weights("weights", weights)
    require.images("images", images, dtype=float)
    require.array("labels", labels, shape=(len(images),), dtype=int)
    require.that(isinstance(parts, list) and len(parts) > 0, "parts", parts, "a list of integer arrays")
    for part in parts:
        require.array("parts", part, ndim=1, dtype=int)
        inside = len(part) == 0 or (part.min() >= 0 and part.max() < len(images))
        require.that(inside, "parts", part, f"places from 0 to {len(images) - 1}")
    require.number("rounds", rounds, low=1, integer=True)
    require.number("per_round", per_round, low=1, high=sum(len(part) > 0 for part in parts), integer=True)
    require.number("epochs", epochs, low=1, integer=True)
    require.number("batch_size", batch_size, low=1, integer=True)
    require.number("learning_rate", learning_rate, low=0, low_open=True)
    require.generator("rng", rng)
    sizes, taken = [len(part) for part in parts], []
    for _ in range(rounds):
        chosen = sample_clients(sizes, per_round, rng)
        clients = [(images[parts[client]], labels[parts[client]]) for client in chosen]
        weights = federated_round(weights, clients, epochs, batch_size, learning_rate, rng)
        taken.append(chosen)
    return weights, np.stack(taken)


def federated_recap() -> tuple[str, str, str, str]:
    """Answer the four questions above.

    Returns:
        four letters, each "a", "b", "c" or "d": the answers to questions 1 to 4, such as ("a", "a", "a", "a").
    """
    return ("b", "d", "a", "c")
