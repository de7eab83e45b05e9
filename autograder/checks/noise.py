"""Checks of lesson 1, noise.

Statistical limits are about six standard errors wide: a right answer passes with any seed.
"""

import numpy as np
import pytest

from autograder import expect
from privatepixels import data

points = pytest.mark.points
hidden = pytest.mark.hidden

MID_GREY = np.full((200, 200), 128, np.uint8)
MID_COLOUR = np.full((120, 150, 3), 128, np.uint8)


@pytest.fixture
def colour_photo():
    """Give a small part of a colour photograph."""
    return data.photo("chelsea")[80:144, 120:216]


@pytest.fixture
def grey_photo():
    """Give a small part of a grey photograph."""
    return data.photo("camera")[80:176:2, 200:328:2]


def frequencies(height, width):
    """Frequency of each bin of `np.fft.fft2` over height and over width, in cycles per pixel."""
    return np.meshgrid(np.fft.fftfreq(height), np.fft.fftfreq(width), indexing="ij")


def log_power(fields):
    """Mean over N x H x W fields of the logarithm of their power at each frequency, but the zero frequency."""
    power = np.abs(np.fft.fft2(fields)) ** 2
    power[:, 0, 0] = 1
    return np.log(np.maximum(power, np.finfo(float).tiny)).mean(axis=0)


def exponent(fields):
    """Fit beta in power = c / f^beta to N x H x W fields, over all frequencies but zero."""
    known = np.hypot(*frequencies(*fields.shape[1:])).ravel()[1:]
    return -np.polyfit(np.log(known), log_power(fields).ravel()[1:], 1)[0]


def weakest(fields):
    """Least mean power of any frequency but zero, as a share of the mean over all."""
    power = (np.abs(np.fft.fft2(fields)) ** 2).mean(axis=0).ravel()[1:]
    return power.min() / power.mean()


def spread(fields, beta):
    """Mean power over its geometric mean, once 1 / f^beta is undone: 1.8 for Gaussian fields."""
    fy, fx = frequencies(*fields.shape[1:])
    flat = np.log(np.abs(np.fft.fft2(fields)) ** 2 + 1e-300)[:, 1:] + beta * np.log(np.hypot(fy, fx)[1:])
    return np.mean(np.exp(flat)) / np.exp(np.mean(flat))


def imbalance(fields, beta):
    """Tell how much more power lies along x than along y, as a difference of logarithms, once 1 / f^beta is undone."""
    fy, fx = frequencies(*fields.shape[1:])
    flat = log_power(fields) + beta * np.log(np.maximum(np.hypot(fy, fx), 1e-9))
    return flat[np.abs(fx) > 2 * np.abs(fy)].mean() - flat[np.abs(fy) > 2 * np.abs(fx)].mean()


def aslant(fields, beta):
    """Tell how much more power lies aslant than along x and y, as `imbalance` does for x and y."""
    fy, fx = (np.abs(f) for f in frequencies(*fields.shape[1:]))
    flat = log_power(fields) + beta * np.log(np.maximum(np.hypot(fy, fx), 1e-9))
    between = (fx < 1.5 * fy) & (fy < 1.5 * fx)
    return flat[between].mean() - flat[(fx > 3 * fy) | (fy > 3 * fx)].mean()


def repetition(values):
    """The largest correlation of values with themselves, shifted round by any distance but zero."""
    power = np.abs(np.fft.rfft((values - values.mean()).ravel())) ** 2
    shifted = np.fft.irfft(power, values.size)
    return np.abs(shifted[1:]).max() / shifted[0]


def alikeness(a, b):
    """Mean cosine between two fields' phases, over all frequencies but zero: 1 for the same field, 0 for independent
    ones.
    """
    product = (np.fft.fft2(a) * np.conj(np.fft.fft2(b))).ravel()[1:]
    return np.mean(product.real / np.maximum(np.abs(product), np.finfo(float).tiny))


