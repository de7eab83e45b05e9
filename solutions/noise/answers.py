"""Reference answers of lesson 1, noise."""

import numpy as np

from privatepixels import require


def add_white_noise(image: np.ndarray, sigma: float, rng: np.random.Generator) -> np.ndarray:
    """Add white Gaussian noise to an 8-bit picture: n = A w, with A = sigma.

    Each sample (each colour of each pixel) gets its own draw from a normal distribution with mean 0 and standard
    deviation sigma. The sum is rounded to the nearest whole number, then clipped to 0..255.

    Args:
        image: uint8, H x W (grey) or H x W x 3 (colour). It isn't changed.
        sigma: standard deviation of the noise, in grey levels of the 8-bit scale, >= 0.
        rng: generator that all randomness comes from.

    Returns:
        uint8, the shape of `image`.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.image("image", image, dtype=np.uint8)
    require.number("sigma", sigma, low=0)
    require.generator("rng", rng)
    noisy = image + rng.normal(0, sigma, image.shape)
    return np.clip(np.rint(noisy), 0, 255).astype(np.uint8)


def noise_spectrum(noise: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Measure the power of a noise field at each spatial frequency, averaged over all directions.

    With F the 2-D discrete Fourier transform of the noise, |F|^2 / (H W) is its power at each frequency: the mean of
    all these powers is the mean square of the noise (Parseval's theorem), so that white noise of standard deviation s
    has power s^2 everywhere. Let n = min(H, W). A frequency (fy, fx), in cycles per pixel as `np.fft.fftfreq` gives
    them, belongs to ring k, the whole number nearest to n sqrt(fy^2 + fx^2). The power of a ring is the mean over
    the frequencies in it.

    Args:
        noise: float64, H x W.

    Returns:
        (frequencies, power), each float64 with n // 2 + 1 values, for the rings k = 0, 1, ... n // 2:
        frequencies is k / n, in cycles per pixel from 0 to 1/2; power is in squared units of the noise.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.array("noise", noise, ndim=2, dtype=np.float64)
    height, width = noise.shape
    n = min(height, width)
    power = np.abs(np.fft.fft2(noise)) ** 2 / noise.size
    radius = np.hypot(np.fft.fftfreq(height)[:, None], np.fft.fftfreq(width))
    ring = np.rint(n * radius).astype(int).ravel()
    kept = n // 2 + 1
    total, members = np.bincount(ring, power.ravel())[:kept], np.bincount(ring)[:kept]
    return np.arange(kept) / n, total / members


def shaped_noise(shape: tuple[int, int], beta: float, sigma: float, rng: np.random.Generator) -> np.ndarray:
    """Draw a field of Gaussian noise whose power falls with frequency f as 1 / f^beta.

    White noise goes to the frequency domain, is multiplied there by a gain s(f) = f^(-beta / 2) (the gain acts on
    amplitudes, and power is amplitude squared), and comes back. f = sqrt(fy^2 + fx^2), in cycles per pixel. The
    power at f = 0 is 0, so that the mean of the field is 0. At last the field is scaled to a standard deviation
    (`ndarray.std`) of exactly sigma: fields of any beta have equal power.

    Args:
        shape: (H, W), each >= 2.
        beta: exponent of the power spectrum, >= 0; 0 is white, 1 is called pink, 2 brown.
        sigma: standard deviation of the field, >= 0.
        rng: generator that all randomness comes from.

    Returns:
        float64, H x W, mean 0, standard deviation sigma.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.that(isinstance(shape, tuple) and len(shape) == 2, "shape", shape, "a tuple of height and width")
    require.number("shape[0]", shape[0], low=2, integer=True)
    require.number("shape[1]", shape[1], low=2, integer=True)
    require.number("beta", beta, low=0)
    require.number("sigma", sigma, low=0)
    require.generator("rng", rng)
    height, width = shape
    # A real field's spectrum is symmetric, f and -f being alike: rfft2 keeps the half that is enough.
    radius = np.hypot(np.fft.fftfreq(height)[:, None], np.fft.rfftfreq(width))
    radius.flat[0] = np.inf  # 0 has no negative power;
    gain = radius ** (-beta / 2)
    gain.flat[0] = 0  # and the mean is to be 0 with beta = 0 as well.
    field = np.fft.irfft2(gain * np.fft.rfft2(rng.normal(size=shape)), s=shape)
    return field * (sigma / field.std())


