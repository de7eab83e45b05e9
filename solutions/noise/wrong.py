"""Plausible wrong answers of lesson 1: one misconception each, and the check that must catch it."""

import numpy as np


def _to_8_bits(values):
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)


def _radius(height, width):
    radius = np.hypot(np.fft.fftfreq(height)[:, None], np.fft.fftfreq(width))
    radius[0, 0] = np.inf
    return radius


# add_white_noise


def add_white_noise__as_the_article(image, sigma, rng):
    """Stays in floating point: neither rounds, nor clips, nor comes back to 8 bits (article 4.1.1).
    Fails: test_white_noise_gives_an_8_bit_picture
    """
    return image + rng.normal(0, sigma, image.shape)


def add_white_noise__repeats_a_few_draws(image, sigma, rng):
    """Draws a few thousand numbers and repeats them over the picture.
    Fails: test_white_noise_is_gaussian_and_independent
    """
    noise = np.resize(rng.normal(0, sigma, 5000), image.shape)
    return np.clip(np.rint(image + noise), 0, 255).astype(np.uint8)


def add_white_noise__wraps_around(image, sigma, rng):
    """Casts to uint8 without clipping: dark samples turn bright, and bright ones dark.
    Fails: test_white_noise_stops_at_black_and_white
    """
    return np.rint(image + rng.normal(0, sigma, image.shape)).astype(np.int64).astype(np.uint8)


def add_white_noise__truncates(image, sigma, rng):
    """Casts to uint8 without rounding: half a grey level is lost on average.
    Fails: test_white_noise_rounds_to_nearest
    """
    return np.clip(image + rng.normal(0, sigma, image.shape), 0, 255).astype(np.uint8)


def add_white_noise__unit_scale(image, sigma, rng):
    """Takes sigma for a share of the range 0..1, as scikit-image does.
    Fails: test_white_noise_has_the_strength_asked_for
    """
    return _to_8_bits(255 * (image / 255 + rng.normal(0, sigma, image.shape)))


def add_white_noise__divides_sigma(image, sigma, rng):
    """Scales sigma to 0..1 but leaves the picture in 0..255: no noise to be seen.
    Fails: test_white_noise_has_the_strength_asked_for
    """
    return _to_8_bits(image + rng.normal(0, sigma / 255, image.shape))


def add_white_noise__sigma_as_variance(image, sigma, rng):
    """Takes sigma for the variance.
    Fails: test_white_noise_has_the_strength_asked_for
    """
    return _to_8_bits(image + rng.normal(0, np.sqrt(sigma), image.shape))


def add_white_noise__passes_the_variance(image, sigma, rng):
    """Squares sigma, though the generator wants the standard deviation.
    Fails: test_white_noise_has_the_strength_asked_for
    """
    return _to_8_bits(image + rng.normal(0, sigma**2, image.shape))


def add_white_noise__proportional_to_the_picture(image, sigma, rng):
    """Multiplies the noise by the picture (speckle): dark parts stay clean.
    Fails: test_white_noise_has_the_strength_asked_for
    """
    return _to_8_bits(image + image / 128 * rng.normal(0, sigma, image.shape))


def add_white_noise__global_generator(image, sigma, rng):
    """Draws from NumPy's global generator: nobody can repeat the picture.
    Fails: test_white_noise_comes_from_the_generator
    """
    return _to_8_bits(image + np.random.normal(0, sigma, image.shape))  # noqa: NPY002


def add_white_noise__seeds_again(image, sigma, rng):
    """Makes a new generator with a fixed seed: every picture gets the same noise, and two of them cancel it.
    Fails: test_white_noise_comes_from_the_generator
    """
    return _to_8_bits(image + np.random.default_rng(0).normal(0, sigma, image.shape))


def add_white_noise__same_in_all_colours(image, sigma, rng):
    """Draws one field for the three colours: the noise is grey.
    Fails: test_white_noise_is_gaussian_and_independent
    """
    noise = rng.normal(0, sigma, image.shape[:2])
    return _to_8_bits(image + (noise if image.ndim == 2 else noise[:, :, None]))