def excess_kurtosis(values):
    """Fourth moment over the squared second, less 3: 0 for Gaussian values."""
    centred = values - values.mean()
    return np.mean(centred**4) / np.mean(centred**2) ** 2 - 3


# add_white_noise


@points(1)
def test_white_noise_gives_an_8_bit_picture(add_white_noise, rng, colour_photo, grey_photo):
    """The result is a new uint8 array of the picture's shape, grey or colour. Add in floating point, come back to 8
    bits at the end, and leave the input as it was.
    """
    for picture in (grey_photo, colour_photo):
        noisy = add_white_noise(picture, 10.0, rng)
        expect.input_unchanged(add_white_noise)
        expect.array(noisy, shape=picture.shape, dtype=np.uint8)


@points(1)
def test_no_white_noise_changes_nothing(add_white_noise, rng, colour_photo):
    """With sigma = 0 the picture comes back as it went in. Is the noise added to the picture, and nothing else done?"""
    expect.same_picture(add_white_noise(colour_photo, 0.0, rng), colour_photo)


@points(1)
def test_white_noise_has_the_strength_asked_for(add_white_noise, rng):
    """On a flat grey picture the noise's standard deviation is sigma, in grey levels, at every grey level. Which
    parameter of the normal distribution does your generator take: deviation or variance, and on which scale?
    """
    for grey, sigma in ((128, 24.0), (70, 8.0), (190, 8.0)):
        noisy = add_white_noise(np.full((200, 200), grey, np.uint8), sigma, rng)
        expect.array(noisy, shape=(200, 200), dtype=np.uint8)
        expect.close(noisy.std(), np.hypot(sigma, 12**-0.5), 0.025 * sigma, f"standard deviation at grey {grey}")


@points(1)
def test_white_noise_rounds_to_nearest(add_white_noise, rng):
    """The noise has mean 0, so a flat picture keeps its mean. A mean half a level too low says that fractions were cut
    off instead of rounded.
    """
    noisy = add_white_noise(MID_GREY, 4.0, rng)
    expect.array(noisy, shape=MID_GREY.shape, dtype=np.uint8)
    expect.close(noisy.mean(), 128.0, 0.15, "mean of a flat picture of 128")


@points(1)
def test_white_noise_stops_at_black_and_white(add_white_noise, rng):
    """On a white picture about half of the samples stay 255, the others get darker; on a black one the other way
    round. A value beyond 0..255 must stop at the end: does yours wrap round to the other side, or is the noise cut
    before it is added?
    """
    for extreme in (0, 255):
        noisy = add_white_noise(np.full((200, 200), extreme, np.uint8), 20.0, rng)
        expect.array(noisy, shape=(200, 200), dtype=np.uint8)
        away = np.abs(noisy.astype(int) - extreme)
        expect.that(away.max() < 128, f"a sample of {extreme} became {noisy.flat[away.argmax()]}")
        expect.close(np.mean(noisy == extreme), 0.51, 0.02, f"share of samples that stay {extreme}")


@points(1)
def test_white_noise_is_gaussian_and_independent(add_white_noise, rng):
    """Each sample has a draw of its own from the normal distribution: nothing in common with the pixel beside it, the
    row below or the other colours. What shape do you ask of the generator, and which of its methods?
    """
    noisy = add_white_noise(MID_COLOUR, 25.0, rng)
    expect.array(noisy, shape=MID_COLOUR.shape, dtype=np.uint8)
    noise = noisy - 128.0
    expect.that(noise.std() > 0, "every sample got the same noise")
    pairs = {
        "a pixel and the one beside it": (noise[:, 1:], noise[:, :-1]),
        "a pixel and the one below it": (noise[1:], noise[:-1]),
        "red and green": (noise[:, :, 0], noise[:, :, 1]),
        "green and blue": (noise[:, :, 1], noise[:, :, 2]),
    }
    for what, (a, b) in pairs.items():
        expect.close(np.mean(a * b) / noise.var(), 0.0, 0.05, f"correlation of {what}")
    expect.close(repetition(noise), 0.0, 0.06, "correlation of the noise with itself, some pixels further on")
    expect.close(excess_kurtosis(noise), 0.0, 0.15, "excess kurtosis (0 for a normal distribution)")


