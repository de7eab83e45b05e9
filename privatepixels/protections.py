"""The protections of lessons 1 to 5 that act on pictures, as they come from libraries: what a report compares.

Each takes grey pictures of one size and gives what would be released, again as 8-bit pictures of that size. Keys and
settings are drawn once, in `Protection.ready`; what has to be fresh for each picture is drawn for each picture.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from numpy.typing import NDArray
from PIL import Image
from scipy.ndimage import gaussian_filter
from scipy.stats import ortho_group
from skimage.transform import downscale_local_mean

from privatepixels import camera, require

Pictures = NDArray[np.uint8]  # N x H x W
Release = Callable[[Pictures, np.random.Generator], Pictures]

MARGIN = 7  # the margin round the middle of a picture is this part of its height and width
EXIF_BYTES = 930  # about what a camera's EXIF block has, with a thumbnail of 28 x 28 pixels
CHANGED_PIXELS = 16  # by which two neighbouring pictures of private pixelation differ (Fan 2018)


@dataclass(frozen=True)
class Protection:
    """A way to protect pictures: its name, the lesson that treats it, and what it does, in a sentence.

    `seen`: what an attacker looks at, given originals and releases; most look at the releases. `kept`: the share of the
    pixels that a release holds. `extra_bytes`: what it has beyond its pixels, such as a nonce and a tag.
    """

    name: str
    lesson: str
    what: str
    prepare: Callable[[tuple[int, int], np.random.Generator], Release]
    seen: Callable[[Pictures, Pictures], Pictures] = lambda originals, releases: releases
    kept: float = 1.0
    extra_bytes: int = 0

    def size_of(self, pixels: int) -> float:
        """Tell how many bytes the release of a picture with so many pixels has, without compression."""
        return self.kept * pixels + self.extra_bytes

    def ready(self, shape: tuple[int, int], rng: np.random.Generator) -> Release:
        """Draw keys for pictures of this shape, (H, W), and return the function that protects: (pictures, rng).

        H and W: multiples of 28, the size of the course's clothes. Raises ValueError for anything else.
        """
        good = isinstance(shape, tuple) and len(shape) == 2 and all(side > 0 and side % 28 == 0 for side in shape)
        require.that(good, "shape", shape, "two multiples of 28")
        require.generator("rng", rng)
        protect = self.prepare(shape, rng)

        def release(pictures: Pictures, rng: np.random.Generator) -> Pictures:
            require.array("pictures", pictures, shape=(None, *shape), dtype=np.uint8)
            return protect(pictures, require.generator("rng", rng))

        return release


def _keyless(protect: Release) -> Callable[[tuple[int, int], np.random.Generator], Release]:
    return lambda shape, rng: protect


def _to_8_bits(values: NDArray[np.floating]) -> Pictures:
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)


def _white_noise(sigma: float) -> Release:
    return lambda pictures, rng: _to_8_bits(pictures + rng.normal(0, sigma, pictures.shape))


def _brown_noise(sigma: float) -> Release:
    def protect(pictures: Pictures, rng: np.random.Generator) -> Pictures:
        height, width = pictures.shape[1:]
        frequency = np.hypot(np.fft.fftfreq(height)[:, None], np.fft.rfftfreq(width))
        frequency[0, 0] = np.inf
        white = np.fft.rfft2(rng.normal(size=pictures.shape))
        noise = np.fft.irfft2(white / frequency, s=(height, width))
        return _to_8_bits(pictures + noise * (sigma / noise.std(axis=(1, 2), keepdims=True)))

    return protect


def _pixelated(block: int) -> Release:
    def protect(pictures: Pictures, rng: np.random.Generator) -> Pictures:
        means = downscale_local_mean(pictures, (1, block, block))
        return _to_8_bits(means.repeat(block, axis=1).repeat(block, axis=2))

    return protect


def _blurred(sigma: float) -> Release:
    return lambda pictures, rng: _to_8_bits(
        gaussian_filter(pictures.astype(np.float64), (0, sigma, sigma), mode="nearest")
    )


def _middle_filled(pictures: Pictures, rng: np.random.Generator) -> Pictures:
    released = pictures.copy()
    top, left = (side // MARGIN for side in pictures.shape[1:])
    released[:, top:-top, left:-left] = 0
    return released


def _middle_cut_away(pictures: Pictures, rng: np.random.Generator) -> Pictures:
    """Keep the rows above the middle; what is cut away is black, so that the shape stays."""
    released = pictures.copy()
    released[:, pictures.shape[1] // MARGIN :] = 0
    return released


def _thumbnails(originals: Pictures, releases: Pictures) -> Pictures:
    """Save each release with its original's EXIF block, and read the thumbnail in the file."""
    return np.stack([camera.thumbnail(_saved(*pair)) for pair in zip(originals, releases, strict=True)])


def _saved(original: NDArray[np.uint8], release: NDArray[np.uint8]) -> bytes:
    taken, file = camera.camera_jpeg(original, 52.2053, 0.1218), BytesIO()
    Image.fromarray(release).save(file, "JPEG", exif=Image.open(BytesIO(taken)).info["exif"])
    return file.getvalue()


def _kept_pixels(share: float) -> Callable[[tuple[int, int], np.random.Generator], Release]:
    def prepare(shape: tuple[int, int], rng: np.random.Generator) -> Release:
        mask = rng.random(shape) < share
        return lambda pictures, rng: pictures * mask

    return prepare


