"""Reference answers of lesson 0, recognition."""

import numpy as np

from privatepixels import require


def to_unit_floats(image: np.ndarray) -> np.ndarray:
    """Turn an 8-bit picture into numbers that a recogniser can compute with: v / 255 for each value v.

    0 (black) becomes 0.0 and 255 (white) becomes 1.0, in every picture alike.

    Args:
        image: uint8 of any shape: one picture, or a stack of them. It isn't changed.

    Returns:
        float32, the shape of `image`, 0.0 to 1.0.

    Raises:
        ValueError: where `image` isn't a uint8 array.
    """
    require.array("image", image, dtype=np.uint8)
    return image.astype(np.float32) / 255


def accuracy(scores: np.ndarray, labels: np.ndarray) -> float:
    """Measure how often a recogniser is right: the share of pictures whose highest score is that of the true class.

    Args:
        scores: numbers, n x k: row i holds what the recogniser gives each of k classes for picture i. Only their
            order within a row counts: probabilities, logarithms and negative numbers will all do.
        labels: integers, n: the true class of each picture, 0 to k - 1.

    Returns:
        float, 0.0 (never right) to 1.0 (always right).

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.array("scores", scores, ndim=2, dtype=np.number)
    require.that(scores.size > 0, "scores", scores, "at least one picture and one class")
    require.array("labels", labels, shape=(len(scores),), dtype=int)
    return float(np.mean(scores.argmax(axis=1) == labels))


def mean_squared_error(original: np.ndarray, changed: np.ndarray) -> float:
    """Measure how far a picture was changed: the mean over all values of (changed - original)^2.

    Args:
        original: uint8, H x W (grey) or H x W x 3 (colour). It isn't changed.
        changed: uint8, the shape of `original`. It isn't changed.

    Returns:
        float, in squared grey levels: 0.0 for identical pictures, 65025.0 for black against white.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.image("original", original, dtype=np.uint8)
    require.image("changed", changed, dtype=np.uint8)
    require.same_shape("original", original, "changed", changed)
    difference = np.subtract(changed, original, dtype=np.int32)
    return float(np.mean(difference**2))


def psnr(original: np.ndarray, changed: np.ndarray) -> float:
    """Measure how alike two pictures are: the peak signal-to-noise ratio, 10 log10(255^2 / MSE), in decibels.

    MSE is the mean squared error. 255 is the highest value that an 8-bit picture can have, whether or not this one
    has it. Higher is more alike.

    Args:
        original: uint8, H x W (grey) or H x W x 3 (colour). It isn't changed.
        changed: uint8, the shape of `original`. It isn't changed.

    Returns:
        float, in dB: infinity for identical pictures, 0.0 for black against white.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.image("original", original, dtype=np.uint8)
    require.image("changed", changed, dtype=np.uint8)
    require.same_shape("original", original, "changed", changed)
    error = mean_squared_error(original, changed)
    return float("inf") if error == 0 else float(10 * np.log10(255**2 / error))


def reidentify(gallery: np.ndarray, gallery_people: np.ndarray, probes: np.ndarray) -> np.ndarray:
    """Put a name to each picture: that of the picture in a named gallery which is nearest to it.

    Nearest is by Euclidean distance, each picture taken as one long row of numbers. For all pairs at once:
    |p - g|^2 = |p|^2 + |g|^2 - 2 p.g

    Args:
        gallery: uint8, n x H x W (grey) or n x H x W x 3 (colour): pictures of people whom one knows.
        gallery_people: integers, n: who is in each of them; any numbers, in any order.
        probes: uint8, m pictures of the gallery's size: who is in them?

    Returns:
        integers, m: for each probe a number from `gallery_people`.

    Raises:
        ValueError: where an argument isn't as described.

    Source: Cover and Hart 1967, "Nearest neighbor pattern classification", doi:10.1109/TIT.1967.1053964.
    """
    require.images("gallery", gallery, dtype=np.uint8)
    require.array("gallery_people", gallery_people, shape=(len(gallery),), dtype=int)
    require.images("probes", probes, dtype=np.uint8)
    require.same_shape("gallery[0]", gallery[0], "probes[0]", probes[0])
    known = gallery.reshape(len(gallery), -1).astype(np.float64)
    unknown = probes.reshape(len(probes), -1).astype(np.float64)
    distances = (known**2).sum(axis=1) - 2 * unknown @ known.T  # |p|^2 is the same for every g
    return gallery_people[distances.argmin(axis=1)]


def reidentification_rate(pictures: np.ndarray, people: np.ndarray) -> float:
    """Measure how well people are told apart: the share of pictures whose nearest neighbour shows the same person.

    Each picture is matched against all the others. A picture whose copy is there, too, is matched with the copy.

    Args:
        pictures: uint8, n x H x W (grey) or n x H x W x 3 (colour), n >= 2.
        people: integers, n: who is in each of them.

    Returns:
        float, 0.0 (nobody found) to 1.0 (everybody found).

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.images("pictures", pictures, dtype=np.uint8)
    require.that(len(pictures) > 1, "pictures", pictures, "at least two pictures")
    require.array("people", people, shape=(len(pictures),), dtype=int)
    flat = pictures.reshape(len(pictures), -1).astype(np.float64)
    squares = (flat**2).sum(axis=1)
    distances = squares[:, None] + squares - 2 * flat @ flat.T
    np.fill_diagonal(distances, np.inf)
    found = people[distances.argmin(axis=1)]
    return float(np.mean(found == people))


def recognition_recap() -> tuple[str, str, str]:
    """Answer the three questions above.

    Returns:
        three letters, each "a", "b", "c" or "d": the answers to questions 1, 2 and 3, such as ("a", "a", "a").
    """
    return ("c", "b", "d")