@points(1)
def test_white_noise_comes_from_the_generator(add_white_noise, class_seed):
    """The same generator state gives the same picture, another seed another one. Take every draw from `rng`, not from
    NumPy's global generator or from a new one.
    """
    first, again, other = (
        add_white_noise(MID_GREY, 10.0, np.random.default_rng(seed))
        for seed in (class_seed, class_seed, class_seed + 1)
    )
    expect.same_picture(again, first)
    expect.that(np.any(other != first), "two different seeds gave the same picture")


# noise_spectrum


@points(1)
def test_spectrum_gives_two_arrays(noise_spectrum, rng):
    """Two float64 arrays of n // 2 + 1 values, n being the shorter side: frequencies k / n, from 0 to at most half a
    cycle per pixel, and the power at each.
    """
    for shape in ((40, 60), (45, 30), (33, 33)):
        result = noise_spectrum(rng.normal(size=shape))
        expect.input_unchanged(noise_spectrum)
        n = min(shape)
        expect.that(isinstance(result, tuple) and len(result) == 2, "expected a tuple (frequencies, power)")
        for values in result:
            expect.array(values, shape=(n // 2 + 1,), dtype=np.float64)
        expect.close(result[0], np.arange(n // 2 + 1) / n, 1e-9, f"frequencies of a {shape[0]} x {shape[1]} field")


@points(1)
def test_spectrum_of_white_noise_is_flat(noise_spectrum, rng):
    """White noise of standard deviation s has power s^2 at every frequency, whatever the size of the field. Square the
    amplitude, divide by the number of samples, and take the mean over a ring, not the sum.
    """
    for s, shape in ((3.0, (128, 128)), (0.5, (80, 200))):
        _, power = noise_spectrum(rng.normal(0, s, shape))
        expect.array(power, shape=(min(shape) // 2 + 1,), dtype=np.float64)
        for name, ring in {"low": slice(8, 24), "high": slice(24, None)}.items():
            expect.close(
                power[ring].mean(), s**2, 0.3 * s**2, f"mean power at {name} frequencies, noise of deviation {s}"
            )


@points(1)
def test_spectrum_finds_a_wave(noise_spectrum):
    """A single wave has all its power in one ring, at its frequency in cycles per pixel, whatever its direction and
    the shape of the field. Use `np.fft.fftfreq` for both axes, in the order in which `np.fft.fft2` gives its
    output.
    """
    y, x = np.mgrid[:40, :60]
    for fy, fx, ring in ((0, 6 / 60, 4), (8 / 40, 0, 8), (4 / 40, 12 / 60, 9), (-2 / 40, 3 / 60, 3)):
        _, power = noise_spectrum(np.cos(2 * np.pi * (fy * y + fx * x)))
        expect.array(power, shape=(21,), dtype=np.float64)
        what = f"ring with most power, for a wave of {fy:g} cycles per pixel down and {fx:g} across"
        expect.close(power.argmax(), ring, 0, what)
        expect.close(power[ring] / power.sum(), 1.0, 1e-6, "share of the power in that ring")


@points(1)
def test_spectrum_keeps_the_mean(noise_spectrum):
    """A constant field has all its power at frequency 0, where it is its square times the number of samples
    (Parseval). Leave the field's mean in.
    """
    _, power = noise_spectrum(np.full((32, 32), 2.0))
    expect.array(power, shape=(17,), dtype=np.float64)
    expect.close(power[0], 4.0 * 32 * 32, 1e-6, "power at frequency 0 of a constant 2")
    expect.close(power[1:], np.zeros(16), 1e-6, "power at other frequencies")


@hidden
@points(1)
def test_spectrum_is_the_ring_means(noise_spectrum, reference, rng):
    """Ring by ring, the mean power of the frequencies whose distance n sqrt(fy^2 + fx^2) is nearest to k. Look at how
    you round the distance, and at the first and the last ring.
    """
    for shape in ((40, 60), (33, 33)):
        field = rng.normal(size=shape).cumsum(axis=1)
        _, expected = reference(field)
        _, power = noise_spectrum(field)
        expect.array(power, shape=expected.shape, dtype=np.float64)
        expect.close(power / expected, np.ones_like(expected), 1e-6, "power over the expected power")


# shaped_noise


@points(1)
def test_shaped_noise_is_a_real_field(shaped_noise, rng):
    """A float64 array of the shape asked for, whatever its sides are, with no NaN in it. What is 0 to a negative
    power, and what of a complex result is left after the inverse transform?
    """
    for shape in ((48, 64), (33, 40), (40, 33), (2, 2)):
        expect.array(shaped_noise(shape, 1.5, 2.0, rng), shape=shape, dtype=np.float64)


@points(1)
def test_shaped_noise_has_equal_power(shaped_noise, rng):
    """Mean 0 and standard deviation exactly sigma, for any beta and sigma, 0 included, so that fields of any colour
    can be compared. The gain at f = 0 decides the mean; at the others it changes the power: scale the field at the end.
    """
    for beta, sigma in ((0.0, 3.0), (1.0, 20.0), (2.5, 0.1), (1.0, 0.0)):
        field = shaped_noise((48, 64), beta, sigma, rng)
        expect.array(field, shape=(48, 64), dtype=np.float64)
        expect.close(field.std(), sigma, 1e-6 * sigma, f"standard deviation for beta {beta}")
        expect.close(field.mean(), 0.0, 1e-6 * sigma, f"mean for beta {beta}")


@points(2)
def test_shaped_noise_falls_with_frequency(shaped_noise, rng):
    """The power falls as 1 / f^beta. The gain multiplies amplitudes, and power is amplitude squared: what exponent
    does the gain need? It acts in the frequency domain, not on the pixels, at the frequencies of `np.fft.fftfreq`, in
    the order of the transform.
    """
    for beta in (0.0, 1.0, 2.0):
        fields = np.stack([expect_field(shaped_noise, (48, 64), beta, one) for one in rng.spawn(8)])
        expect.close(exponent(fields), beta, 0.2, "exponent measured from eight fields")
        expect.that(weakest(fields) > 1e-9, "there is a frequency, other than zero, without any power")


@points(1)
def test_shaped_noise_is_the_same_in_all_directions(shaped_noise, rng):
    """In a field that is wider than high, the power is the same down, across and aslant at the same f in cycles per
    pixel. Is f the length of (fy, fx), in cycles per pixel and not in bin numbers?
    """
    for shape in ((32, 96), (96, 32)):
        fields = np.stack([expect_field(shaped_noise, shape, 2.0, one) for one in rng.spawn(8)])
        expect.close(imbalance(fields, 2.0), 0.0, 0.4, "logarithm of the power across over the power down")
        expect.close(aslant(fields, 2.0), 0.0, 0.25, "logarithm of the power aslant over that down and across")


@points(1)
def test_shaped_noise_is_gaussian(shaped_noise, rng):
    """The shaping starts from Gaussian white noise, so that the field is Gaussian too, with beta = 0 as with others."""
    field = expect_field(shaped_noise, (128, 128), 0.0, rng)
    expect.close(excess_kurtosis(field), 0.0, 0.25, "excess kurtosis (0 for a normal distribution)")
    expect.that(spread(field[None], 0.0) < 2.2, "a few frequencies hold too much of the power for Gaussian draws")


@points(1)
def test_shaped_noise_comes_from_the_generator(shaped_noise, class_seed):
    """The same generator state gives the same field, another seed another one. Take every draw from `rng`."""
    first, again, other = (
        expect_field(shaped_noise, (16, 24), 1.0, np.random.default_rng(seed))
        for seed in (class_seed, class_seed, class_seed + 1)
    )
    expect.close(again, first, 1e-9, "second field from the same seed")
    expect.that(np.any(np.abs(other - first) > 1e-9), "two different seeds gave the same field")


def expect_field(shaped_noise, shape, beta, rng):
    """Draw a field, and expect that it is one."""
    field = shaped_noise(shape, beta, 10.0, rng)
    expect.array(field, shape=shape, dtype=np.float64)
    expect.that(field.std() > 0, "every sample of the field is the same")
    return field


# wiener_filter


@pytest.fixture
def noisy_case(grey_photo, rng):
    """A clean picture, a noisy one, and their true powers, in 0..1; the noise is 1/f^2."""
    clean = grey_photo / 255
    fy, fx = frequencies(*clean.shape)
    shape = 1 / np.maximum(fy**2 + fx**2, 1e-4)
    noise_power = 0.02 * shape / shape.mean()
    noise = np.fft.ifft2(np.fft.fft2(rng.normal(size=clean.shape)) * np.sqrt(noise_power)).real
    signal_power = np.abs(np.fft.fft2(clean)) ** 2 / clean.size + 1e-6
    return clean, clean + noise, signal_power, noise_power


@points(1)
def test_wiener_gives_a_real_picture(wiener_filter, noisy_case):
    """A float64 array of the picture's shape, neither complex nor 8-bit, and the inputs left as they were."""
    clean, noisy, signal_power, noise_power = noisy_case
    estimate = wiener_filter(noisy, signal_power, noise_power)
    expect.input_unchanged(wiener_filter)
    expect.array(estimate, shape=clean.shape, dtype=np.float64)


@points(1)
def test_wiener_without_noise_keeps_the_picture(wiener_filter, noisy_case):
    """Where the noise power is 0 the gain is 1, and the picture comes back as it was: not clipped, its mean kept."""
    _, noisy, signal_power, noise_power = noisy_case
    beyond = noisy * 3 - 1
    estimate = wiener_filter(beyond, signal_power, np.zeros_like(noise_power))
    expect.array(estimate, shape=beyond.shape, dtype=np.float64)
    expect.close(estimate, beyond, 1e-6, "sample")


@points(1)
def test_wiener_gain_is_the_share_of_the_signal(wiener_filter, noisy_case):
    """Where the signal has three times the power of the noise, three quarters of the amplitude pass. The gain is
    signal power over the sum of both powers.
    """
    _, noisy, _, _ = noisy_case
    for signal, noise in ((3.0, 1.0), (0.5, 1.5)):
        estimate = wiener_filter(noisy, np.full_like(noisy, signal), np.full_like(noisy, noise))
        expect.array(estimate, shape=noisy.shape, dtype=np.float64)
        expect.close(np.sum(estimate * noisy) / np.sum(noisy**2), signal / (signal + noise), 1e-6, "gain")


@points(1)
def test_wiener_gain_differs_by_frequency(wiener_filter):
    """Of two waves, the one at a frequency with much noise goes, the other stays. Multiply the transform of the
    picture by the gains, frequency by frequency, in the order of `np.fft.fft2`: no shift is needed.
    """
    y, x = np.mgrid[:32, :48]
    kept, noise = np.cos(2 * np.pi * (3 * y / 32 + 5 * x / 48)), np.cos(2 * np.pi * 9 * x / 48)
    noise_power = np.zeros((32, 48))
    noise_power[0, [9, -9]] = 1e9
    estimate = wiener_filter(kept + noise, np.ones((32, 48)), noise_power)
    expect.array(estimate, shape=(32, 48), dtype=np.float64)
    expect.close(estimate, kept, 1e-6, "sample")


@points(1)
def test_wiener_brings_the_picture_closer(wiener_filter, noisy_case):
    """With the true powers, the estimate is closer to the clean picture than the noisy one is, and closer than with
    other strengths of the noise. Are both powers used as they came?
    """
    clean, noisy, signal_power, noise_power = noisy_case
    errors = {}
    for factor in (0.25, 1.0, 4.0):
        estimate = wiener_filter(noisy, signal_power, factor * noise_power)
        expect.array(estimate, shape=clean.shape, dtype=np.float64)
        errors[factor] = np.mean((estimate - clean) ** 2)
    before = np.mean((noisy - clean) ** 2)
    expect.that(errors[1.0] < 0.8 * before, f"mean squared error {errors[1.0]:.3g}, but {before:.3g} without a filter")
    expect.that(
        errors[1.0] < min(errors[0.25], errors[4.0]),
        f"mean squared error {errors[1.0]:.3g} with the true powers, but {errors[0.25]:.3g} and {errors[4.0]:.3g} "
        "with a quarter and four times the noise power",
    )


@hidden
@points(1)
def test_wiener_estimate_is_the_expected_one(wiener_filter, reference, noisy_case):
    """The estimate on a real picture, sample by sample. Compare the two pictures: what does yours lack?"""
    _, noisy, signal_power, noise_power = noisy_case
    expected = reference(noisy, signal_power, noise_power)
    expect.same_picture(wiener_filter(noisy, signal_power, noise_power), expected, 1e-6)


# add_shaped_noise


@points(1)
def test_shaped_noise_gives_an_8_bit_picture(add_shaped_noise, rng, colour_photo, grey_photo):
    """The result is a new uint8 array of the picture's shape, grey or colour. A complex array says that something is
    left in, or was added in, the frequency domain.
    """
    for picture in (grey_photo, colour_photo, grey_photo[:33, :35]):
        noisy = add_shaped_noise(picture, 1.0, 10.0, rng)
        expect.input_unchanged(add_shaped_noise)
        expect.array(noisy, shape=picture.shape, dtype=np.uint8)


@points(1)
def test_no_shaped_noise_changes_nothing(add_shaped_noise, rng, colour_photo):
    """With sigma = 0 the picture comes back as it went in. Only the noise goes to the frequency domain and back; the
    picture stays where it is.
    """
    expect.same_picture(add_shaped_noise(colour_photo, 1.0, 0.0, rng), colour_photo)


@points(1)
def test_shaped_noise_has_the_strength_asked_for(add_shaped_noise, rng):
    """On a flat picture each colour has mean 128 and standard deviation sigma, whatever beta is. Scale each plane's
    field by itself, after shaping; then round to the nearest level.
    """
    for beta in (0.0, 1.0, 2.0):
        planes = expect_planes(add_shaped_noise, MID_COLOUR, beta, rng)
        expect.close(planes.mean(axis=(1, 2)), np.full(3, 128.0), 0.1, f"mean of each colour for beta {beta}")
        expect.close(planes.std(axis=(1, 2)), np.full(3, 20.0), 0.1, f"deviation of each colour for beta {beta}")


@points(1)
def test_shaped_noise_falls_over_height_and_width(add_shaped_noise, rng):
    """In each colour plane the noise's power falls as 1 / f^beta, alike down and across. Over which two axes of an H x
    W x 3 array does your transform run?
    """
    flat = np.full((48, 96, 3), 128, np.uint8)
    for beta in (1.0, 2.0):
        planes = np.concatenate([expect_planes(add_shaped_noise, flat, beta, one) for one in rng.spawn(4)])
        expect.close(exponent(planes), beta, 0.2, "exponent measured from the planes")
        expect.that(weakest(planes) > 1e-3, "there is a frequency, other than zero, without any power")
        expect.that(spread(planes, beta) < 2.2, "a few frequencies hold too much of the power for Gaussian draws")
        expect.close(imbalance(planes, beta), 0.0, 0.4, "logarithm of the power across over the power down")


@points(1)
def test_shaped_noise_is_independent_by_colour(add_shaped_noise, rng):
    """Red, green and blue get fields of their own: the same field in all three would only darken and brighten the
    picture, and an attacker could subtract one colour from another.
    """
    red, green, blue = expect_planes(add_shaped_noise, MID_COLOUR, 1.0, rng)
    for what, a, b in (("red and green", red, green), ("green and blue", green, blue), ("red and blue", red, blue)):
        expect.close(alikeness(a, b), 0.0, 0.06, f"likeness of {what}")


@points(1)
def test_shaped_noise_stops_at_black_and_white(add_shaped_noise, rng):
    """A value beyond 0..255 must stop at the end. Does yours wrap round to the other side?"""
    for extreme in (0, 255):
        noisy = add_shaped_noise(np.full((64, 64), extreme, np.uint8), 1.0, 20.0, rng)
        expect.array(noisy, shape=(64, 64), dtype=np.uint8)
        away = np.abs(noisy.astype(int) - extreme)
        expect.that(away.max() < 128, f"a sample of {extreme} became {noisy.flat[away.argmax()]}")
        stayed = np.mean(noisy == extreme)
        expect.that(0.1 < stayed < 0.9, f"{stayed:.0%} of samples stay {extreme}; expected about half")


@points(1)
def test_shaped_noise_picture_comes_from_the_generator(add_shaped_noise, class_seed, colour_photo):
    """The same generator state gives the same picture, another seed another one. Take every draw from `rng`."""
    first, again, other = (
        add_shaped_noise(colour_photo, 1.0, 10.0, np.random.default_rng(seed))
        for seed in (class_seed, class_seed, class_seed + 1)
    )
    expect.array(first, shape=colour_photo.shape, dtype=np.uint8)
    expect.same_picture(again, first)
    expect.that(np.any(other != first), "two different seeds gave the same picture")


def expect_planes(add_shaped_noise, picture, beta, rng):
    """Add noise with deviation 20 to a colour picture, expect an 8-bit picture, and return its planes, 3 x H x W."""
    noisy = add_shaped_noise(picture, beta, 20.0, rng)
    expect.array(noisy, shape=picture.shape, dtype=np.uint8)
    return np.moveaxis(noisy, 2, 0).astype(np.float64)


# noise_recap


def test_four_letters_came_back(noise_recap):
    """Return four letters, one for each question, such as ("a", "a", "a", "a"). This check only looks at the form."""
    expect.letters(noise_recap(), 4)


@hidden
@points(1)
def test_question_1_equal_power(noise_recap, reference):
    """Question 1: by Parseval's theorem the mean of the power over all frequencies is the square of the standard
    deviation. What does that leave to differ? Look again at the spectra under exercise 3.
    """
    expect.same_letter(noise_recap(), reference(), 0)


@hidden
@points(1)
def test_question_2_wiener_gain(noise_recap, reference):
    """Question 2: write the gain of exercise 4 with N = 3 S, and shorten the fraction. It tells which share of the
    power at this frequency is the picture's.
    """
    expect.same_letter(noise_recap(), reference(), 1)


@hidden
@points(1)
def test_question_3_informed_attacker(noise_recap, reference):
    """Question 3: nobody can subtract noise whose draws they don't know. Think of the spectra of a portrait and of
    white noise: where does each have its power, and what becomes of independent draws in a sum over many pixels?
    """
    expect.same_letter(noise_recap(), reference(), 2)


@hidden
@points(1)
def test_question_4_repeated_release(noise_recap, reference):
    """Question 4: variances of independent draws add, and dividing a sum by n divides its standard deviation by n. How
    does the deviation of a mean of n draws depend on n? Look again at the dashed line under 'Many releases'.
    """
    expect.same_letter(noise_recap(), reference(), 3)
