"""Plausible wrong answers of lesson 10: one misconception each, and the check that must catch it."""

import numpy as np

from privatepixels import softmax


def _to_8_bits(values):
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)


# noise_block


def _seeded(block, seeds, sigma):
    noise = [np.random.default_rng(seed).normal(0, sigma, block.shape[1:]) for seed in seeds]
    return _to_8_bits(block + np.reshape(noise, block.shape))


def noise_block__one_seed_for_all_blocks(block, first, sigma, seed):
    """Seeds each block alike: the k-th pictures of all blocks get the same noise.
    Fails: test_noise_block_gives_each_picture_its_own, test_noise_block_does_not_depend_on_the_cut
    """
    return _to_8_bits(block + np.random.default_rng(seed).normal(0, sigma, block.shape))


def noise_block__seeded_by_the_block(block, first, sigma, seed):
    """Seeds each block by where it begins: how the set is cut decides the noise.
    Fails: test_noise_block_does_not_depend_on_the_cut
    """
    return _to_8_bits(block + np.random.default_rng((seed, first)).normal(0, sigma, block.shape))


def noise_block__place_in_the_block(block, first, sigma, seed):
    """Seeds by the place in the block, and forgets where the block begins.
    Fails: test_noise_block_gives_each_picture_its_own
    """
    return _seeded(block, [(seed, k) for k in range(len(block))], sigma)


def noise_block__seed_for_every_picture(block, first, sigma, seed):
    """Makes a generator for each picture, all with the same seed.
    Fails: test_noise_block_gives_each_picture_its_own
    """
    return _seeded(block, [seed] * len(block), sigma)


def noise_block__sum(block, first, sigma, seed):
    """Seeds by seed + number: a set with the next seed has the same noise, one picture on.
    Fails: test_noise_block_keeps_seeds_apart
    """
    return _seeded(block, [seed + first + k for k in range(len(block))], sigma)


def noise_block__product(block, first, sigma, seed):
    """Seeds by seed x number: with seed 0, and for picture 0, all are alike.
    Fails: test_noise_block_keeps_seeds_apart
    """
    return _seeded(block, [seed * (first + k) for k in range(len(block))], sigma)


def noise_block__digits_in_a_row(block, first, sigma, seed):
    """Writes seed and number one behind the other: 1 and 23 are as 12 and 3.
    Fails: test_noise_block_keeps_seeds_apart
    """
    return _seeded(block, [int(f"{seed}{first + k}") for k in range(len(block))], sigma)


def noise_block__number_only(block, first, sigma, seed):
    """Seeds by the number and leaves the seed out: everybody can draw the same noise.
    Fails: test_noise_block_keeps_seeds_apart
    """
    return _seeded(block, [first + k for k in range(len(block))], sigma)


def noise_block__fresh_entropy(block, first, sigma, seed):
    """Takes a generator without a seed: nothing can be repeated.
    Fails: test_noise_block_does_not_depend_on_the_cut, test_noise_block_keeps_seeds_apart
    """
    return _to_8_bits(block + np.random.default_rng().normal(0, sigma, block.shape))


def noise_block__wraps_around(block, first, sigma, seed):
    """Casts to uint8 without clipping.
    Fails: test_noise_block_has_the_strength_asked_for
    """
    seeds = [(seed, first + k) for k in range(len(block))]
    noise = [np.random.default_rng(s).normal(0, sigma, block.shape[1:]) for s in seeds]
    return np.rint(block + np.reshape(noise, block.shape)).astype(np.int64).astype(np.uint8)


def noise_block__uniform(block, first, sigma, seed):
    """Draws from the uniform distribution, with the right standard deviation.
    Fails: test_noise_block_has_the_strength_asked_for
    """
    reach = np.sqrt(3) * sigma
    rngs = [np.random.default_rng((seed, first + k)) for k in range(len(block))]
    return _to_8_bits(block + np.reshape([rng.uniform(-reach, reach, block.shape[1:]) for rng in rngs], block.shape))


def noise_block__in_place(block, first, sigma, seed):
    """Writes the result into the block that came in.
    Fails: test_noise_block_gives_8_bit_pictures
    """
    for k in range(len(block)):
        noise = np.random.default_rng((seed, first + k)).normal(0, sigma, block.shape[1:])
        block[k] = _to_8_bits(block[k] + noise)
    return block


# noised_moments


def _moments(rows, labels, classes):
    groups = [rows[labels == c] for c in range(classes)]
    counts = np.array([float(len(group)) for group in groups])
    return counts, np.array([group.sum(axis=0) for group in groups]), np.array([group.T @ group for group in groups])