def add_white_noise__one_row(image, sigma, rng):
    """Draws one row of noise and lets it spread over the others: stripes.
    Fails: test_white_noise_is_gaussian_and_independent
    """
    return _to_8_bits(image + rng.normal(0, sigma, image.shape[1:]))


def add_white_noise__one_draw(image, sigma, rng):
    """Draws a single number: the whole picture gets lighter or darker.
    Fails: test_white_noise_has_the_strength_asked_for, test_white_noise_is_gaussian_and_independent
    """
    return _to_8_bits(image + rng.normal(0, sigma))


def add_white_noise__uniform(image, sigma, rng):
    """Draws from the uniform distribution, with the right standard deviation.
    Fails: test_white_noise_is_gaussian_and_independent
    """
    reach = np.sqrt(3) * sigma
    return _to_8_bits(image + rng.uniform(-reach, reach, image.shape))


def add_white_noise__noise_clipped_first(image, sigma, rng):
    """Clips the noise to 0..255 before it is added: it only brightens, and the sum wraps around.
    Fails: test_white_noise_rounds_to_nearest, test_white_noise_stops_at_black_and_white
    """
    return image + _to_8_bits(rng.normal(0, sigma, image.shape))


def add_white_noise__stretched(image, sigma, rng):
    """Stretches the result to 0..255 instead of clipping it: the contrast changes.
    Fails: test_no_white_noise_changes_nothing
    """
    noisy = image + rng.normal(0, sigma, image.shape)
    span = max(np.ptp(noisy), 1)
    return _to_8_bits(255 * (noisy - noisy.min()) / span)


def add_white_noise__in_place(image, sigma, rng):
    """Writes the result into the picture that came in.
    Fails: test_white_noise_gives_an_8_bit_picture
    """
    image[...] = _to_8_bits(image + rng.normal(0, sigma, image.shape))
    return image


# noise_spectrum


def _spectrum(power, ring, n):
    kept = n // 2 + 1
    total = np.bincount(ring.ravel(), power.ravel(), minlength=kept)[:kept]
    return np.arange(kept) / n, total / np.bincount(ring.ravel(), minlength=kept)[:kept]


def _parts(noise):
    height, width = noise.shape
    radius = np.hypot(np.fft.fftfreq(height)[:, None], np.fft.fftfreq(width))
    n = min(height, width)
    return np.abs(np.fft.fft2(noise)) ** 2 / noise.size, np.rint(n * radius).astype(int), n


def noise_spectrum__amplitude(noise):
    """Averages the amplitude |F|, not the power |F|^2.
    Fails: test_spectrum_of_white_noise_is_flat
    """
    power, ring, n = _parts(noise)
    return _spectrum(np.sqrt(power), ring, n)


def noise_spectrum__not_normalised(noise):
    """Leaves out the division by H W: the level grows with the size of the field.
    Fails: test_spectrum_of_white_noise_is_flat
    """
    power, ring, n = _parts(noise)
    return _spectrum(power * noise.size, ring, n)


def noise_spectrum__divided_twice(noise):
    """Divides by (H W)^2, as for the coefficients of a Fourier series.
    Fails: test_spectrum_of_white_noise_is_flat
    """
    power, ring, n = _parts(noise)
    return _spectrum(power / noise.size, ring, n)


def noise_spectrum__ring_sums(noise):
    """Adds up each ring instead of taking its mean: white noise seems to rise with frequency.
    Fails: test_spectrum_of_white_noise_is_flat
    """
    power, ring, n = _parts(noise)
    kept = n // 2 + 1
    return np.arange(kept) / n, np.bincount(ring.ravel(), power.ravel())[:kept]


def noise_spectrum__one_half_shifted(noise):
    """Shifts the transform to the centre but not the frequencies.
    Fails: test_spectrum_finds_a_wave
    """
    power, ring, n = _parts(noise)
    return _spectrum(np.fft.fftshift(power), ring, n)


def noise_spectrum__transform_of_rows(noise):
    """Transforms the rows only (fft instead of fft2).
    Fails: test_spectrum_finds_a_wave
    """
    _, ring, n = _parts(noise)
    return _spectrum(np.abs(np.fft.fft(noise)) ** 2 / noise.shape[1], ring, n)