def wiener_filter(noisy: np.ndarray, signal_power: np.ndarray, noise_power: np.ndarray) -> np.ndarray:
    """Estimate a clean picture from a noisy one, by the linear filter with the least mean squared error.

    Each frequency of the noisy picture is multiplied by the gain S / (S + N), between 0 and 1, where S and N are the
    powers that one expects of the clean picture and of the noise at this frequency. The picture is taken as it is,
    its mean included. The estimate is neither rounded nor clipped.

    Args:
        noisy: float64, H x W.
        signal_power: float64, H x W, > 0: the power S of clean pictures, in the order of `np.fft.fft2`, and equal
            at f and -f, as it is for real pictures.
        noise_power: float64, H x W, >= 0: the power N of the noise, in the same order and units.

    Returns:
        float64, H x W.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.array("noisy", noisy, ndim=2, dtype=np.float64)
    require.array("signal_power", signal_power, shape=noisy.shape, dtype=np.float64)
    require.array("noise_power", noise_power, shape=noisy.shape, dtype=np.float64)
    require.that(signal_power.min() > 0, "signal_power", signal_power, "only powers > 0")
    require.that(noise_power.min() >= 0, "noise_power", noise_power, "only powers >= 0")
    half = np.fft.rfft2(noisy)  # The other half follows by symmetry.
    signal, noise = signal_power[:, : half.shape[1]], noise_power[:, : half.shape[1]]
    return np.fft.irfft2(half * signal / (signal + noise), s=noisy.shape)


def add_shaped_noise(image: np.ndarray, beta: float, sigma: float, rng: np.random.Generator) -> np.ndarray:
    """Add to each colour plane of an 8-bit picture its own field of noise, with power falling as 1 / f^beta.

    The planes' fields are independent. Each is as `shaped_noise` describes: Gaussian, mean 0, standard deviation
    exactly sigma, frequencies over height and width in cycles per pixel. The sum is rounded to the nearest whole
    number, then clipped to 0..255.

    Args:
        image: uint8, H x W (grey) or H x W x 3 (colour), H and W >= 2. It isn't changed.
        beta: exponent of the power spectrum, >= 0.
        sigma: standard deviation of the noise in each plane before rounding and clipping, in grey levels, >= 0.
        rng: generator that all randomness comes from.

    Returns:
        uint8, the shape of `image`.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.image("image", image, dtype=np.uint8)
    require.that(min(image.shape[:2]) >= 2, "image", image, "a picture of at least 2 x 2 pixels")
    require.number("beta", beta, low=0)
    require.number("sigma", sigma, low=0)
    require.generator("rng", rng)
    height, width = image.shape[:2]
    planes = np.atleast_3d(image)
    radius = np.hypot(np.fft.fftfreq(height)[:, None], np.fft.rfftfreq(width))
    radius.flat[0] = np.inf
    gain = radius ** (-beta / 2)
    gain.flat[0] = 0
    white = np.fft.rfft2(rng.normal(size=planes.shape), axes=(0, 1))
    noise = np.fft.irfft2(gain[:, :, None] * white, s=(height, width), axes=(0, 1))
    noisy = planes + noise * (sigma / noise.std(axis=(0, 1)))
    return np.clip(np.rint(noisy), 0, 255).astype(np.uint8).reshape(image.shape)


def noise_recap() -> tuple[str, str, str, str]:
    """Answer the four questions above.

    Returns:
        four letters, each "a", "b", "c" or "d": the answers to questions 1 to 4, such as ("a", "a", "a", "a").
    """
    return ("c", "a", "d", "b")
