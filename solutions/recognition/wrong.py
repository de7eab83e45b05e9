"""Wrong answers of lesson 0, recognition: one misconception each."""

import math

import numpy as np

# to_unit_floats


def to_unit_floats__divides_by_256(image):
    """Counts 256 levels, where 255 steps lie between them: white stays below 1.

    Fails: test_black_is_0_and_white_is_1, test_every_level_keeps_its_place
    """
    return image.astype(np.float32) / 256


def to_unit_floats__divides_by_the_maximum(image):
    """Takes the brightest value of this picture for white.

    Fails: test_a_dark_picture_stays_dark
    """
    return image.astype(np.float32) / image.max()


def to_unit_floats__stretches_the_contrast(image):
    """Maps the picture's own darkest value to 0 and its brightest to 1.

    Fails: test_a_dark_picture_stays_dark
    """
    low, high = int(image.min()), int(image.max())
    return (image.astype(np.float32) - low) / (high - low)


def to_unit_floats__standardises(image):
    """Subtracts the picture's mean and divides by its deviation, another common preparation.

    Fails: test_black_is_0_and_white_is_1, test_a_dark_picture_stays_dark
    """
    values = image.astype(np.float32)
    return (values - values.mean()) / values.std()


def to_unit_floats__float64(image):
    """Leaves NumPy's default: a uint8 array over a number is float64.

    Fails: test_unit_floats_are_float32_of_the_same_shape
    """
    return image / 255


def to_unit_floats__float16(image):
    """Takes the smallest float, whose steps near 1 are too coarse.

    Fails: test_unit_floats_are_float32_of_the_same_shape, test_every_level_keeps_its_place
    """
    return (image / 255).astype(np.float16)