def noise_spectrum__bin_numbers(noise):
    """Measures the distance in bin numbers, which mean another frequency on the longer side.
    Fails: test_spectrum_finds_a_wave
    """
    power, _, n = _parts(noise)
    height, width = noise.shape
    distance = np.hypot(height * np.fft.fftfreq(height)[:, None], width * np.fft.fftfreq(width))
    return _spectrum(power, np.rint(distance).astype(int), n)


def noise_spectrum__positive_frequencies_only(noise):
    """Numbers the bins 0, 1, 2, ... and forgets that their second half holds negative frequencies.
    Fails: test_spectrum_finds_a_wave
    """
    power, _, n = _parts(noise)
    height, width = noise.shape
    distance = n * np.hypot(np.arange(height)[:, None] / height, np.arange(width) / width)
    return _spectrum(power, np.rint(distance).astype(int), n)


def noise_spectrum__mean_taken_off(noise):
    """Takes the mean off first: the power at frequency 0 is lost.
    Fails: test_spectrum_keeps_the_mean
    """
    power, ring, n = _parts(noise - noise.mean())
    return _spectrum(power, ring, n)


def noise_spectrum__rounds_down(noise):
    """Cuts the distance down to a whole number instead of rounding it.
    Fails: test_spectrum_is_the_ring_means
    """
    power, _, n = _parts(noise)
    height, width = noise.shape
    distance = n * np.hypot(np.fft.fftfreq(height)[:, None], np.fft.fftfreq(width))
    return _spectrum(power, np.floor(distance + 1e-9).astype(int), n)


def noise_spectrum__all_rings(noise):
    """Goes on into the corners, beyond half a cycle per pixel.
    Fails: test_spectrum_gives_two_arrays
    """
    power, ring, n = _parts(noise)
    rings = np.unique(ring)
    return rings / n, np.array([power[ring == k].mean() for k in rings])


def noise_spectrum__one_ring_short(noise):
    """Stops before the last ring.
    Fails: test_spectrum_gives_two_arrays
    """
    frequencies, power = _spectrum(*_parts(noise))
    return frequencies[:-1], power[:-1]


def noise_spectrum__in_decibels(noise):
    """Returns ten times the logarithm of the power.
    Fails: test_spectrum_of_white_noise_is_flat
    """
    frequencies, power = _spectrum(*_parts(noise))
    return frequencies, 10 * np.log10(power + 1e-12)


def noise_spectrum__squared_without_abs(noise):
    """Squares the complex transform without taking its magnitude: the phases cancel.
    Fails: test_spectrum_of_white_noise_is_flat
    """
    _, ring, n = _parts(noise)
    return _spectrum((np.fft.fft2(noise) ** 2).real / noise.size, ring, n)


# shaped_noise


def shaped_noise__amplitude_falls_as_beta(shape, beta, sigma, rng):
    """Uses the gain f^(-beta): the power falls twice as steeply as asked for.
    Fails: test_shaped_noise_falls_with_frequency
    """
    field = np.fft.ifft2(np.fft.fft2(rng.normal(size=shape)) * _radius(*shape) ** -beta)
    field = field.real - field.real.mean()
    return field * (sigma / field.std())


def shaped_noise__adds_up_the_axes(shape, beta, sigma, rng):
    """Takes |fy| + |fx| for the frequency, so that the noise is weaker aslant than down and across.
    Fails: test_shaped_noise_is_the_same_in_all_directions
    """
    radius = np.abs(np.fft.fftfreq(shape[0]))[:, None] + np.abs(np.fft.fftfreq(shape[1]))
    radius[0, 0] = np.inf
    field = np.fft.ifft2(np.fft.fft2(rng.normal(size=shape)) * radius ** (-beta / 2)).real
    field -= field.mean()
    return field * (sigma / field.std())


