"""Right answers of lesson 10, each written in another way."""

import numpy as np
from scipy.spatial.distance import cdist
from sklearn.neighbors import NearestNeighbors

from privatepixels import softmax

# noise_block


def noise_block__spawn_keys(block, first, sigma, seed):
    """Name each picture's generator by a spawn key."""
    keys = [np.random.SeedSequence(seed, spawn_key=(first + k,)) for k in range(len(block))]
    noise = [np.random.Generator(np.random.PCG64(key)).normal(0, sigma, block.shape[1:]) for key in keys]
    return np.clip(np.round(block + np.reshape(noise, block.shape)), 0, 255).astype(np.uint8)


def noise_block__counter(block, first, sigma, seed):
    """Use a counter-based generator whose key is the seed and the number."""
    result = []
    for number, image in enumerate(block, start=first):
        rng = np.random.Generator(np.random.Philox(key=[seed, number]))
        noisy = image.astype(np.float64) + sigma * rng.standard_normal(image.shape)
        result.append(np.floor(noisy + 0.5).clip(0, 255))
    return np.array(result, dtype=np.uint8).reshape(block.shape)


def noise_block__number_first(block, first, sigma, seed):
    """Seed by a list with the number in front, and write into the noise."""
    noise = np.zeros(block.shape)
    for k in range(block.shape[0]):
        noise[k] = np.random.default_rng([first + k, seed]).normal(scale=sigma, size=block.shape[1:])
    noise += block
    np.rint(noise, out=noise)
    np.clip(noise, 0, 255, out=noise)
    return noise.astype(np.uint8)


# noised_moments


def noised_moments__one_hot(features, labels, classes, bound, sigma, rng):
    """Add up by a matrix of ones and zeros, and clip with a minimum."""
    rows = features * np.minimum(1, bound / np.maximum(np.linalg.norm(features, axis=1), 1e-300))[:, None]
    member = (labels[:, None] == np.arange(classes)).astype(np.float64)
    counts, sums = member.sum(axis=0), member.T @ rows
    products = np.einsum("nc,ni,nj->cij", member, rows, rows, optimize=True)
    noise = 3**0.5 * sigma
    counts = counts + noise * rng.standard_normal(classes)
    sums = sums + noise * bound * rng.standard_normal(sums.shape)
    products = products + noise * bound * bound * rng.standard_normal(products.shape)
    return counts, sums, products


def noised_moments__unit_rows(features, labels, classes, bound, sigma, rng):
    """Work in units of the bound, where all three have noise of one strength, and scale at the end."""
    unit = features / bound
    length = np.sqrt((unit**2).sum(axis=1))
    long = length > 1
    unit[long] /= length[long, None]
    width = features.shape[1]
    moments = np.zeros((classes, 1 + width + width**2))
    for row, label in zip(unit, labels, strict=True):
        moments[label] += np.concatenate([[1.0], row, np.outer(row, row).ravel()])
    moments += rng.normal(0, np.sqrt(3) * sigma, moments.shape)
    counts, sums, products = np.split(moments, [1, 1 + width], axis=1)
    return counts[:, 0], sums * bound, products.reshape(classes, width, width) * bound**2


def noised_moments__class_by_class(features, labels, classes, bound, sigma, rng):
    """Go through the classes, and let bincount count."""
    counts = np.bincount(labels, minlength=classes) + rng.normal(0, np.sqrt(3) * sigma, classes)
    sums, products = [], []
    for label in range(classes):
        rows = features[labels == label]
        factor = [min(1.0, bound / norm) if norm else 1.0 for norm in np.sqrt(np.einsum("ij,ij->i", rows, rows))]
        rows = rows * np.reshape(factor, (-1, 1))
        sums.append(np.einsum("ij->j", rows) + rng.normal(0, np.sqrt(3) * sigma * bound, rows.shape[1]))
        noise = rng.normal(0, np.sqrt(3) * sigma * bound**2, (rows.shape[1], rows.shape[1]))
        products.append(np.tensordot(rows, rows, axes=(0, 0)) + noise)
    return counts, np.array(sums), np.array(products)


# nearest_training_distance


def nearest_training_distance__one_by_one(candidates, training):
    """Subtract each candidate from all training pictures."""
    known = training.astype(np.int32)
    nearest = [((known - candidate) ** 2).mean(axis=(1, 2)).min() for candidate in candidates.astype(np.int32)]
    return np.sqrt(np.array(nearest))


def nearest_training_distance__with_scipy(candidates, training):
    """Let SciPy measure all distances."""
    a, b = (pictures.reshape(len(pictures), -1).astype(float) for pictures in (candidates, training))
    return cdist(a, b).min(axis=1) / np.sqrt(a.shape[1])


