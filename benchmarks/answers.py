"""The reference answers beside loops over pixels, as the article writes them, and libraries with the same function."""

import math

import numpy as np
import skimage
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from PIL import Image
from scipy import linalg, stats
from skimage import filters, metrics, restoration, util
from sklearn.linear_model import LinearRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.random_projection import GaussianRandomProjection

from benchmarks.contest import Contest
from privatepixels import data
from solutions.encryption import answers as encryption
from solutions.masking import answers as masking
from solutions.noise import answers as noise
from solutions.recognition import answers as recognition
from solutions.redaction import answers as redaction

LOOP, OURS = "loop over pixels", "reference"


def megapixel() -> np.ndarray:
    """Return a real photograph of 1,000 x 1,000 pixels in grey, uint8."""
    return skimage.transform.resize(data.photo("camera"), (1000, 1000), preserve_range=True).astype(np.uint8)


def contests() -> list[Contest]:
    """List the contests; each loop does the same as the reference, one pixel at a time."""
    picture = megapixel()
    other = np.clip(picture + np.random.default_rng(0).normal(0, 10, picture.shape), 0, 255).astype(np.uint8)
    return [
        *_of_recognition(picture, other),
        *_of_noise(picture, other),
        *_of_redaction(picture),
        *_of_masking(picture),
        *_of_encryption(picture),
    ]


def _of_recognition(picture: np.ndarray, other: np.ndarray) -> list[Contest]:
    rng = np.random.default_rng(0)
    scores, labels = rng.random((100_000, 10)), rng.integers(0, 10, 100_000)
    faces, people = data.faces()
    gallery, probes, known = faces[::2], faces[1::2], people[::2]
    return [
        Contest(
            "to_unit_floats",
            OURS,
            {
                LOOP: lambda: unit_floats_by_loop(picture),
                "skimage.img_as_float32": lambda: util.img_as_float32(picture),
                OURS: lambda: recognition.to_unit_floats(picture),
            },
        ),
        Contest(
            "accuracy (100,000 x 10 scores)",
            OURS,
            {
                LOOP: lambda: accuracy_by_loop(scores, labels),
                OURS: lambda: recognition.accuracy(scores, labels),
            },
        ),
        Contest(
            "mean_squared_error",
            OURS,
            {
                LOOP: lambda: squared_error_by_loop(picture, other),
                "skimage.metrics": lambda: metrics.mean_squared_error(picture, other),
                OURS: lambda: recognition.mean_squared_error(picture, other),
            },
        ),
        Contest(
            "psnr",
            OURS,
            {
                LOOP: lambda: 10 * math.log10(255**2 / squared_error_by_loop(picture, other)),
                "skimage.metrics": lambda: metrics.peak_signal_noise_ratio(picture, other, data_range=255),
                OURS: lambda: recognition.psnr(picture, other),
            },
        ),
        Contest(
            "reidentify (200 probes)",
            OURS,
            {
                "scikit-learn": lambda: neighbours_by_scikit_learn(gallery, known, probes),
                OURS: lambda: recognition.reidentify(gallery, known, probes),
            },
        ),
    ]


def _of_noise(picture: np.ndarray, other: np.ndarray) -> list[Contest]:
    unit = picture / 255
    power = np.ones(picture.shape)
    impulse = np.ones((1, 1))
    return [
        Contest(
            "add_white_noise",
            OURS,
            {
                LOOP: lambda: white_noise_by_loop(picture, 20.0, np.random.default_rng(0)),
                "skimage.random_noise": lambda: util.img_as_ubyte(
                    util.random_noise(picture, "gaussian", rng=np.random.default_rng(0), var=(20 / 255) ** 2)
                ),
                OURS: lambda: noise.add_white_noise(picture, 20.0, np.random.default_rng(0)),
            },
        ),
        Contest(
            "wiener_filter",
            OURS,
            {
                "skimage.restoration.wiener": lambda: restoration.wiener(unit, impulse, 1.0, clip=False),
                OURS: lambda: noise.wiener_filter(unit, power, power),
            },
        ),
    ]