def shaped_noise__draws_at_sigma(shape, beta, sigma, rng):
    """Draws with deviation sigma and scales afterwards, so that with sigma = 0 it divides 0 by 0.
    Fails: test_shaped_noise_has_equal_power
    """
    field = np.fft.ifft2(np.fft.fft2(rng.normal(0, sigma, shape)) * _radius(*shape) ** (-beta / 2)).real
    field -= field.mean()
    return field * (sigma / field.std())


def shaped_noise__rises(shape, beta, sigma, rng):
    """Has the sign of the exponent wrong: the power rises with frequency.
    Fails: test_shaped_noise_falls_with_frequency
    """
    radius = _radius(*shape)
    radius[0, 0] = 0
    field = np.fft.ifft2(np.fft.fft2(rng.normal(size=shape)) * radius ** (beta / 2)).real
    field -= field.mean()
    return field * (sigma / field.std())


def shaped_noise__nan_at_zero(shape, beta, sigma, rng):
    """Divides by the zero frequency: infinity times zero spreads NaN over the whole field.
    Fails: test_shaped_noise_is_a_real_field
    """
    radius = np.hypot(np.fft.fftfreq(shape[0])[:, None], np.fft.fftfreq(shape[1]))
    with np.errstate(all="ignore"):
        field = np.fft.ifft2(np.fft.fft2(rng.normal(size=shape)) / radius ** (beta / 2)).real
        return field * (sigma / field.std())


def shaped_noise__power_not_restored(shape, beta, sigma, rng):
    """Shapes noise of deviation sigma and leaves it at that: the gain has multiplied its power.
    Fails: test_shaped_noise_has_equal_power
    """
    radius = _radius(*shape)
    spectrum = np.fft.fft2(rng.normal(0, sigma, shape)) * radius ** (-beta / 2)
    spectrum[0, 0] = 0
    return np.fft.ifft2(spectrum).real


def shaped_noise__scaled_by_the_peak(shape, beta, sigma, rng):
    """Scales the field so that its largest value is sigma.
    Fails: test_shaped_noise_has_equal_power
    """
    field = _shaped(shape, beta, sigma, rng)
    return field * (sigma / np.abs(field).max())


def shaped_noise__variance_of_sigma(shape, beta, sigma, rng):
    """Divides by the variance instead of the standard deviation.
    Fails: test_shaped_noise_has_equal_power
    """
    field = _shaped(shape, beta, 7.0, rng)
    return field * (sigma / field.var())


def shaped_noise__keeps_a_mean(shape, beta, sigma, rng):
    """Gives the zero frequency the gain 1: the field brightens or darkens the picture.
    Fails: test_shaped_noise_has_equal_power
    """
    radius = _radius(*shape)
    radius[0, 0] = 1
    field = np.fft.ifft2(np.fft.fft2(rng.normal(1, 1, shape)) * radius ** (-beta / 2)).real
    return field * (sigma / field.std())


def shaped_noise__complex(shape, beta, sigma, rng):
    """Returns what the inverse transform gives: a complex array.
    Fails: test_shaped_noise_is_a_real_field
    """
    spectrum = np.fft.fft2(rng.normal(size=shape)) * _radius(*shape) ** (-beta / 2)
    spectrum[0, 0] = 0
    field = np.fft.ifft2(spectrum)
    return field * (sigma / field.std())


def shaped_noise__magnitude(shape, beta, sigma, rng):
    """Takes the magnitude of the complex result instead of its real part: no negative noise is left.
    Fails: test_shaped_noise_is_gaussian
    """
    spectrum = np.fft.fft2(rng.normal(size=shape)) * _radius(*shape) ** (-beta / 2)
    spectrum[0, 0] = 0
    field = np.abs(np.fft.ifft2(spectrum))
    field -= field.mean()
    return field * (sigma / field.std())


def shaped_noise__structure_on_the_pixels(shape, beta, sigma, rng):
    """Reads the article's n = A w s pixel by pixel: the gain multiplies the picture's plane, not its spectrum.
    Fails: test_shaped_noise_falls_with_frequency
    """
    field = rng.normal(size=shape) * np.minimum(_radius(*shape), 10) ** (-beta / 2)
    field -= field.mean()
    return field * (sigma / field.std())