def nearest_training_distance__with_scikit_learn(candidates, training):
    """Let scikit-learn look for the neighbour, without shortcuts that cost digits."""
    known = NearestNeighbors(n_neighbors=1, algorithm="ball_tree").fit(training.reshape(len(training), -1) / 255.0)
    distances, _ = known.kneighbors(candidates.reshape(len(candidates), -1) / 255.0)
    return 255 * distances[:, 0] / candidates[0].size ** 0.5


# sisa_train


def sisa_train__flat_list(images, labels, shard_of, slice_of, shards, slices):
    """Collect the states in a list, and shape it at the end."""
    states = []
    for shard in range(shards):
        state = softmax.start(images.shape[1:])
        for last in range(slices):
            chosen = np.flatnonzero((shard_of == shard) & (slice_of < last + 1))
            state = softmax.learn(state, images[chosen], labels[chosen])
            states.append(state)
    return np.stack(states).reshape(shards, slices, *state.shape)


def sisa_train__shard_first(images, labels, shard_of, slice_of, shards, slices):
    """Cut out each shard, then work on it alone."""
    return np.array(
        [_states(*(part[shard_of == shard] for part in (images, labels, slice_of)), slices) for shard in range(shards)]
    )


def _states(images, labels, slice_of, slices):
    """Train on one shard."""
    states = [softmax.start(images.shape[1:])]
    while len(states) <= slices:
        seen = slice_of <= len(states) - 1
        states.append(softmax.learn(states[-1], images[seen], labels[seen]))
    return states[1:]


def sisa_train__step_by_step(images, labels, shard_of, slice_of, shards, slices):
    """Let all shards take their first step, then all their second."""
    fresh = softmax.start(images.shape[1:])
    checkpoints = np.zeros((shards, slices, *fresh.shape))
    for step in range(slices):
        early = slice_of <= step
        for shard in range(shards):
            before = checkpoints[shard, step - 1] if step > 0 else fresh
            seen = early & (shard_of == shard)
            checkpoints[shard, step] = softmax.learn(before, images[seen], labels[seen])
    return checkpoints


# sisa_forget


def sisa_forget__kept_places(checkpoints, images, labels, shard_of, slice_of, removed):
    """Go through all shards, and skip those that lose nothing."""
    result = np.array(checkpoints)
    slices = checkpoints.shape[1]
    for shard in range(len(checkpoints)):
        gone = slice_of[removed & (shard_of == shard)]
        if len(gone) == 0:
            continue
        state = softmax.start(images.shape[1:]) if gone.min() == 0 else checkpoints[shard, gone.min() - 1]
        for step in range(gone.min(), slices):
            seen = np.flatnonzero((shard_of == shard) & (slice_of <= step) & np.logical_not(removed))
            state = softmax.learn(state, images[seen], labels[seen])
            result[shard, step] = state
    return result


def sisa_forget__removed_first(checkpoints, images, labels, shard_of, slice_of, removed):
    """Throw the removed pictures away at once, then look where they had been."""
    first = {}
    for shard, place in zip(shard_of[removed].tolist(), slice_of[removed].tolist(), strict=True):
        first[shard] = min(place, first.get(shard, place))
    images, labels, shard_of, slice_of = (part[~removed] for part in (images, labels, shard_of, slice_of))
    new = checkpoints.copy()
    for shard, place in first.items():
        for step in range(place, new.shape[1]):
            before = new[shard, step - 1] if step else softmax.start(images.shape[1:])
            seen = (shard_of == shard) & (slice_of <= step)
            new[shard, step] = softmax.learn(before, images[seen], labels[seen])
    return new


def sisa_forget__steps_in_one_loop(checkpoints, images, labels, shard_of, slice_of, removed):
    """Look at each checkpoint, and replace those that saw a removed picture."""
    shards, slices = checkpoints.shape[:2]
    new = []
    for place in range(shards * slices):
        shard, step = divmod(place, slices)
        here = (shard_of == shard) & (slice_of <= step)
        if (here & removed).any():
            before = new[-1] if step else softmax.start(images.shape[1:])
            new.append(softmax.learn(before, images[here & ~removed], labels[here & ~removed]))
        else:
            new.append(checkpoints[shard, step])
    return np.reshape(new, checkpoints.shape)


# outlook_recap


def outlook_recap__list():
    """Give a list."""
    return ["b", "c", "a", "d"]


def outlook_recap__text():
    """Give one text."""
    return "bcad"


def outlook_recap__capitals():
    """Give a text of capitals with commas."""
    return "B, C, A, D"