def _clipped(features, bound):
    return features * (bound / np.maximum(np.linalg.norm(features, axis=1, keepdims=True), bound))


def _noised(moments, scales, rng):
    return tuple(part + rng.normal(0, scale, part.shape) for part, scale in zip(moments, scales, strict=True))


def noised_moments__each_alone(features, labels, classes, bound, sigma, rng):
    """Forgets that three things are published: no sqrt(3).
    Fails: test_moments_noise_has_the_right_strength
    """
    moments = _moments(_clipped(features, bound), labels, classes)
    return _noised(moments, (sigma, sigma * bound, sigma * bound**2), rng)


def noised_moments__three_for_sqrt_3(features, labels, classes, bound, sigma, rng):
    """Adds the three sensitivities up, where their squares add up.
    Fails: test_moments_noise_has_the_right_strength
    """
    moments = _moments(_clipped(features, bound), labels, classes)
    return _noised(moments, (3 * sigma, 3 * sigma * bound, 3 * sigma * bound**2), rng)


def noised_moments__never_clips(features, labels, classes, bound, sigma, rng):
    """Leaves long rows as they are: one picture can move the sums by any amount.
    Fails: test_moments_clip_long_rows
    """
    scale = 3**0.5 * sigma
    return _noised(_moments(features, labels, classes), (scale, scale * bound, scale * bound**2), rng)


def noised_moments__clips_each_number(features, labels, classes, bound, sigma, rng):
    """Clips each number of a row, not its length.
    Fails: test_moments_clip_long_rows
    """
    scale = 3**0.5 * sigma
    rows = np.clip(features, -bound, bound)
    return _noised(_moments(rows, labels, classes), (scale, scale * bound, scale * bound**2), rng)


def noised_moments__scales_every_row(features, labels, classes, bound, sigma, rng):
    """Brings every row to the length of the bound, short ones too.
    Fails: test_moments_clip_long_rows, test_moments_without_noise
    """
    scale = 3**0.5 * sigma
    rows = bound * features / np.maximum(np.linalg.norm(features, axis=1, keepdims=True), 1e-12)
    return _noised(_moments(rows, labels, classes), (scale, scale * bound, scale * bound**2), rng)


def noised_moments__exact_counts(features, labels, classes, bound, sigma, rng):
    """Thinks that how many there are is no secret: counts without noise.
    Fails: test_moments_noise_has_the_right_strength, test_moments_noise_is_in_every_entry
    """
    scale = 3**0.5 * sigma
    return _noised(_moments(_clipped(features, bound), labels, classes), (0, scale * bound, scale * bound**2), rng)


def noised_moments__empty_classes_stay_empty(features, labels, classes, bound, sigma, rng):
    """Adds no noise where a class has no pictures, and so tells that it has none.
    Fails: test_moments_noise_is_in_every_entry
    """
    scale = 3**0.5 * sigma
    exact = _moments(_clipped(features, bound), labels, classes)
    noisy = _noised(exact, (scale, scale * bound, scale * bound**2), rng)
    for part in noisy:
        part[exact[0] == 0] = 0
    return noisy


def noised_moments__means(features, labels, classes, bound, sigma, rng):
    """Publishes means instead of sums.
    Fails: test_moments_without_noise
    """
    scale = 3**0.5 * sigma
    counts, sums, products = _moments(_clipped(features, bound), labels, classes)
    members = np.maximum(counts, 1)
    moments = counts, sums / members[:, None], products / members[:, None, None]
    return _noised(moments, (scale, scale * bound, scale * bound**2), rng)


def noised_moments__measures_the_bound(features, labels, classes, bound, sigma, rng):
    """Takes the longest row that there is for the bound: the noise tells of the data.
    Fails: test_moments_noise_does_not_depend_on_the_rows
    """
    longest = np.linalg.norm(features, axis=1).max()
    scale = 3**0.5 * sigma
    moments = _moments(_clipped(features, bound), labels, classes)
    return _noised(moments, (scale, scale * min(bound, longest), scale * min(bound, longest) ** 2), rng)


def noised_moments__bound_not_squared(features, labels, classes, bound, sigma, rng):
    """Gives the products the noise of the sums.
    Fails: test_moments_noise_has_the_right_strength
    """
    scale = 3**0.5 * sigma
    return _noised(_moments(_clipped(features, bound), labels, classes), (scale, scale * bound, scale * bound), rng)