def shaped_noise__centred_gain(shape, beta, sigma, rng):
    """Puts the zero frequency of the gain in the centre, where the transform has its highest.
    Fails: test_shaped_noise_falls_with_frequency
    """
    gain = np.fft.fftshift(_radius(*shape) ** (-beta / 2))
    field = np.fft.ifft2(np.fft.fft2(rng.normal(size=shape)) * gain).real
    field -= field.mean()
    return field * (sigma / field.std())


def shaped_noise__bin_numbers(shape, beta, sigma, rng):
    """Measures the frequency in bin numbers, which mean another frequency on the longer side.
    Fails: test_shaped_noise_is_the_same_in_all_directions
    """
    height, width = shape
    radius = np.hypot(height * np.fft.fftfreq(height)[:, None], width * np.fft.fftfreq(width))
    return _field_of(radius, shape, beta, sigma, rng)


def shaped_noise__rows_only(shape, beta, sigma, rng):
    """Shapes the noise along the rows only: horizontal smears.
    Fails: test_shaped_noise_is_the_same_in_all_directions
    """
    radius = np.broadcast_to(np.abs(np.fft.fftfreq(shape[1])), shape).copy()
    radius[:, 0] = 1 / shape[1]
    return _field_of(radius, shape, beta, sigma, rng)


def shaped_noise__uniform_draws(shape, beta, sigma, rng):
    """Starts from uniform instead of Gaussian draws.
    Fails: test_shaped_noise_is_gaussian
    """
    spectrum = np.fft.fft2(rng.uniform(-1, 1, shape)) * _radius(*shape) ** (-beta / 2)
    spectrum[0, 0] = 0
    field = np.fft.ifft2(spectrum).real
    return field * (sigma / field.std())


def shaped_noise__global_generator(shape, beta, sigma, rng):
    """Draws from a new generator that nobody seeded.
    Fails: test_shaped_noise_comes_from_the_generator
    """
    return _shaped(shape, beta, sigma, np.random.default_rng())


def _field_of(radius, shape, beta, sigma, rng):
    radius[0, 0] = np.inf
    spectrum = np.fft.fft2(rng.normal(size=shape)) * radius ** (-beta / 2)
    spectrum[0, 0] = 0
    field = np.fft.ifft2(spectrum).real
    return field * (sigma / field.std())


def _shaped(shape, beta, sigma, rng):
    return _field_of(_radius(*shape), shape, beta, sigma, rng)


# wiener_filter


def _filtered(noisy, gain):
    return np.fft.ifft2(gain * np.fft.fft2(noisy)).real


def wiener_filter__signal_to_noise(noisy, signal_power, noise_power):
    """Uses the ratio S / N as the gain: it may be anything from 0 to infinity.
    Fails: test_wiener_gain_is_the_share_of_the_signal
    """
    return _filtered(noisy, signal_power / (noise_power + 1e-12))


def wiener_filter__passes_the_noise(noisy, signal_power, noise_power):
    """Uses N / (S + N): what comes back is the noise.
    Fails: test_wiener_gain_is_the_share_of_the_signal
    """
    return _filtered(noisy, noise_power / (signal_power + noise_power))


def wiener_filter__gain_on_amplitudes(noisy, signal_power, noise_power):
    """Takes the square root of both powers first.
    Fails: test_wiener_gain_is_the_share_of_the_signal
    """
    signal, noise = np.sqrt(signal_power), np.sqrt(noise_power)
    return _filtered(noisy, signal / (signal + noise))


def wiener_filter__root_of_the_gain(noisy, signal_power, noise_power):
    """Takes the square root of the gain, as for shaping noise: half of the work is done.
    Fails: test_wiener_gain_is_the_share_of_the_signal
    """
    return _filtered(noisy, np.sqrt(signal_power / (signal_power + noise_power)))


def wiener_filter__complex(noisy, signal_power, noise_power):
    """Returns what the inverse transform gives: a complex array.
    Fails: test_wiener_gives_a_real_picture
    """
    return np.fft.ifft2(signal_power / (signal_power + noise_power) * np.fft.fft2(noisy))