def to_unit_floats__whole_numbers(image):
    """Divides whole numbers: all but white becomes 0.

    Fails: test_every_level_keeps_its_place
    """
    return (image // 255).astype(np.float32)


def to_unit_floats__back_to_8_bits(image):
    """Divides, then turns the result back into the picture's own dtype, which holds no fractions.

    Fails: test_unit_floats_are_float32_of_the_same_shape, test_every_level_keeps_its_place
    """
    return (image / 255).astype(image.dtype)


def to_unit_floats__only_casts(image):
    """Takes the dtype for all that is asked, and leaves the values at 0 to 255.

    Fails: test_black_is_0_and_white_is_1
    """
    return image.astype(np.float32)


def to_unit_floats__minus_1_to_1(image):
    """Maps to -1..1, as some networks want it.

    Fails: test_black_is_0_and_white_is_1
    """
    return image.astype(np.float32) / 127.5 - 1


def to_unit_floats__rounds(image):
    """Rounds to two decimals, so that neighbouring levels fall together.

    Fails: test_every_level_keeps_its_place
    """
    return np.round(image.astype(np.float32) / 255, 2)


def to_unit_floats__averages_the_colours(image):
    """Makes a colour picture grey on the way.

    Fails: test_unit_floats_are_float32_of_the_same_shape
    """
    values = image.astype(np.float32) / 255
    return values.mean(axis=-1) if image.ndim == 3 else values


def to_unit_floats__returns_a_list(image):
    """Returns nested lists of numbers instead of an array.

    Fails: test_unit_floats_are_float32_of_the_same_shape
    """
    return (image / 255).tolist()


def to_unit_floats__darkens_its_input(image):
    """Subtracts the darkest value from the caller's own array.

    Fails: test_a_dark_picture_stays_dark
    """
    image -= image.min()
    return image.astype(np.float32) / 255


# accuracy


def accuracy__argmax_over_the_pictures(scores, labels):
    """Looks for the highest score down each column: the best picture of a class, not the best class of a picture.

    Fails: test_accuracy_by_hand, test_accuracy_of_any_scores
    """
    return float(np.mean(scores.argmax(axis=0) == labels))


def accuracy__argmax_of_everything(scores, labels):
    """Forgets the axis: one highest score of the whole table.

    Fails: test_accuracy_by_hand, test_accuracy_of_any_scores
    """
    return float(np.mean(scores.argmax() == labels))


def accuracy__count(scores, labels):
    """Returns how many are right, not which share.

    Fails: test_accuracy_by_hand, test_accuracy_runs_from_never_to_always_right
    """
    return float(np.sum(scores.argmax(axis=1) == labels))


def accuracy__percent(scores, labels):
    """Returns per cent.

    Fails: test_accuracy_by_hand, test_accuracy_runs_from_never_to_always_right
    """
    return float(100 * np.mean(scores.argmax(axis=1) == labels))


def accuracy__error_rate(scores, labels):
    """Returns the share that is wrong.

    Fails: test_accuracy_by_hand, test_accuracy_runs_from_never_to_always_right
    """
    return float(np.mean(scores.argmax(axis=1) != labels))


def accuracy__mean_over_classes(scores, labels):
    """Takes the mean of each class's accuracy, so that rare classes weigh more (balanced accuracy).

    Fails: test_accuracy_counts_every_picture_alike
    """
    hits = scores.argmax(axis=1) == labels
    return float(np.mean([hits[labels == label].mean() for label in np.unique(labels)]))


def accuracy__threshold(scores, labels):
    """Counts a picture when the true class's score is above one half.

    Fails: test_accuracy_by_hand, test_accuracy_uses_only_the_order_of_the_scores
    """
    return float(np.mean(scores[np.arange(len(labels)), labels] > 0.5))


def accuracy__mean_score_of_the_true_class(scores, labels):
    """Takes the mean probability of the true class for the accuracy.

    Fails: test_accuracy_by_hand, test_accuracy_uses_only_the_order_of_the_scores
    """
    return float(np.mean(scores[np.arange(len(labels)), labels]))


def accuracy__argmin(scores, labels):
    """Takes the lowest score, as for distances.

    Fails: test_accuracy_by_hand, test_accuracy_runs_from_never_to_always_right
    """
    return float(np.mean(scores.argmin(axis=1) == labels))


def accuracy__classes_from_1(scores, labels):
    """Numbers the classes from 1.

    Fails: test_accuracy_by_hand, test_accuracy_runs_from_never_to_always_right
    """
    return float(np.mean(scores.argmax(axis=1) + 1 == labels))


def accuracy__top_2(scores, labels):
    """Counts a picture as right when the true class is among the two best.

    Fails: test_accuracy_by_hand, test_accuracy_of_any_scores
    """
    best_two = np.argsort(scores, axis=1)[:, -2:]
    return float(np.mean((best_two == labels[:, None]).any(axis=1)))


def accuracy__rounds(scores, labels):
    """Rounds to one decimal, and loses what one picture more or less makes.

    Fails: test_accuracy_by_hand
    """
    return round(float(np.mean(scores.argmax(axis=1) == labels)), 1)


def accuracy__divides_by_the_classes(scores, labels):
    """Divides by the number of classes instead of the number of pictures.

    Fails: test_accuracy_by_hand, test_accuracy_runs_from_never_to_always_right
    """
    return float(np.sum(scores.argmax(axis=1) == labels) / scores.shape[1])


def accuracy__hits(scores, labels):
    """Returns one True or False for each picture, without taking their mean.

    Fails: test_accuracy_by_hand, test_accuracy_runs_from_never_to_always_right
    """
    return scores.argmax(axis=1) == labels


# mean_squared_error


def mean_squared_error__wraps_round(original, changed):
    """Subtracts in uint8, where 10 - 20 is 246.

    Fails: test_error_does_not_wrap_round, test_error_of_any_pictures
    """
    return float(np.mean((changed - original).astype(np.float64) ** 2))


def mean_squared_error__squares_in_8_bits(original, changed):
    """Leaves the 8 bits only to take the mean: both the difference and its square wrap round.

    Fails: test_error_does_not_wrap_round, test_error_of_any_pictures
    """
    return float(np.mean((changed - original) ** 2))


def mean_squared_error__squares_in_16_bits(original, changed):
    """Makes room for the difference, but not for its square: int16 ends at 32767.

    Fails: test_error_does_not_wrap_round, test_error_of_any_pictures
    """
    difference = changed.astype(np.int16) - original.astype(np.int16)
    return float(np.mean(difference**2))


def mean_squared_error__stops_at_black(original, changed):
    """Lets a negative difference stop at 0, as image editors do.

    Fails: test_error_does_not_wrap_round, test_error_knows_up_from_down_but_adds_both
    """
    difference = np.clip(changed.astype(np.float64) - original, 0, 255)
    return float(np.mean(difference**2))


def mean_squared_error__absolute(original, changed):
    """Takes the mean absolute error.

    Fails: test_error_of_a_shift, test_error_is_the_mean_over_all_values
    """
    return float(np.mean(np.abs(changed.astype(np.float64) - original)))


def mean_squared_error__root(original, changed):
    """Takes the root at the end, which makes it the RMSE, in grey levels.

    Fails: test_error_of_a_shift, test_error_is_the_mean_over_all_values
    """
    return float(np.sqrt(np.mean((changed.astype(np.float64) - original) ** 2)))


def mean_squared_error__sum(original, changed):
    """Adds the squares up without dividing by their number.

    Fails: test_error_of_a_shift, test_error_is_the_mean_over_all_values
    """
    return float(np.sum((changed.astype(np.float64) - original) ** 2))


def mean_squared_error__over_pixels(original, changed):
    """Divides by height x width, so that colour counts three times.

    Fails: test_error_is_the_mean_over_all_values
    """
    height, width = original.shape[:2]
    return float(np.sum((changed.astype(np.float64) - original) ** 2) / (height * width))


def mean_squared_error__square_of_the_mean(original, changed):
    """Takes the mean before squaring, so that brighter and darker cancel out.

    Fails: test_error_is_the_mean_over_all_values, test_error_knows_up_from_down_but_adds_both
    """
    return float(np.mean(changed.astype(np.float64) - original) ** 2)


def mean_squared_error__variance(original, changed):
    """Takes the variance of the difference, which doesn't see a shift of the whole picture.

    Fails: test_error_of_a_shift, test_error_knows_up_from_down_but_adds_both
    """
    return float(np.var(changed.astype(np.float64) - original))


def mean_squared_error__difference_of_squares(original, changed):
    """Squares the pictures instead of their difference.

    Fails: test_error_of_a_shift, test_error_does_not_wrap_round
    """
    return float(np.mean(np.abs(changed.astype(np.float64) ** 2 - original.astype(np.float64) ** 2)))


def mean_squared_error__unit_range(original, changed):
    """Divides by 255 first, so that the error is in squared fractions of white.

    Fails: test_error_of_a_shift, test_error_does_not_wrap_round
    """
    return float(np.mean((changed / 255 - original / 255) ** 2))


def mean_squared_error__whole_numbers(original, changed):
    """Cuts the fraction off.

    Fails: test_error_of_any_pictures
    """
    difference = changed.astype(np.int64) - original
    return int(np.sum(difference**2) // original.size)


def mean_squared_error__per_row(original, changed):
    """Takes the mean over one axis only, and returns an array.

    Fails: test_error_of_a_shift, test_error_is_the_mean_over_all_values
    """
    return np.mean((changed.astype(np.float64) - original) ** 2, axis=0)


# psnr


def _mean_squared_error(original, changed):
    return float(np.mean((changed.astype(np.float64) - original) ** 2))


def psnr__natural_logarithm(original, changed):
    """Takes the natural logarithm, which `math.log` and `np.log` are.

    Fails: test_psnr_by_hand, test_ten_times_the_change_costs_20_decibels
    """
    error = _mean_squared_error(original, changed)
    return math.inf if error == 0 else 10 * math.log(255**2 / error)


def psnr__twenty_times_a_power(original, changed):
    """Uses 20, the factor for amplitudes, on a squared ratio.

    Fails: test_psnr_by_hand, test_ten_times_the_change_costs_20_decibels
    """
    error = _mean_squared_error(original, changed)
    return math.inf if error == 0 else 20 * math.log10(255**2 / error)


def psnr__ten_times_an_amplitude(original, changed):
    """Uses 10, the factor for powers, on the root of the error.

    Fails: test_psnr_by_hand, test_ten_times_the_change_costs_20_decibels
    """
    error = _mean_squared_error(original, changed)
    return math.inf if error == 0 else 10 * math.log10(255 / math.sqrt(error))


def psnr__peak_not_squared(original, changed):
    """Forgets to square the peak.

    Fails: test_psnr_by_hand, test_the_peak_is_255_in_every_picture
    """
    error = _mean_squared_error(original, changed)
    return math.inf if error == 0 else 10 * math.log10(255 / error)


def psnr__peak_1(original, changed):
    """Takes the peak of pictures in 0..1 for an 8-bit picture.

    Fails: test_psnr_by_hand, test_the_peak_is_255_in_every_picture
    """
    error = _mean_squared_error(original, changed)
    return math.inf if error == 0 else 10 * math.log10(1 / error)


def psnr__peak_256(original, changed):
    """Takes the number of levels for the highest level.

    Fails: test_psnr_by_hand, test_the_peak_is_255_in_every_picture
    """
    error = _mean_squared_error(original, changed)
    return math.inf if error == 0 else 10 * math.log10(256**2 / error)


def psnr__peak_of_this_picture(original, changed):
    """Takes the brightest value of the picture for the peak.

    Fails: test_the_peak_is_255_in_every_picture
    """
    error = _mean_squared_error(original, changed)
    return math.inf if error == 0 else 10 * math.log10(int(max(original.max(), changed.max())) ** 2 / error)


def psnr__signal_power(original, changed):
    """Compares with the picture's own mean square: a signal-to-noise ratio, not a peak one.

    Fails: test_the_peak_is_255_in_every_picture
    """
    error = _mean_squared_error(original, changed)
    signal = float(np.mean(original.astype(np.float64) ** 2))
    return math.inf if error == 0 else 10 * math.log10(max(signal, 1e-9) / error)


def psnr__upside_down(original, changed):
    """Turns the fraction round, so that a larger change gives a larger number.

    Fails: test_psnr_by_hand, test_ten_times_the_change_costs_20_decibels
    """
    error = _mean_squared_error(original, changed)
    return math.inf if error == 0 else 10 * math.log10(error / 255**2)


def psnr__without_the_logarithm(original, changed):
    """Returns the ratio itself, not decibels.

    Fails: test_psnr_by_hand, test_ten_times_the_change_costs_20_decibels
    """
    error = _mean_squared_error(original, changed)
    return math.inf if error == 0 else 255**2 / error


def psnr__bels(original, changed):
    """Forgets the ten that makes decibels of bels.

    Fails: test_psnr_by_hand, test_ten_times_the_change_costs_20_decibels
    """
    error = _mean_squared_error(original, changed)
    return math.inf if error == 0 else math.log10(255**2 / error)


def psnr__divides_by_zero(original, changed):
    """Has no branch for identical pictures.

    Fails: test_identical_pictures_have_infinite_psnr
    """
    return 10 * math.log10(255**2 / _mean_squared_error(original, changed))


def psnr__100_for_identical(original, changed):
    """Returns 100 dB for identical pictures, as some code on the web does.

    Fails: test_identical_pictures_have_infinite_psnr
    """
    error = _mean_squared_error(original, changed)
    return 100.0 if error == 0 else 10 * math.log10(255**2 / error)


def psnr__0_for_identical(original, changed):
    """Takes no error for no signal-to-noise ratio, and returns 0 dB.

    Fails: test_identical_pictures_have_infinite_psnr
    """
    error = _mean_squared_error(original, changed)
    return 0.0 if error == 0 else 10 * math.log10(255**2 / error)


def psnr__adds_a_little(original, changed):
    """Adds a small number to the error to keep clear of 0, which makes identical pictures finite.

    Fails: test_identical_pictures_have_infinite_psnr
    """
    return 10 * math.log10(255**2 / (_mean_squared_error(original, changed) + 1e-10))


def psnr__wraps_round(original, changed):
    """Subtracts in uint8, so that it matters which picture comes first.

    Fails: test_psnr_by_hand, test_psnr_of_any_pictures
    """
    error = float(np.mean((changed - original).astype(np.float64) ** 2))
    return math.inf if error == 0 else 10 * math.log10(255**2 / error)


def psnr__whole_decibels(original, changed):
    """Rounds to whole decibels.

    Fails: test_psnr_by_hand, test_psnr_of_any_pictures
    """
    error = _mean_squared_error(original, changed)
    return math.inf if error == 0 else float(round(10 * math.log10(255**2 / error)))


# reidentify


def _distances(gallery, probes):
    known = gallery.reshape(len(gallery), -1).astype(np.float64)
    unknown = probes.reshape(len(probes), -1).astype(np.float64)
    return (unknown**2).sum(axis=1)[:, None] + (known**2).sum(axis=1) - 2 * unknown @ known.T


def reidentify__places(gallery, gallery_people, probes):
    """Returns where in the gallery the nearest picture is, not who is in it.

    Fails: test_every_probe_gets_a_person, test_a_picture_finds_itself
    """
    return _distances(gallery, probes).argmin(axis=1)


def reidentify__distances(gallery, gallery_people, probes):
    """Returns how near the nearest picture is.

    Fails: test_every_probe_gets_a_person, test_a_picture_finds_itself
    """
    return np.sqrt(np.maximum(_distances(gallery, probes), 0)).min(axis=1)


def reidentify__pictures(gallery, gallery_people, probes):
    """Returns the nearest pictures themselves.

    Fails: test_every_probe_gets_a_person
    """
    return gallery[_distances(gallery, probes).argmin(axis=1)]


def reidentify__farthest(gallery, gallery_people, probes):
    """Takes the largest distance, as if it were a similarity.

    Fails: test_a_picture_finds_itself, test_nearest_is_not_brightest
    """
    return gallery_people[_distances(gallery, probes).argmax(axis=1)]


def reidentify__wrong_axis(gallery, gallery_people, probes):
    """Finds the nearest probe for each gallery picture.

    Fails: test_every_probe_gets_a_person
    """
    return gallery_people[_distances(gallery, probes).argmin(axis=0)]


def reidentify__only_the_first(gallery, gallery_people, probes):
    """Looks at the first probe only.

    Fails: test_every_probe_gets_a_person
    """
    return gallery_people[_distances(gallery, probes)[0].argmin()]


def reidentify__dot_product(gallery, gallery_people, probes):
    """Takes the largest product for the most alike, which is mostly the brightest picture.

    Fails: test_nearest_is_not_brightest
    """
    known = gallery.reshape(len(gallery), -1).astype(np.float64)
    return gallery_people[(probes.reshape(len(probes), -1) @ known.T).argmax(axis=1)]


def reidentify__half_the_product(gallery, gallery_people, probes):
    """Forgets the 2 before the product.

    Fails: test_nearest_is_not_brightest
    """
    known = gallery.reshape(len(gallery), -1).astype(np.float64)
    unknown = probes.reshape(len(probes), -1).astype(np.float64)
    return gallery_people[((known**2).sum(axis=1) - unknown @ known.T).argmin(axis=1)]


def reidentify__correlation(gallery, gallery_people, probes):
    """Takes the angle between two pictures for their distance, so that brightness doesn't count.

    Fails: test_nearest_is_not_brightest
    """
    known = gallery.reshape(len(gallery), -1).astype(np.float64)
    unknown = probes.reshape(len(probes), -1).astype(np.float64)
    lengths = np.linalg.norm(unknown, axis=1)[:, None] * np.linalg.norm(known, axis=1)
    return gallery_people[(unknown @ known.T / np.maximum(lengths, 1)).round(9).argmax(axis=1)]


def reidentify__manhattan(gallery, gallery_people, probes):
    """Sums absolute differences instead of squares.

    Fails: test_distance_is_euclidean_over_all_pixels
    """
    known = gallery.reshape(len(gallery), -1).astype(np.float64)
    unknown = probes.reshape(len(probes), -1).astype(np.float64)
    return gallery_people[np.abs(unknown[:, None] - known).sum(axis=2).argmin(axis=1)]


def reidentify__mean_brightness(gallery, gallery_people, probes):
    """Compares the pictures' mean brightness, one number for each.

    Fails: test_distance_is_euclidean_over_all_pixels, test_slightly_changed_colour_pictures_are_found
    """
    known, unknown = (pictures.reshape(len(pictures), -1).mean(axis=1) for pictures in (gallery, probes))
    return gallery_people[np.abs(unknown[:, None] - known).argmin(axis=1)]


def reidentify__wraps_round(gallery, gallery_people, probes):
    """Subtracts in uint8, so that a little darker is far away.

    Fails: test_slightly_changed_colour_pictures_are_found, test_any_probes_are_named_as_the_definition_says
    """
    known, unknown = gallery.reshape(len(gallery), -1), probes.reshape(len(probes), -1)
    return gallery_people[((unknown[:, None] - known).astype(np.float64) ** 2).sum(axis=2).argmin(axis=1)]


def reidentify__squares_in_8_bits(gallery, gallery_people, probes):
    """Computes the products in uint8, which keeps of each only what is left over 256.

    Fails: test_slightly_changed_colour_pictures_are_found, test_any_probes_are_named_as_the_definition_says
    """
    known, unknown = gallery.reshape(len(gallery), -1), probes.reshape(len(probes), -1)
    distances = (unknown**2).sum(axis=1)[:, None] + (known**2).sum(axis=1) - 2.0 * (unknown @ known.T)
    return gallery_people[distances.argmin(axis=1)]


def reidentify__squares_in_16_bits(gallery, gallery_people, probes):
    """Makes room for the difference, but not for its square: int16 ends at 32767.

    Fails: test_nearest_is_not_brightest, test_any_probes_are_named_as_the_definition_says
    """
    known = gallery.reshape(len(gallery), -1).astype(np.int16)
    unknown = probes.reshape(len(probes), -1).astype(np.int16)
    return gallery_people[((unknown[:, None] - known) ** 2).sum(axis=2).argmin(axis=1)]


def reidentify__average_picture(gallery, gallery_people, probes):
    """Compares with each person's average picture.

    Fails: test_one_near_picture_is_enough
    """
    people = np.unique(gallery_people)
    averages = np.stack([gallery[gallery_people == person].mean(axis=0) for person in people])
    return people[_distances(averages, probes).argmin(axis=1)]


def reidentify__three_vote(gallery, gallery_people, probes):
    """Lets the three nearest pictures vote.

    Fails: test_one_near_picture_is_enough
    """
    nearest = np.argsort(_distances(gallery, probes), axis=1)[:, :3]
    return np.array([np.bincount(gallery_people[places]).argmax() for places in nearest])


def reidentify__names_as_text(gallery, gallery_people, probes):
    """Returns the people as text.

    Fails: test_every_probe_gets_a_person
    """
    return gallery_people[_distances(gallery, probes).argmin(axis=1)].astype(str)


# reidentification_rate


def _pair_distances(pictures):
    flat = pictures.reshape(len(pictures), -1).astype(np.float64)
    squares = (flat**2).sum(axis=1)
    return squares[:, None] + squares - 2 * flat @ flat.T


def reidentification_rate__finds_itself(pictures, people):
    """Leaves each picture in the gallery that it is matched against, where it finds itself: always 1.0.

    Fails: test_nobody_is_found_among_strangers, test_a_copy_of_the_picture_counts, test_the_rate_of_any_pictures
    """
    flat = pictures.reshape(len(pictures), -1).astype(np.float64)
    squares = (flat**2).sum(axis=1)
    distances = squares[:, None] + squares - 2 * flat @ flat.T
    nearest = distances.argmin(axis=1)
    return float(np.mean(people[nearest] == people))


def reidentification_rate__a_large_number_is_not_far(pictures, people):
    """Puts a fixed large number in place of a picture's distance to itself; large pictures are further apart.

    Fails: test_nobody_is_found_among_strangers
    """
    distances = _pair_distances(pictures)
    np.fill_diagonal(distances, 1e6)
    return float(np.mean(people[distances.argmin(axis=1)] == people))


def reidentification_rate__drops_every_zero(pictures, people):
    """Leaves out whatever is at distance 0, so that a copy of the picture is lost, too.

    Fails: test_a_copy_of_the_picture_counts
    """
    distances = _pair_distances(pictures)
    distances[distances == 0] = np.inf
    return float(np.mean(people[distances.argmin(axis=1)] == people))


def reidentification_rate__second_nearest(pictures, people):
    """Takes the second in order of distance, which among equal distances may be the picture itself.

    Fails: test_a_copy_of_the_picture_counts
    """
    second = np.argsort(_pair_distances(pictures), axis=1, kind="stable")[:, 1]
    return float(np.mean(people[second] == people))


def reidentification_rate__drops_the_person(pictures, people):
    """Leaves out all the person's pictures, so that nobody can be found.

    Fails: test_only_those_with_a_second_picture_are_found, test_a_copy_of_the_picture_counts
    """
    distances = _pair_distances(pictures)
    distances[people[:, None] == people] = np.inf
    return float(np.mean(people[distances.argmin(axis=1)] == people))


def reidentification_rate__diagonal_zero(pictures, people):
    """Sets the distance to itself to 0, where the smallest one wins.

    Fails: test_nobody_is_found_among_strangers
    """
    distances = _pair_distances(pictures)
    np.fill_diagonal(distances, 0)
    return float(np.mean(people[distances.argmin(axis=1)] == people))


def reidentification_rate__farthest(pictures, people):
    """Gets rid of itself by taking the largest distance.

    Fails: test_only_those_with_a_second_picture_are_found
    """
    return float(np.mean(people[_pair_distances(pictures).argmax(axis=1)] == people))


def reidentification_rate__halves(pictures, people):
    """Matches the second half of the pictures against the first, not each against all others.

    Fails: test_only_those_with_a_second_picture_are_found
    """
    half = len(pictures) // 2
    distances = _pair_distances(pictures)[half:, :half]
    return float(np.mean(people[:half][distances.argmin(axis=1)] == people[half:]))


def reidentification_rate__shifted_places(pictures, people):
    """Removes the diagonal, and forgets that the places behind it have moved up by one.

    Fails: test_only_those_with_a_second_picture_are_found
    """
    n = len(pictures)
    others = _pair_distances(pictures)[~np.eye(n, dtype=bool)].reshape(n, n - 1)
    return float(np.mean(people[others.argmin(axis=1)] == people))


def reidentification_rate__only_earlier_pictures(pictures, people):
    """Matches each picture against those before it only.

    Fails: test_only_those_with_a_second_picture_are_found
    """
    distances = np.where(np.tri(len(pictures), k=-1), _pair_distances(pictures), np.inf)
    return float(np.mean(people[distances.argmin(axis=1)] == people))


def reidentification_rate__subtracts_a_share(pictures, people):
    """Takes the hits with itself off the rate afterwards, which leaves 0 for everybody.

    Fails: test_only_those_with_a_second_picture_are_found
    """
    nearest = _pair_distances(pictures).argmin(axis=1)
    hits = (people[nearest] == people) & (nearest != np.arange(len(people)))
    return float(np.mean(hits))


def reidentification_rate__count(pictures, people):
    """Returns how many are found, not which share.

    Fails: test_only_those_with_a_second_picture_are_found
    """
    distances = _pair_distances(pictures)
    np.fill_diagonal(distances, np.inf)
    return float(np.sum(people[distances.argmin(axis=1)] == people))


def reidentification_rate__share_of_people(pictures, people):
    """Takes the share of people of whom some picture is found, not the share of pictures.

    Fails: test_only_those_with_a_second_picture_are_found
    """
    distances = _pair_distances(pictures)
    np.fill_diagonal(distances, np.inf)
    hits = people[distances.argmin(axis=1)] == people
    return len(np.unique(people[hits])) / len(np.unique(people))


def reidentification_rate__blackens_its_input(pictures, people):
    """Blackens the picture in the caller's array to leave it out, and leaves it black.

    Fails: test_nobody_is_found_among_strangers
    """
    hits = []
    for place, person in enumerate(people):
        probe = pictures[place].astype(np.float64)
        pictures[place] = 0
        distances = ((pictures - probe) ** 2).reshape(len(pictures), -1).sum(axis=1)
        hits.append(people[distances.argmin()] == person)
    return float(np.mean(hits))


# recognition_recap; right is ("c", "b", "d")


def recognition_recap__a_tenth_of_the_classes():
    """Takes an accuracy of 0.1 for one class learned perfectly.

    Fails: test_question_1_chance
    """
    return ("a", "b", "d")


def recognition_recap__more_is_always_learned():
    """Takes any accuracy above 0 for something learned.

    Fails: test_question_1_chance
    """
    return ("b", "b", "d")


def recognition_recap__worse_than_chance():
    """Takes 0.1 for less than chance, as if there were two classes.

    Fails: test_question_1_chance
    """
    return ("d", "b", "d")


def recognition_recap__ruined_is_private():
    """Takes a low PSNR for privacy.

    Fails: test_question_2_change_is_not_privacy
    """
    return ("c", "a", "d")


def recognition_recap__psnr_below_chance():
    """Compares decibels with the chance line.

    Fails: test_question_2_change_is_not_privacy
    """
    return ("c", "c", "d")


def recognition_recap__higher_psnr_is_safer():
    """Reads PSNR upside down: a high one as a strong protection.

    Fails: test_question_2_change_is_not_privacy
    """
    return ("c", "d", "d")


def recognition_recap__training_makes_the_attack():
    """Believes that the attack has learned something between the two measurements.

    Fails: test_question_3_what_an_attacker_knows
    """
    return ("c", "b", "a")


def recognition_recap__more_people_are_easier():
    """Believes that the two rates differ in the number of people.

    Fails: test_question_3_what_an_attacker_knows
    """
    return ("c", "b", "b")


def recognition_recap__still_a_leak():
    """Believes that leave-one-out still lets each picture find itself.

    Fails: test_question_3_what_an_attacker_knows
    """
    return ("c", "b", "c")


def recognition_recap__one_letter():
    """Answers the first question only.

    Fails: test_three_letters_came_back, test_question_1_chance
    """
    return ("c",)


def recognition_recap__numbers():
    """Answers with numbers instead of letters.

    Fails: test_three_letters_came_back, test_question_1_chance
    """
    return (3, 2, 4)