def noised_moments__laplace(features, labels, classes, bound, sigma, rng):
    """Adds Laplace noise of the same strength, which sigma wasn't calculated for.
    Fails: test_moments_noise_is_in_every_entry
    """
    scale = (3 / 2) ** 0.5 * sigma
    parts = zip(_moments(_clipped(features, bound), labels, classes), (1, bound, bound**2), strict=True)
    return tuple(part + rng.laplace(0, scale * unit, part.shape) for part, unit in parts)


def noised_moments__laplace_for_counts(features, labels, classes, bound, sigma, rng):
    """Adds Laplace noise to the counts, as one does where nothing but a count is published.
    Fails: test_moments_noise_is_in_every_entry
    """
    scale = 3**0.5 * sigma
    counts, sums, products = _moments(_clipped(features, bound), labels, classes)
    sums, products = _noised((sums, products), (scale * bound, scale * bound**2), rng)
    return counts + rng.laplace(0, scale / 2**0.5, counts.shape), sums, products


def noised_moments__one_draw_for_all_classes(features, labels, classes, bound, sigma, rng):
    """Draws the noise once and gives it to all classes.
    Fails: test_moments_noise_is_in_every_entry
    """
    scale = 3**0.5 * sigma
    parts = zip(_moments(_clipped(features, bound), labels, classes), (1, bound, bound**2), strict=True)
    return tuple(part + rng.normal(0, scale * unit, part.shape[1:]) for part, unit in parts)


def noised_moments__global_generator(features, labels, classes, bound, sigma, rng):
    """Draws from NumPy's global generator.
    Fails: test_moments_come_from_the_generator
    """
    scale = 3**0.5 * sigma
    parts = zip(_moments(_clipped(features, bound), labels, classes), (1, bound, bound**2), strict=True)
    return tuple(part + np.random.normal(0, scale * unit, part.shape) for part, unit in parts)  # noqa: NPY002


# nearest_training_distance


def _all_distances(candidates, training):
    a, b = (stack.reshape(len(stack), -1).astype(np.float64) for stack in (candidates, training))
    return np.sqrt(((a[:, None] - b[None]) ** 2).mean(axis=2))


def nearest_training_distance__wraps_around(candidates, training):
    """Subtracts 8-bit pictures, which wraps round below 0.
    Fails: test_distance_counts_grey_levels
    """
    return np.array([np.sqrt(((training - one).astype(float) ** 2).mean(axis=(1, 2)).min()) for one in candidates])


def nearest_training_distance__no_root(candidates, training):
    """Leaves out the root.
    Fails: test_distance_counts_grey_levels
    """
    return _all_distances(candidates, training).min(axis=1) ** 2


def nearest_training_distance__sum(candidates, training):
    """Adds up the squares where their mean was asked for.
    Fails: test_distance_counts_grey_levels
    """
    return _all_distances(candidates, training).min(axis=1) * np.sqrt(candidates[0].size)


def nearest_training_distance__absolute(candidates, training):
    """Takes the mean of the absolute differences.
    Fails: test_distance_counts_grey_levels
    """
    known = training.astype(float)
    return np.array([np.abs(known - one).mean(axis=(1, 2)).min() for one in candidates.astype(float)])


def nearest_training_distance__unit_floats(candidates, training):
    """Measures in units of 255 grey levels.
    Fails: test_distance_counts_grey_levels
    """
    return _all_distances(candidates, training).min(axis=1) / 255


def nearest_training_distance__to_all(candidates, training):
    """Takes the mean over the training pictures, not the nearest.
    Fails: test_distance_is_to_the_nearest, test_distance_of_a_copy_is_zero
    """
    return _all_distances(candidates, training).mean(axis=1)


def nearest_training_distance__farthest(candidates, training):
    """Takes the farthest.
    Fails: test_distance_is_to_the_nearest
    """
    return _all_distances(candidates, training).max(axis=1)


def nearest_training_distance__of_training(candidates, training):
    """Tells for each training picture how far the nearest candidate is.
    Fails: test_distance_gives_a_number_each
    """
    return _all_distances(candidates, training).min(axis=0)


def nearest_training_distance__single_precision(candidates, training):
    """Multiplies out the square in single precision: a copy is a little off, or NaN.
    Fails: test_distance_of_a_copy_is_zero
    """
    a, b = (stack.reshape(len(stack), -1).astype(np.float32) for stack in (candidates, training))
    squared = (a**2).sum(axis=1)[:, None] - 2 * a @ b.T + (b**2).sum(axis=1)
    return np.sqrt(np.abs(squared.min(axis=1)) / a.shape[1] + 1e-4).astype(np.float64)


