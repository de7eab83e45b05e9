"""Right answers of lesson 1, each written in another way."""

import math

import numpy as np
import scipy.fft
from PIL import Image
from scipy import ndimage

# add_white_noise


def add_white_noise__in_place_steps(image, sigma, rng):
    """Scale standard draws, then round and clip the array in place."""
    noisy = image.astype(np.float64)
    noisy += sigma * rng.standard_normal(image.shape)
    noisy.round(out=noisy)
    noisy.clip(0, 255, out=noisy)
    return noisy.astype("uint8")


def add_white_noise__half_up_with_minimum_and_maximum(image, sigma, rng):
    """Round half up by a floor, in single precision; clip with minimum and maximum."""
    shifted = np.floor(np.asarray(image, dtype=np.float32) + rng.normal(scale=sigma, size=image.shape) + 0.5)
    return np.minimum(np.maximum(shifted, 0), 255).astype(np.uint8)


def add_white_noise__rounded_noise_in_integers(image, sigma, rng):
    """Round the noise first, then work in integers."""
    noise = np.rint(rng.normal(0, sigma, image.shape)).astype(np.int32)
    result = image.astype(np.int32) + noise
    result[result < 0] = 0
    result[result > 255] = 255
    return result.astype(np.uint8)


def add_white_noise__plane_by_plane(image, sigma, rng):
    """Treat each colour by itself."""
    planes = image[:, :, None] if image.ndim == 2 else image
    noisy = [np.rint(plane + rng.normal(0, sigma, plane.shape)) for plane in np.moveaxis(planes, 2, 0)]
    return np.clip(np.stack(noisy, axis=-1), 0, 255).astype(np.uint8).reshape(image.shape)


# noise_spectrum