def _permuted(shape: tuple[int, int], rng: np.random.Generator) -> Release:
    order = rng.permutation(shape[0] * shape[1])
    return lambda pictures, rng: pictures.reshape(len(pictures), -1)[:, order].reshape(pictures.shape)


def _rotated(shape: tuple[int, int], rng: np.random.Generator) -> Release:
    """Multiply by a random orthogonal matrix; 0.4 brings nearly all results into 8 bits."""
    matrix = ortho_group.rvs(shape[0] * shape[1], random_state=rng).astype(np.float32)
    return lambda pictures, rng: _to_8_bits(128 + 0.4 * (_rows(pictures) @ matrix)).reshape(pictures.shape)


def _projected(shape: tuple[int, int], rng: np.random.Generator) -> Release:
    """Multiply by a random matrix with an eighth as many columns; each result fills 4 x 2 pixels."""
    pixels = shape[0] * shape[1]
    matrix = (rng.normal(size=(pixels, pixels // 8)) / np.sqrt(pixels)).astype(np.float32)

    def protect(pictures: Pictures, rng: np.random.Generator) -> Pictures:
        values = _to_8_bits(128 + 0.4 * (_rows(pictures) @ matrix))
        return values.reshape(len(pictures), shape[0] // 4, shape[1] // 2).repeat(4, axis=1).repeat(2, axis=2)

    return protect


def _rows(pictures: Pictures) -> NDArray[np.float32]:
    return pictures.reshape(len(pictures), -1).astype(np.float32) - 128


def _encrypted(shape: tuple[int, int], rng: np.random.Generator) -> Release:
    """Encrypt with AES-256-GCM under one key, each picture with a nonce of its own; shown is the cipher text."""
    cipher, pixels = AESGCM(rng.bytes(32)), shape[0] * shape[1]

    def protect(pictures: Pictures, rng: np.random.Generator) -> Pictures:
        sealed = b"".join(cipher.encrypt(rng.bytes(12), one.tobytes(), None)[:pixels] for one in pictures)
        return np.frombuffer(sealed, np.uint8).reshape(pictures.shape)

    return protect


def _privately_pixelated(block: int, epsilon: float) -> Release:
    def protect(pictures: Pictures, rng: np.random.Generator) -> Pictures:
        means = downscale_local_mean(pictures, (1, block, block))
        noisy = means + rng.laplace(0, 255 * CHANGED_PIXELS / (block**2 * epsilon), means.shape)
        return _to_8_bits(noisy.repeat(block, axis=1).repeat(block, axis=2))

    return protect


PROTECTIONS = (
    Protection("in clear", "0 recognition", "Nothing is changed.", _keyless(lambda pictures, rng: pictures.copy())),
    Protection(
        "white noise",
        "1 noise",
        "White Gaussian noise of 100 grey levels was added to each pixel.",
        _keyless(_white_noise(100)),
    ),
    Protection(
        "brown noise",
        "1 noise",
        "Noise of 200 grey levels was added, whose power falls as 1/f^2.",
        _keyless(_brown_noise(200)),
    ),
    Protection(
        "pixelated, 4", "2 redaction", "Each block of 4 x 4 pixels was given its mean.", _keyless(_pixelated(4))
    ),
    Protection(
        "pixelated, 14", "2 redaction", "Each block of 14 x 14 pixels was given its mean.", _keyless(_pixelated(14))
    ),
    Protection(
        "thumbnail left in",
        "2 redaction",
        "Blocks of 14 x 14 pixels, in a file whose metadata weren't stripped: a thumbnail shows the original.",
        _keyless(_pixelated(14)),
        seen=_thumbnails,
        extra_bytes=EXIF_BYTES,
    ),
    Protection("blurred", "2 redaction", "A Gaussian of 3 pixels was run over the picture.", _keyless(_blurred(3.0))),
    Protection(
        "middle filled",
        "2 redaction",
        "The middle half of the picture was painted black.",
        _keyless(_middle_filled),
    ),
    Protection(
        "cropped",
        "2 redaction",
        "The picture was cut down to the rows above its middle half (here shown with black for the rest).",
        _keyless(_middle_cut_away),
        kept=1 / MARGIN,
    ),
    Protection("binary mask", "3 masking", "One in five pixels was kept, the same in all pictures.", _kept_pixels(0.2)),
    Protection("permutation", "3 masking", "The pixels were put in a secret order, one for all pictures.", _permuted),
    Protection(
        "orthogonal mask",
        "3 masking",
        "The pixels were multiplied by a secret orthogonal matrix, one for all pictures, and rounded to 8 bits.",
        _rotated,
    ),
    Protection(
        "projection",
        "3 masking",
        "The pixels were multiplied by a secret matrix with an eighth as many columns, one for all pictures.",
        _projected,
        kept=1 / 8,
    ),
    Protection(
        "encrypted",
        "4 encryption",
        "The pixels were encrypted with AES-256-GCM, each picture with a nonce of its own.",
        _encrypted,
        extra_bytes=12 + 16,
    ),
    Protection(
        "private pixelation",
        "5 differential privacy",
        "Each block of 7 x 7 pixels was given its mean and Laplace noise: epsilon 1 for a change of 16 pixels.",
        _keyless(_privately_pixelated(7, 1.0)),
    ),
)