def nearest_training_distance__without_itself(candidates, training):
    """Takes the second nearest, to leave the picture itself out.
    Fails: test_distance_of_a_copy_is_zero
    """
    distances = np.sort(_all_distances(candidates, training), axis=1)
    return distances[:, min(1, distances.shape[1] - 1)]


def nearest_training_distance__by_the_mean(candidates, training):
    """Looks for the training picture with the nearest brightness.
    Fails: test_distance_counts_grey_levels
    """
    a, b = (stack.reshape(len(stack), -1).mean(axis=1) for stack in (candidates, training))
    return np.abs(a[:, None] - b).min(axis=1)


# sisa_train


def _train(images, labels, shards, slices, seen, *, fresh_each_step=False, one_model=False):
    weights = fresh = softmax.start(images.shape[1:])
    checkpoints = np.empty((shards, slices, *fresh.shape))
    for s in range(shards):
        weights = weights if one_model else fresh
        for r in range(slices):
            chosen = seen(s, r)
            weights = softmax.learn(fresh if fresh_each_step else weights, images[chosen], labels[chosen])
            checkpoints[s, r] = weights
    return checkpoints


def sisa_train__one_slice_a_step(images, labels, shard_of, slice_of, shards, slices):
    """Shows each step its own slice only.
    Fails: test_sisa_goes_on_slice_by_slice
    """
    return _train(images, labels, shards, slices, lambda s, r: (shard_of == s) & (slice_of == r))


def sisa_train__starts_again(images, labels, shard_of, slice_of, shards, slices):
    """Starts each step from nothing.
    Fails: test_sisa_goes_on_slice_by_slice
    """
    seen = lambda s, r: (shard_of == s) & (slice_of <= r)  # noqa: E731
    return _train(images, labels, shards, slices, seen, fresh_each_step=True)


def sisa_train__hands_weights_on(images, labels, shard_of, slice_of, shards, slices):
    """Starts a shard from the finished model of the one before: nothing is isolated.
    Fails: test_sisa_isolates_shards
    """
    return _train(images, labels, shards, slices, lambda s, r: (shard_of == s) & (slice_of <= r), one_model=True)


def sisa_train__all_pictures(images, labels, shard_of, slice_of, shards, slices):
    """Shows every model all pictures of the slices.
    Fails: test_sisa_isolates_shards
    """
    return _train(images, labels, shards, slices, lambda s, r: slice_of <= r)


def sisa_train__whole_shard_each_step(images, labels, shard_of, slice_of, shards, slices):
    """Shows each step the whole shard: every checkpoint has seen every picture.
    Fails: test_sisa_goes_on_slice_by_slice
    """
    return _train(images, labels, shards, slices, lambda s, r: shard_of == s)


def sisa_train__last_slice_left_out(images, labels, shard_of, slice_of, shards, slices):
    """Takes the slices below r, without r itself.
    Fails: test_sisa_with_one_shard_is_plain_training, test_sisa_goes_on_slice_by_slice
    """
    return _train(images, labels, shards, slices, lambda s, r: (shard_of == s) & (slice_of < r))


def sisa_train__changes_places(images, labels, shard_of, slice_of, shards, slices):
    """Takes shards for slices.
    Fails: test_sisa_isolates_shards, test_sisa_goes_on_slice_by_slice
    """
    return _train(images, labels, shards, slices, lambda s, r: (slice_of == s) & (shard_of <= r))


def sisa_train__finished_models_only(images, labels, shard_of, slice_of, shards, slices):
    """Keeps the finished models only.
    Fails: test_sisa_gives_all_checkpoints
    """
    return _train(images, labels, shards, slices, lambda s, r: (shard_of == s) & (slice_of <= r))[:, -1]


def sisa_train__same_state_for_all_steps(images, labels, shard_of, slice_of, shards, slices):
    """Fills every checkpoint of a shard with its finished model.
    Fails: test_sisa_goes_on_slice_by_slice
    """
    found = _train(images, labels, shards, slices, lambda s, r: (shard_of == s) & (slice_of <= r))
    return np.repeat(found[:, -1:], slices, axis=1)


def sisa_train__latest_first(images, labels, shard_of, slice_of, shards, slices):
    """Begins with the last slice.
    Fails: test_sisa_goes_on_slice_by_slice
    """
    return _train(images, labels, shards, slices, lambda s, r: (shard_of == s) & (slice_of >= slices - 1 - r))