def wiener_filter__magnitude(noisy, signal_power, noise_power):
    """Takes the magnitude of the complex result: negative samples turn positive.
    Fails: test_wiener_without_noise_keeps_the_picture
    """
    return np.abs(np.fft.ifft2(signal_power / (signal_power + noise_power) * np.fft.fft2(noisy)))


def wiener_filter__centred_gain(noisy, signal_power, noise_power):
    """Shifts the gain to the centre, but not the transform.
    Fails: test_wiener_gain_differs_by_frequency
    """
    return _filtered(noisy, np.fft.fftshift(signal_power / (signal_power + noise_power)))


def wiener_filter__white_noise_only(noisy, signal_power, noise_power):
    """Uses the mean of the noise power at every frequency: it assumes white noise, whatever came.
    Fails: test_wiener_gain_differs_by_frequency
    """
    return _filtered(noisy, signal_power / (signal_power + noise_power.mean()))


def wiener_filter__one_gain_for_all(noisy, signal_power, noise_power):
    """Uses one gain for the whole picture, total signal power over total power.
    Fails: test_wiener_gain_differs_by_frequency
    """
    return noisy * (signal_power.sum() / (signal_power + noise_power).sum())


def wiener_filter__gain_on_the_pixels(noisy, signal_power, noise_power):
    """Multiplies the pixels by the gain, without any transform.
    Fails: test_wiener_gain_differs_by_frequency
    """
    return noisy * (signal_power / (signal_power + noise_power))


def wiener_filter__signal_from_the_noisy_picture(noisy, signal_power, noise_power):
    """Takes the noisy picture's own power for the signal's, and ignores the one that came.
    Fails: test_wiener_gain_is_the_share_of_the_signal
    """
    own = np.abs(np.fft.fft2(noisy)) ** 2 / noisy.size
    return _filtered(noisy, own / (own + noise_power + 1e-12))


def wiener_filter__power_subtracted(noisy, signal_power, noise_power):
    """Subtracts the noise from the signal: the gain 1 - N / S, stopped at 0.
    Fails: test_wiener_gain_is_the_share_of_the_signal
    """
    return _filtered(noisy, np.maximum(1 - noise_power / signal_power, 0))


def wiener_filter__transform_of_rows(noisy, signal_power, noise_power):
    """Transforms the rows only (fft instead of fft2).
    Fails: test_wiener_gain_differs_by_frequency
    """
    return np.fft.ifft(signal_power / (signal_power + noise_power) * np.fft.fft(noisy)).real


def wiener_filter__clipped(noisy, signal_power, noise_power):
    """Clips the estimate to the range 0..1.
    Fails: test_wiener_without_noise_keeps_the_picture
    """
    return np.clip(_filtered(noisy, signal_power / (signal_power + noise_power)), 0, 1)


def wiener_filter__mean_taken_off(noisy, signal_power, noise_power):
    """Takes the mean off before filtering and never puts it back: the picture gets dark.
    Fails: test_wiener_without_noise_keeps_the_picture
    """
    return _filtered(noisy - noisy.mean(), signal_power / (signal_power + noise_power))


# add_shaped_noise


def add_shaped_noise__as_the_article(image, beta, sigma, rng):
    """Transforms the noise, adds it to the untransformed picture and inverts the sum (article 4.1.2).
    Fails: test_shaped_noise_gives_an_8_bit_picture
    """
    noise = rng.normal(0, sigma, image.shape)
    noise = np.fft.fft2(noise)
    image = np.fft.ifft2(image + noise)
    return image


def add_shaped_noise__real_part_of_the_article(image, beta, sigma, rng):
    """Silences the article's complex result, but still adds a spectrum to a picture.
    Fails: test_no_shaped_noise_changes_nothing
    """
    noise = np.fft.fft2(rng.normal(0, sigma, image.shape))
    return _to_8_bits(np.fft.ifft2(image + noise).real)