def noise_spectrum__loop_over_rings(noise):
    """Average ring by ring with a mask."""
    height, width = noise.shape
    n = min(height, width)
    fy, fx = np.meshgrid(np.fft.fftfreq(height), np.fft.fftfreq(width), indexing="ij")
    distance = np.round(n * np.sqrt(fx**2 + fy**2))
    power = np.abs(np.fft.fft2(noise)) ** 2 / (height * width)
    rings = range(n // 2 + 1)
    return np.array([k / n for k in rings]), np.array([power[distance == k].mean() for k in rings])


def noise_spectrum__orthonormal_and_labels(noise):
    """Let the transform normalise, and SciPy average by label."""
    n = min(noise.shape)
    transformed = scipy.fft.fft2(noise, norm="ortho")
    power = transformed.real**2 + transformed.imag**2
    fy, fx = (scipy.fft.fftfreq(side) for side in noise.shape)
    ring = np.rint(n * np.hypot.outer(fy, fx))
    rings = np.arange(n // 2 + 1)
    return rings / n, ndimage.mean(power, ring, rings).astype(np.float64)


def noise_spectrum__shifted_histogram(noise):
    """Shift zero to the centre, and average with weighted histograms."""
    height, width = noise.shape
    n = min(height, width)
    power = np.fft.fftshift(np.abs(np.fft.fft2(noise, norm="ortho")) ** 2)
    y = np.fft.fftshift(np.fft.fftfreq(height))[:, np.newaxis]
    x = np.fft.fftshift(np.fft.fftfreq(width))[np.newaxis, :]
    distance = n * np.sqrt(y**2 + x**2)
    edges = np.arange(n // 2 + 2) - 0.5
    total, _ = np.histogram(distance, edges, weights=power)
    count, _ = np.histogram(distance, edges)
    return np.linspace(0, n // 2, n // 2 + 1) / n, total / count


# shaped_noise


def shaped_noise__full_transform(shape, beta, sigma, rng):
    """Divide the full transform by f^(beta / 2)."""
    fy = np.fft.fftfreq(shape[0]).reshape(-1, 1)
    fx = np.fft.fftfreq(shape[1]).reshape(1, -1)
    frequency = np.sqrt(fy**2 + fx**2)
    frequency[0, 0] = np.inf
    spectrum = np.fft.fft2(rng.standard_normal(shape)) / frequency ** (beta / 2)
    spectrum[0, 0] = 0
    field = np.real(np.fft.ifft2(spectrum))
    return sigma * field / np.std(field)


def shaped_noise__complex_draws(shape, beta, sigma, rng):
    """Draw in the frequency domain, and keep the real part."""
    squared = np.add.outer(np.fft.fftfreq(shape[0]) ** 2, np.fft.fftfreq(shape[1]) ** 2)
    gain = np.zeros(shape)
    gain[squared > 0] = squared[squared > 0] ** (-beta / 4)
    draws = rng.normal(size=shape) + 1j * rng.normal(size=shape)
    field = scipy.fft.ifft2(gain * draws).real
    return field * sigma / math.sqrt((field**2).mean())


def shaped_noise__log_gain_and_mean_taken_off(shape, beta, sigma, rng):
    """Compute the gain by logarithms, and take off the mean at the end."""
    height, width = shape
    ky = np.minimum(np.arange(height), height - np.arange(height)) / height
    kx = np.arange(width // 2 + 1) / width
    with np.errstate(divide="ignore"):
        log_frequency = np.log(np.hypot(ky[:, None], kx[None, :]))
    log_frequency[0, 0] = 0
    white = scipy.fft.rfft2(rng.normal(0, 1, shape))
    field = scipy.fft.irfft2(white * np.exp(-beta / 2 * log_frequency), s=shape)
    field -= field.mean()
    return field / field.std() * sigma


# wiener_filter


def wiener_filter__full_transform(noisy, signal_power, noise_power):
    """Filter the full transform."""
    gain = signal_power / (signal_power + noise_power)
    return np.fft.ifft2(gain * np.fft.fft2(noisy)).real


def wiener_filter__by_noise_to_signal(noisy, signal_power, noise_power):
    """Divide by 1 + N / S."""
    transformed = scipy.fft.fft2(noisy)
    transformed /= 1 + noise_power / signal_power
    return np.ascontiguousarray(np.real(scipy.fft.ifft2(transformed)))


def wiener_filter__noise_estimate_subtracted(noisy, signal_power, noise_power):
    """Estimate the noise, and subtract it."""
    share = noise_power / (noise_power + signal_power)
    noise = np.fft.ifft2(share * np.fft.fft2(noisy))
    return noisy - noise.real


def wiener_filter__one_axis_after_the_other(noisy, signal_power, noise_power):
    """Transform rows, then columns, and back."""
    rows = np.fft.fft(noisy, axis=1)
    both = np.fft.fft(rows, axis=0) * (1.0 - noise_power / (signal_power + noise_power))
    return np.fft.ifft(np.fft.ifft(both, axis=0), axis=1).real


# add_shaped_noise


def _field(shape, beta, rng):
    frequency = np.hypot(np.fft.fftfreq(shape[0])[:, None], np.fft.fftfreq(shape[1])[None, :])
    frequency[0, 0] = np.inf
    transformed = np.fft.fft2(rng.normal(size=shape)) * frequency ** (-beta / 2)
    transformed[0, 0] = 0
    field = np.fft.ifft2(transformed).real
    return field / field.std()


def add_shaped_noise__plane_by_plane(image, beta, sigma, rng):
    """Treat each colour by itself."""
    noisy = image.astype(np.float64)
    if image.ndim == 2:
        noisy += sigma * _field(image.shape, beta, rng)
    else:
        for colour in range(3):
            noisy[:, :, colour] += sigma * _field(image.shape[:2], beta, rng)
    return np.clip(np.round(noisy), 0, 255).astype(np.uint8)


def add_shaped_noise__planes_first(image, beta, sigma, rng):
    """Move the colours to the front, where a transform leaves them alone."""
    planes = np.moveaxis(np.atleast_3d(image), 2, 0)
    fy, fx = np.fft.fftfreq(planes.shape[1]), np.fft.rfftfreq(planes.shape[2])
    squared = fy[:, None] ** 2 + fx**2
    squared[0, 0] = 1
    transformed = scipy.fft.rfft2(rng.standard_normal(planes.shape)) * squared ** (-beta / 4)
    transformed[:, 0, 0] = 0
    noise = scipy.fft.irfft2(transformed, s=planes.shape[1:])
    noise *= sigma / noise.std(axis=(1, 2), keepdims=True)
    noisy = np.floor(planes + noise + 0.5).clip(0, 255).astype(np.uint8)
    return np.ascontiguousarray(np.moveaxis(noisy, 0, 2)).reshape(image.shape)


def add_shaped_noise__with_pillow(image, beta, sigma, rng):
    """Split and merge the planes with Pillow."""

    def noisy(plane):
        values = np.asarray(plane) + sigma * _field(np.asarray(plane).shape, beta, rng)
        return Image.fromarray(np.rint(values).clip(0, 255).astype(np.uint8))

    picture = Image.fromarray(image)
    return np.array(Image.merge(picture.mode, [noisy(plane) for plane in picture.split()]))


# noise_recap


def noise_recap__list():
    """Give a list."""
    return ["c", "a", "d", "b"]


def noise_recap__text():
    """Give one text."""
    return "cadb"


def noise_recap__capitals():
    """Give a text of capitals with commas."""
    return "C, A, D, B"