def sisa_train__latest_first_in_the_file(images, labels, shard_of, slice_of, shards, slices):
    """Turns the order of the pictures round.
    Fails: test_sisa_with_one_shard_is_plain_training
    """
    seen = lambda s, r: np.flatnonzero((shard_of == s) & (slice_of <= r))[::-1]  # noqa: E731
    return _train(images, labels, shards, slices, seen)


# sisa_forget


def _forget(
    checkpoints, images, labels, shard_of, slice_of, removed, *, lowest=min, back=1, later=True, keep=True, one=False
):
    """Forget as the reference does, but for what is said: see the wrong answers that use it."""
    checkpoints = checkpoints.copy()
    for s in np.unique(shard_of[removed]):
        place = lowest(slice_of[removed & (shard_of == s)])
        start = place - back
        weights = checkpoints[s, start] if start >= 0 else softmax.start(images.shape[1:])
        for r in range(place, checkpoints.shape[1] if later else place + 1):
            seen = (shard_of == s) & ((slice_of == r) if one else (slice_of <= r))
            seen &= ~removed if keep else True
            weights = softmax.learn(weights, images[seen], labels[seen])
            checkpoints[s, r] = weights
    return checkpoints


def sisa_forget__as_many_do(checkpoints, images, labels, shard_of, slice_of, removed):
    """Trains the finished model a little longer without the picture: it stays in the weights, and in the checkpoints.
    Fails: test_forget_leaves_no_trace, test_forget_does_every_later_step_again
    """
    checkpoints = checkpoints.copy()
    for s in np.unique(shard_of[removed]):
        left = (shard_of == s) & ~removed
        checkpoints[s, -1] = softmax.learn(checkpoints[s, -1], images[left], labels[left])
    return checkpoints


def sisa_forget__from_the_checkpoint_that_knows(checkpoints, images, labels, shard_of, slice_of, removed):
    """Goes on from the checkpoint of the picture's own slice, which has seen it.
    Fails: test_forget_goes_on_from_the_last_clean_checkpoint, test_forget_leaves_no_trace
    """
    return _forget(checkpoints, images, labels, shard_of, slice_of, removed, back=0)


def sisa_forget__minus_one_is_the_last(checkpoints, images, labels, shard_of, slice_of, removed):
    """Takes checkpoint [slice - 1] also for slice 0: in Python, -1 is the finished model.
    Fails: test_forget_leaves_no_trace
    """
    checkpoints = checkpoints.copy()
    for s in np.unique(shard_of[removed]):
        place = slice_of[removed & (shard_of == s)].min()
        weights = checkpoints[s, place - 1]
        for r in range(place, checkpoints.shape[1]):
            seen = (shard_of == s) & (slice_of <= r) & ~removed
            weights = softmax.learn(weights, images[seen], labels[seen])
            checkpoints[s, r] = weights
    return checkpoints


def sisa_forget__one_step_only(checkpoints, images, labels, shard_of, slice_of, removed):
    """Does the picture's own step again, and leaves the later checkpoints, which have seen it too.
    Fails: test_forget_leaves_no_trace, test_forget_does_every_later_step_again
    """
    return _forget(checkpoints, images, labels, shard_of, slice_of, removed, later=False)


def sisa_forget__highest_slice(checkpoints, images, labels, shard_of, slice_of, removed):
    """Of several pictures in a shard, goes back for the last only.
    Fails: test_forget_takes_out_several
    """
    return _forget(checkpoints, images, labels, shard_of, slice_of, removed, lowest=max)


def sisa_forget__trains_with_them(checkpoints, images, labels, shard_of, slice_of, removed):
    """Does the right steps again, with the removed pictures still among the others.
    Fails: test_forget_goes_on_from_the_last_clean_checkpoint, test_forget_does_every_later_step_again
    """
    return _forget(checkpoints, images, labels, shard_of, slice_of, removed, keep=False)


def sisa_forget__one_slice_a_step(checkpoints, images, labels, shard_of, slice_of, removed):
    """Shows each step its own slice only.
    Fails: test_forget_does_every_later_step_again
    """
    return _forget(checkpoints, images, labels, shard_of, slice_of, removed, one=True)


def sisa_forget__all_shards(checkpoints, images, labels, shard_of, slice_of, removed):
    """Trains every shard again: right, but as dear as if nothing had been sharded.
    Fails: test_forget_leaves_other_shards_alone, test_forget_gives_new_checkpoints
    """
    shards, slices = checkpoints.shape[:2]
    return _train(images, labels, shards, slices, lambda s, r: (shard_of == s) & (slice_of <= r) & ~removed)


