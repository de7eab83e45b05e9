"""Reference answers of lesson 10, outlook."""

import numpy as np

from privatepixels import require, softmax


def noise_block(block: np.ndarray, first: int, sigma: float, seed: int) -> np.ndarray:
    """Add white Gaussian noise to a block out of a large set of pictures, whichever way the set was cut into blocks.

    Picture k of the block has the number first + k in the whole set. Its noise comes from a generator of its own,
    seeded by the pair (seed, number) and nothing else: the same picture gets the same noise in whatever block it
    arrives, on whatever machine, and pictures with another number or another seed get independent noise. Each sample
    is rounded to the nearest whole number, then clipped to 0..255, as in lesson 1.

    Args:
        block: uint8, n x H x W, n >= 0. It isn't changed.
        first: number of the block's first picture in the whole set, integer, >= 0.
        sigma: standard deviation of the noise, a number in grey levels, >= 0.
        seed: seed of the whole set, integer, >= 0.

    Returns:
        uint8, the shape of `block`.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.array("block", block, ndim=3, dtype=np.uint8)
    require.number("first", first, low=0, integer=True)
    require.number("sigma", sigma, low=0)
    require.number("seed", seed, low=0, integer=True)
    noisy = np.empty_like(block)
    for k, image in enumerate(block):
        rng = np.random.default_rng((seed, first + k))
        noisy[k] = np.clip(np.rint(image + rng.normal(0, sigma, image.shape)), 0, 255)
    return noisy


def noised_moments(
    features: np.ndarray, labels: np.ndarray, classes: int, bound: float, sigma: float, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Publish how many pictures each class has, their sums and their sums of products, with Gaussian noise.

    First every row longer than `bound` (Euclidean norm) is scaled down to that length; shorter rows stay. Then, for
    each class: the number of its rows x, the sum of x, and the sum of the outer products x x^T. One picture more or
    less changes its class's number by 1, its sum by a vector of length at most bound, and its products by a matrix of
    Frobenius norm at most bound^2. Divided by 1, bound and bound^2, all three together move by at most sqrt(3). So
    each entry, of every class, gets independent noise with the standard deviation

        sqrt(3) sigma for numbers, sqrt(3) sigma bound for sums, sqrt(3) sigma bound^2 for products,

    where sigma is what the Gaussian mechanism needs for a sensitivity of 1.

    Args:
        features: float64, n x d, n >= 1: one row for each picture. It isn't changed.
        labels: integers, n values from 0 to classes - 1.
        classes: number of classes, integer, >= 1.
        bound: longest row, a number > 0.
        sigma: noise multiplier, a number >= 0.
        rng: generator that all randomness comes from.

    Returns:
        (counts, sums, products), float64 of shape (classes,), (classes, d) and (classes, d, d).

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.array("features", features, ndim=2, dtype=np.float64)
    require.that(len(features) > 0 and bool(np.isfinite(features).all()), "features", features, "finite numbers")
    require.array("labels", labels, shape=(len(features),), dtype=int)
    require.number("classes", classes, low=1, integer=True)
    require.that(labels.min() >= 0 and labels.max() < classes, "labels", labels, f"labels from 0 to {classes - 1}")
    require.number("bound", bound, low=0, low_open=True)
    require.number("sigma", sigma, low=0)
    require.generator("rng", rng)
    norms = np.linalg.norm(features, axis=1, keepdims=True)
    rows = features * (bound / np.maximum(norms, bound))
    groups = [rows[labels == c] for c in range(classes)]
    counts = np.array([len(group) for group in groups], dtype=np.float64)
    sums = np.array([group.sum(axis=0) for group in groups])
    products = np.array([group.T @ group for group in groups])
    scale = np.sqrt(3) * sigma
    return (
        counts + rng.normal(0, scale, counts.shape),
        sums + rng.normal(0, scale * bound, sums.shape),
        products + rng.normal(0, scale * bound**2, products.shape),
    )


def nearest_training_distance(candidates: np.ndarray, training: np.ndarray) -> np.ndarray:
    """Measure how far each candidate is from the training picture that is nearest to it.

    The distance of two pictures is the root of their mean squared difference over all samples, in grey levels. It is
    exactly 0 for a copy.

    Args:
        candidates: uint8, m x H x W, m >= 1.
        training: uint8, n x H x W, n >= 1, pictures of the same size.

    Returns:
        float64, m values, each from 0 to 255.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.images("candidates", candidates, dtype=np.uint8)
    require.images("training", training, dtype=np.uint8)
    size = candidates.shape[1:]
    require.that(training.shape[1:] == size, "training", training, f"pictures of shape {size}")
    a, b = (stack.reshape(len(stack), -1).astype(np.float64) for stack in (candidates, training))
    # |a - b|^2 = |a|^2 - 2 a.b + |b|^2, in whole numbers, which float64 holds exactly.
    of_a, of_b = (np.einsum("ij,ij->i", rows, rows) for rows in (a, b))
    squared = of_a + (of_b - 2 * a @ b.T).min(axis=1)
    return np.sqrt(squared / a.shape[1])