def _of_redaction(picture: np.ndarray) -> list[Contest]:
    whole, inner, block, sigma = (0, 0, *picture.shape), (100, 100, 900, 900), 16, 4.0
    in_colour = np.stack([picture, picture // 2, 255 - picture], axis=-1)
    return [
        Contest(
            "fill_box (800 x 800)",
            OURS,
            {
                LOOP: lambda: fill_by_loop(picture, inner, 255),
                "Pillow paste": lambda: fill_by_pillow(picture, inner, 255),
                OURS: lambda: redaction.fill_box(picture, inner, 255),
            },
        ),
        Contest(
            "fill_box (800 x 800, in colour)",
            OURS,
            {
                "Pillow paste": lambda: fill_by_pillow(in_colour, inner, (0, 128, 255)),
                OURS: lambda: redaction.fill_box(in_colour, inner, (0, 128, 255)),
            },
        ),
        Contest(
            "pixelate_box",
            OURS,
            {
                LOOP: lambda: pixelate_by_loop(picture, whole, block),
                "skimage.downscale_local_mean": lambda: pixelate_by_skimage(picture, block),
                OURS: lambda: redaction.pixelate_box(picture, whole, block),
            },
        ),
        Contest(
            "pixelate_box (in colour)",
            OURS,
            {
                "skimage.downscale_local_mean": lambda: pixelate_by_skimage(in_colour, block),
                OURS: lambda: redaction.pixelate_box(in_colour, whole, block),
            },
        ),
        Contest(
            "blur_box",
            OURS,
            {
                "skimage.filters.gaussian": lambda: np.rint(
                    filters.gaussian(picture, sigma, mode="nearest", preserve_range=True)
                ).astype(np.uint8),
                OURS: lambda: redaction.blur_box(picture, whole, sigma),
            },
        ),
        Contest(
            "crop_away",
            OURS,
            {
                "Pillow crop": lambda: np.array(Image.fromarray(picture).crop((0, 0, 1000, 600))),
                OURS: lambda: redaction.crop_away(picture, (600, 100, 900, 900)),
            },
        ),
    ]


def _of_masking(picture: np.ndarray) -> list[Contest]:
    rng = np.random.default_rng(0)
    mask, order = rng.integers(0, 2, picture.shape, dtype=np.uint8), rng.permutation(picture.size)
    clothes = data.fashion("test")[0]
    matrix = rng.normal(size=(784, 784))
    rows = masking.matrix_mask(clothes[:1000], matrix)
    projection = GaussianRandomProjection(784, random_state=0).fit(rows)
    return [
        Contest(
            "binary_mask",
            OURS,
            {
                LOOP: lambda: masked_by_loop(picture, mask),
                "Pillow's composite": lambda: masked_by_pillow(picture, mask),
                OURS: lambda: masking.binary_mask(picture, mask),
            },
        ),
        Contest(
            "matrix_mask (5 x 784 pixels)",
            OURS,
            {
                LOOP: lambda: product_by_loop(clothes[:5], matrix),
                "scikit-learn": lambda: projection.transform(clothes[:5].reshape(5, -1)),
                OURS: lambda: masking.matrix_mask(clothes[:5], matrix),
            },
        ),
        Contest(
            "matrix_unmask (1,000 x 784 pixels)",
            OURS,
            {
                "scipy.linalg.solve": lambda: linalg.solve(matrix.T, rows.T).T,
                OURS: lambda: masking.matrix_unmask(rows, matrix, (28, 28)),
            },
        ),
        Contest(
            "orthogonal_matrix (784 x 784)",
            OURS,
            {
                "scipy.stats.ortho_group": lambda: stats.ortho_group.rvs(784, random_state=np.random.default_rng(0)),
                OURS: lambda: masking.orthogonal_matrix(784, np.random.default_rng(0)),
            },
        ),
        Contest(
            "permute_pixels",
            OURS,
            {
                LOOP: lambda: permuted_by_loop(picture, order),
                OURS: lambda: masking.permute_pixels(picture, order),
            },
        ),
        Contest(
            "attack_known_pairs (800 x 784 pixels)",
            OURS,
            {
                "scikit-learn": lambda: fitted_by_scikit_learn(clothes[:800], rows[:800], rows[800:]),
                OURS: lambda: masking.attack_known_pairs(clothes[:800], rows[:800], rows[800:]),
            },
        ),
    ]


def _of_encryption(picture: np.ndarray) -> list[Contest]:
    colour = np.stack([picture, picture.T, 255 - picture], axis=2)
    return [_encryption_of("grey", picture), _encryption_of("colour", colour)]


def _encryption_of(kind: str, image: np.ndarray) -> Contest:
    """The box is the whole picture; the loop XORs one byte, as the article's key has no more."""
    key, nonce, box, bare = bytes(range(32)), bytes(12), (0, 0, *image.shape[:2]), image.tobytes()
    return Contest(
        f"encrypt_region ({kind})",
        OURS,
        {
            LOOP: lambda: encryption_by_loop(image, box, 167),
            "cryptography on the bare bytes": lambda: AESGCM(key).encrypt(nonce, bare, None),
            OURS: lambda: encryption.encrypt_region(image, box, key, nonce),
        },
    )


def unit_floats_by_loop(picture: np.ndarray) -> np.ndarray:
    """Divide each pixel by 255, one at a time."""
    result = np.empty(picture.shape, np.float32)
    for y in range(picture.shape[0]):
        for x in range(picture.shape[1]):
            result[y, x] = picture[y, x] / 255
    return result


def accuracy_by_loop(scores: np.ndarray, labels: np.ndarray) -> float:
    """Compare each row's best class with its label, one at a time."""
    hits = 0
    for row, label in zip(scores, labels, strict=True):
        best = 0
        for k in range(len(row)):
            if row[k] > row[best]:
                best = k
        hits += best == label
    return hits / len(labels)


def squared_error_by_loop(one: np.ndarray, other: np.ndarray) -> float:
    """Sum up squared differences, one pixel at a time."""
    total = 0
    for y in range(one.shape[0]):
        for x in range(one.shape[1]):
            total += (int(one[y, x]) - int(other[y, x])) ** 2
    return total / one.size


def neighbours_by_scikit_learn(gallery: np.ndarray, people: np.ndarray, probes: np.ndarray) -> np.ndarray:
    """Name each probe by scikit-learn's nearest neighbour, found by comparing all pairs."""
    classifier = KNeighborsClassifier(1, algorithm="brute").fit(gallery.reshape(len(gallery), -1).astype(float), people)
    return classifier.predict(probes.reshape(len(probes), -1).astype(float))


def white_noise_by_loop(picture: np.ndarray, sigma: float, rng: np.random.Generator) -> np.ndarray:
    """Add a normal draw to each pixel, one at a time."""
    result = np.empty_like(picture)
    for y in range(picture.shape[0]):
        for x in range(picture.shape[1]):
            result[y, x] = min(max(round(picture[y, x] + rng.normal(0, sigma)), 0), 255)
    return result


def fill_by_loop(picture: np.ndarray, box: tuple[int, int, int, int], level: int) -> np.ndarray:
    """Set each pixel of a box, one at a time, as the article does; in a copy."""
    image = Image.fromarray(picture)
    top, left, bottom, right = box
    for x in range(left, right):
        for y in range(top, bottom):
            image.putpixel((x, y), level)
    return np.array(image)


def fill_by_pillow(picture: np.ndarray, box: tuple[int, int, int, int], colour: int | tuple) -> np.ndarray:
    """Let Pillow paste a colour."""
    image = Image.fromarray(picture)
    top, left, bottom, right = box
    image.paste(colour, (left, top, right, bottom))
    return np.array(image)


def pixelate_by_loop(picture: np.ndarray, box: tuple[int, int, int, int], block: int) -> np.ndarray:
    """Add up each block and set its pixels, one at a time."""
    result = picture.copy()
    top, left, bottom, right = box
    for y in range(top, bottom, block):
        for x in range(left, right, block):
            rows, columns = range(y, min(y + block, bottom)), range(x, min(x + block, right))
            total = 0
            for row in rows:
                for column in columns:
                    total += int(picture[row, column])
            for row in rows:
                for column in columns:
                    result[row, column] = round(total / (len(rows) * len(columns)))
    return result


def pixelate_by_skimage(picture: np.ndarray, block: int) -> np.ndarray:
    """Average blocks with scikit-image, and repeat them; it fills the last blocks up with zeros."""
    means = skimage.transform.downscale_local_mean(picture, (block, block, 1)[: picture.ndim])
    large = np.rint(means).astype(np.uint8).repeat(block, axis=0).repeat(block, axis=1)
    return large[: picture.shape[0], : picture.shape[1]]


def masked_by_loop(picture: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Multiply each pixel by its 0 or 1, one at a time."""
    result = np.empty_like(picture)
    for y in range(picture.shape[0]):
        for x in range(picture.shape[1]):
            result[y, x] = picture[y, x] * mask[y, x]
    return result


def product_by_loop(pictures: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """Multiply each pixel by each entry of its row of the matrix, one at a time."""
    result = np.zeros((len(pictures), matrix.shape[1]))
    for n, row in enumerate(pictures.reshape(len(pictures), -1)):
        for i, pixel in enumerate(row):
            for k in range(matrix.shape[1]):
                result[n, k] += pixel * matrix[i, k]
    return result


def permuted_by_loop(picture: np.ndarray, order: np.ndarray) -> np.ndarray:
    """Move each pixel to its place, one at a time."""
    result = np.empty_like(picture)
    width = picture.shape[1]
    for place, pixel in enumerate(order):
        result[place // width, place % width] = picture[pixel // width, pixel % width]
    return result


def masked_by_pillow(picture: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Paste the picture onto black through a stencil, as Pillow does it."""
    black = Image.new("L", picture.shape[::-1])
    return np.asarray(Image.composite(Image.fromarray(picture), black, Image.fromarray(255 * mask)))


def fitted_by_scikit_learn(originals: np.ndarray, known: np.ndarray, published: np.ndarray) -> np.ndarray:
    """Estimate pictures by scikit-learn's linear regression, without a constant."""
    model = LinearRegression(fit_intercept=False).fit(known, originals.reshape(len(originals), -1).astype(float))
    return model.predict(published)


def encryption_by_loop(image: np.ndarray, box: tuple[int, int, int, int], key: int) -> np.ndarray:
    """XOR each pixel of the box with the key, one at a time: the article's 4.4.1 with its `encrypt` filled in."""
    encrypted_image = np.copy(image)
    for y in range(box[0], box[2]):
        for x in range(box[1], box[3]):
            encrypted_image[y, x] = image[y, x] ^ key
    return encrypted_image