def sisa_forget__whole_shard(checkpoints, images, labels, shard_of, slice_of, removed):
    """Trains the shard again from the start: right, but the checkpoints were kept for nothing.
    Fails: test_forget_goes_on_from_the_last_clean_checkpoint
    """
    return _forget(checkpoints, images, labels, shard_of, slice_of, removed, lowest=lambda places: 0)


def sisa_forget__deletes_the_picture_only(checkpoints, images, labels, shard_of, slice_of, removed):
    """Thinks that a picture which is deleted from the disk is gone from the model.
    Fails: test_forget_leaves_other_shards_alone, test_forget_leaves_no_trace
    """
    return checkpoints.copy()


def sisa_forget__zeros(checkpoints, images, labels, shard_of, slice_of, removed):
    """Throws the models of the shard away, and makes no new ones.
    Fails: test_forget_goes_on_from_the_last_clean_checkpoint, test_forget_does_every_later_step_again
    """
    checkpoints = checkpoints.copy()
    checkpoints[np.unique(shard_of[removed])] = 0
    return checkpoints


def sisa_forget__cuts_anew(checkpoints, images, labels, shard_of, slice_of, removed):
    """Deals the pictures that are left out to the shards anew: all of them move up, and every model is another.
    Fails: test_forget_gives_new_checkpoints, test_forget_leaves_other_shards_alone
    """
    shards, slices = checkpoints.shape[:2]
    images, labels = images[~removed], labels[~removed]
    number = np.arange(len(images))
    return _train(
        images, labels, shards, slices, lambda s, r: (number % shards == s) & (number // shards % slices <= r)
    )


def sisa_forget__in_place(checkpoints, images, labels, shard_of, slice_of, removed):
    """Writes into the checkpoints that came in.
    Fails: test_forget_gives_new_checkpoints
    """
    checkpoints[...] = _forget(checkpoints, images, labels, shard_of, slice_of, removed)
    return checkpoints


# outlook_recap


def outlook_recap__a_seed_is_for_repeating():
    """Thinks that a seed only makes results repeatable.
    Fails: test_question_1_one_seed_in_all_blocks
    """
    return ("a", "c", "a", "d")


def outlook_recap__weaker_noise():
    """Thinks that noise used twice is weaker.
    Fails: test_question_1_one_seed_in_all_blocks
    """
    return ("c", "c", "a", "d")


def outlook_recap__number_of_machines():
    """Thinks that the number of machines decides.
    Fails: test_question_1_one_seed_in_all_blocks
    """
    return ("d", "c", "a", "d")


def outlook_recap__far_is_anonymous():
    """Takes a distance for a proof of anonymity.
    Fails: test_question_2_far_from_training
    """
    return ("b", "a", "a", "d")


def outlook_recap__far_is_private():
    """Takes a distance for differential privacy.
    Fails: test_question_2_far_from_training
    """
    return ("b", "b", "a", "d")


def outlook_recap__far_is_useless():
    """Thinks that pictures far from the training set are of no use.
    Fails: test_question_2_far_from_training
    """
    return ("b", "d", "a", "d")


def outlook_recap__all_shards_again():
    """Trains all shards again.
    Fails: test_question_3_cost_of_forgetting
    """
    return ("b", "c", "b", "d")


def outlook_recap__the_whole_shard_again():
    """Forgets what the checkpoints are for.
    Fails: test_question_3_cost_of_forgetting
    """
    return ("b", "c", "c", "d")


def outlook_recap__delete_the_file():
    """Thinks that a deleted file is enough.
    Fails: test_question_3_cost_of_forgetting
    """
    return ("b", "c", "d", "d")


def outlook_recap__anonymous():
    """Takes pseudonymous data for anonymous.
    Fails: test_question_4_a_table_of_names
    """
    return ("b", "c", "a", "a")


def outlook_recap__encrypted_is_anonymous():
    """Thinks that an encrypted table doesn't count.
    Fails: test_question_4_a_table_of_names
    """
    return ("b", "c", "a", "c")


def outlook_recap__erased():
    """Takes a replaced name for an erased one.
    Fails: test_question_4_a_table_of_names
    """
    return ("b", "c", "a", "b")


def outlook_recap__three_letters():
    """Answers three questions of four.
    Fails: test_four_letters_for_the_outlook
    """
    return ("b", "c", "a")