def sisa_train(
    images: np.ndarray, labels: np.ndarray, shard_of: np.ndarray, slice_of: np.ndarray, shards: int, slices: int
) -> np.ndarray:
    """Train one model for each shard, slice by slice, and keep every state: sharded, isolated, sliced (SISA) training.

    The model of shard s starts from `softmax.start`. In step r = 0, 1, ... slices - 1 it goes on, by one call of
    `softmax.learn`, with all pictures of its shard whose slice is r or lower, in the order of `images`. Its state after
    step r is kept as checkpoint (s, r). No model ever sees a picture of another shard.

    Args:
        images: uint8, n x H x W, n >= 1. They aren't changed.
        labels: integers, n values from 0 to 9.
        shard_of: integers, n values from 0 to shards - 1: the shard of each picture.
        slice_of: integers, n values from 0 to slices - 1: the slice of each picture in its shard.
        shards: number of shards, integer, >= 1.
        slices: number of slices in a shard, integer, >= 1.

    Returns:
        float64, shards x slices x (H W + 1) x 10: the checkpoints; [s, -1] is the finished model of shard s.

    Raises:
        ValueError: where an argument isn't as described.

    Source: Bourtoule et al. 2021, "Machine Unlearning".
    """
    require.array("images", images, ndim=3, dtype=np.uint8)
    require.array("labels", labels, shape=(len(images),), dtype=int)
    require.number("shards", shards, low=1, integer=True)
    require.number("slices", slices, low=1, integer=True)
    for name, places, count in (("shard_of", shard_of, shards), ("slice_of", slice_of, slices)):
        require.array(name, places, shape=(len(images),), dtype=int)
        require.that(places.min() >= 0 and places.max() < count, name, places, f"integers from 0 to {count - 1}")
    fresh = softmax.start(images.shape[1:])
    states = np.empty((shards, slices, *fresh.shape))
    for s in range(shards):
        weights = fresh
        for r in range(slices):
            seen = (shard_of == s) & (slice_of <= r)
            weights = softmax.learn(weights, images[seen], labels[seen])
            states[s, r] = weights
    return states


def sisa_forget(
    checkpoints: np.ndarray,
    images: np.ndarray,
    labels: np.ndarray,
    shard_of: np.ndarray,
    slice_of: np.ndarray,
    removed: np.ndarray,
) -> np.ndarray:
    """Take pictures out of models that `sisa_train` made, as if they had never been there, and with little work.

    In each shard that holds a removed picture, let r be the lowest slice that holds one. Checkpoints before r have
    never seen it, and stay. Training goes on from the last of them (from `softmax.start` where r is 0), step by step as
    in `sisa_train`, without the removed pictures, and replaces the checkpoints from r on. The checkpoints of all other
    shards come back as they were, bit for bit.

    Args:
        checkpoints: float64, shards x slices x (H W + 1) x 10, as `sisa_train` gives them. They aren't changed.
        images: uint8, n x H x W: all pictures, the removed ones among them.
        labels: integers, n values from 0 to 9.
        shard_of: integers, n values: the shard of each picture.
        slice_of: integers, n values: the slice of each picture in its shard.
        removed: bool, n values: True for each picture that has to go; several may be.

    Returns:
        float64, the shape of `checkpoints`: what `sisa_train` would give without the removed pictures, with the others
        in their places.

    Raises:
        ValueError: where an argument isn't as described.

    Source: Bourtoule et al. 2021, "Machine Unlearning".
    """
    require.array("checkpoints", checkpoints, ndim=4, dtype=np.float64)
    require.array("images", images, ndim=3, dtype=np.uint8)
    require.array("labels", labels, shape=(len(images),), dtype=int)
    shards, slices = checkpoints.shape[:2]
    for name, places, count in (("shard_of", shard_of, shards), ("slice_of", slice_of, slices)):
        require.array(name, places, shape=(len(images),), dtype=int)
        require.that(places.min() >= 0 and places.max() < count, name, places, f"integers from 0 to {count - 1}")
    require.array("removed", removed, shape=(len(images),), dtype=np.bool_)
    states = checkpoints.copy()
    for s in np.unique(shard_of[removed]):
        lowest = slice_of[removed & (shard_of == s)].min()
        weights = states[s, lowest - 1] if lowest else softmax.start(images.shape[1:])
        for r in range(lowest, slices):
            seen = (shard_of == s) & (slice_of <= r) & ~removed
            weights = softmax.learn(weights, images[seen], labels[seen])
            states[s, r] = weights
    return states


def outlook_recap() -> tuple[str, str, str, str]:
    """Answer the four questions above.

    Returns:
        four letters, each "a", "b", "c" or "d": the answers to questions 1 to 4, such as ("a", "a", "a", "a").
    """
    return ("b", "c", "a", "d")