def add_shaped_noise__never_shaped(image, beta, sigma, rng):
    """Transforms picture and noise alike and back: right, but nothing was multiplied in between. It is white noise.
    Fails: test_shaped_noise_falls_over_height_and_width
    """
    noise = np.fft.fft2(rng.normal(0, sigma, image.shape), axes=(0, 1))
    return _to_8_bits(np.fft.ifft2(np.fft.fft2(image, axes=(0, 1)) + noise, axes=(0, 1)).real)


def add_shaped_noise__width_and_colour(image, beta, sigma, rng):
    """Leaves the transform on the last two axes, which are width and colour.
    Fails: test_shaped_noise_falls_over_height_and_width
    """
    spectrum = np.fft.fft2(rng.normal(size=image.shape)) * _radius(*image.shape[-2:]) ** (-beta / 2)
    noise = np.fft.ifft2(spectrum).real
    return _to_8_bits(image + noise * (sigma / noise.std()))


def add_shaped_noise__over_all_axes(image, beta, sigma, rng):
    """Transforms over colour as well, and shapes the noise there too: the colours depend on each other.
    Fails: test_shaped_noise_is_independent_by_colour
    """
    squared = sum(f**2 for f in np.meshgrid(*map(np.fft.fftfreq, image.shape), indexing="ij"))
    squared.flat[0] = np.inf
    noise = np.fft.ifftn(np.fft.fftn(rng.normal(size=image.shape)) * squared ** (-beta / 4)).real
    return _to_8_bits(image + noise * (sigma / noise.std()))


def add_shaped_noise__same_in_all_colours(image, beta, sigma, rng):
    """Adds one field to the three colours: one colour less another is free of noise.
    Fails: test_shaped_noise_is_independent_by_colour
    """
    noise = _shaped(image.shape[:2], beta, sigma, rng)
    return _to_8_bits(image + (noise if image.ndim == 2 else noise[:, :, None]))


def _planes_of_noise(image, beta, sigma, rng):
    if image.ndim == 2:
        return _shaped(image.shape, beta, sigma, rng)
    return np.stack([_shaped(image.shape[:2], beta, sigma, rng) for _ in range(3)], axis=-1)


def add_shaped_noise__shapes_the_picture_too(image, beta, sigma, rng):
    """Multiplies the spectrum of picture and noise together by the gain: the picture is blurred.
    Fails: test_no_shaped_noise_changes_nothing
    """
    noisy = image + rng.normal(0, sigma, image.shape)
    gain = _radius(*image.shape[:2]) ** (-beta / 2)
    gain[0, 0] = gain.max()
    gain = (gain / gain.max()).reshape(gain.shape + (1,) * (image.ndim - 2))
    return _to_8_bits(np.fft.ifft2(np.fft.fft2(noisy, axes=(0, 1)) * gain, axes=(0, 1)).real)


def add_shaped_noise__wraps_around(image, beta, sigma, rng):
    """Casts to uint8 without clipping: dark samples turn bright, and bright ones dark.
    Fails: test_shaped_noise_stops_at_black_and_white
    """
    return np.rint(image + _planes_of_noise(image, beta, sigma, rng)).astype(np.int64).astype(np.uint8)


def add_shaped_noise__truncates(image, beta, sigma, rng):
    """Casts to uint8 without rounding: half a grey level is lost on average.
    Fails: test_shaped_noise_has_the_strength_asked_for
    """
    return np.clip(image + _planes_of_noise(image, beta, sigma, rng), 0, 255).astype(np.uint8)


def add_shaped_noise__floating_point(image, beta, sigma, rng):
    """Doesn't come back to 8 bits.
    Fails: test_shaped_noise_gives_an_8_bit_picture
    """
    return np.clip(image + _planes_of_noise(image, beta, sigma, rng), 0, 255)


def add_shaped_noise__amplitude_falls_as_beta(image, beta, sigma, rng):
    """Uses the gain f^(-beta): the power falls twice as steeply as asked for.
    Fails: test_shaped_noise_falls_over_height_and_width
    """
    return _to_8_bits(image + _planes_of_noise(image, 2 * beta, sigma, rng))


def add_shaped_noise__power_not_restored(image, beta, sigma, rng):
    """Leaves the field as the gain made it: stronger, the larger beta is.
    Fails: test_shaped_noise_has_the_strength_asked_for
    """
    gain = _radius(*image.shape[:2]) ** (-beta / 2)
    gain[0, 0] = 0
    gain = gain.reshape(gain.shape + (1,) * (image.ndim - 2))
    spectrum = np.fft.fft2(rng.normal(0, sigma, image.shape), axes=(0, 1)) * gain
    return _to_8_bits(image + np.fft.ifft2(spectrum, axes=(0, 1)).real)


def add_shaped_noise__scaled_together(image, beta, sigma, rng):
    """Scales the three planes by their common deviation: each is a little off.
    Fails: test_shaped_noise_has_the_strength_asked_for
    """
    gain = _radius(*image.shape[:2]) ** (-beta / 2)
    gain[0, 0] = 0
    gain = gain.reshape(gain.shape + (1,) * (image.ndim - 2))
    spectrum = np.fft.fft2(rng.normal(size=image.shape), axes=(0, 1)) * gain
    noise = np.fft.ifft2(spectrum, axes=(0, 1)).real
    return _to_8_bits(image + noise * (sigma / noise.std()))


def add_shaped_noise__in_place(image, beta, sigma, rng):
    """Writes the result into the picture that came in.
    Fails: test_shaped_noise_gives_an_8_bit_picture
    """
    image[...] = _to_8_bits(image + _planes_of_noise(image, beta, sigma, rng))
    return image


def add_shaped_noise__global_generator(image, beta, sigma, rng):
    """Draws from a new generator that nobody seeded.
    Fails: test_shaped_noise_picture_comes_from_the_generator
    """
    return _to_8_bits(image + _planes_of_noise(image, beta, sigma, np.random.default_rng()))


# noise_recap


def noise_recap__more_power_in_total():
    """Thinks that shaping adds power, though both fields have the same standard deviation.
    Fails: test_question_1_equal_power
    """
    return ("a", "a", "d", "b")


def noise_recap__white_noise_is_low():
    """Thinks that white noise has the more power at low frequencies.
    Fails: test_question_1_equal_power
    """
    return ("b", "a", "d", "b")


def noise_recap__larger_values():
    """Thinks that shaped noise has larger values.
    Fails: test_question_1_equal_power
    """
    return ("d", "a", "d", "b")


def noise_recap__gain_of_the_noise():
    """Takes N / (S + N) for the gain.
    Fails: test_question_2_wiener_gain
    """
    return ("c", "c", "d", "b")


def noise_recap__signal_over_noise():
    """Takes S / N for the gain.
    Fails: test_question_2_wiener_gain
    """
    return ("c", "b", "d", "b")


def noise_recap__gate():
    """Thinks that the filter removes whatever has more noise than picture.
    Fails: test_question_2_wiener_gain
    """
    return ("c", "d", "d", "b")


def noise_recap__noise_removed_exactly():
    """Thinks that who knows sigma can subtract the noise.
    Fails: test_question_3_informed_attacker
    """
    return ("c", "a", "a", "b")


def noise_recap__same_pictures():
    """Thinks that the probes are in the gallery.
    Fails: test_question_3_informed_attacker
    """
    return ("c", "a", "b", "b")


def noise_recap__rounding():
    """Thinks that rounding to 8 bits takes the noise away.
    Fails: test_question_3_informed_attacker
    """
    return ("c", "a", "c", "b")


def noise_recap__averaging_is_useless():
    """Thinks that the mean of noisy pictures is as noisy as one.
    Fails: test_question_4_repeated_release
    """
    return ("c", "a", "d", "a")


def noise_recap__falls_with_the_number():
    """Divides by the number of releases, not by its square root.
    Fails: test_question_4_repeated_release
    """
    return ("c", "a", "d", "c")


def noise_recap__noise_adds_up():
    """Thinks that the noise of several releases adds up.
    Fails: test_question_4_repeated_release
    """
    return ("c", "a", "d", "d")


def noise_recap__one_letter_short():
    """Answers three questions of four.
    Fails: test_four_letters_came_back
    """
    return ("c", "a", "d")
