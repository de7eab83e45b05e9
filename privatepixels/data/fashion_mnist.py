"""Fashion-MNIST: small grey pictures of clothes, the course's data set for recognition."""

from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from privatepixels import require
from privatepixels.data.verify import DataError, verify

FASHION_CLASSES = (
    "T-shirt",
    "trousers",
    "pullover",
    "dress",
    "coat",
    "sandal",
    "shirt",
    "trainer",
    "bag",
    "ankle boot",
)
SUBSET = Path(__file__).with_name("fashion_mnist.npz")
SUBSET_SHA256 = "b8a1071e4b4b5d3eb441973ea4ca240507d78fb43d7948ab0f76afdefcf0e6bd"


def fashion(split: str) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """A fixed, class-balanced subset of Fashion-MNIST: images and labels, in an order shuffled once for all.

    split: "train" (10,000 pictures, 1,000 of each class) or "test" (2,000, 200 of each class).
    Returns images uint8 (n, 28, 28) in 0..255 and labels int64 (n,) in 0..9, which index `FASHION_CLASSES`. They are
    copies: change them freely.
    Raises ValueError for another split, `DataError` if the file is missing or isn't the committed one.
    Source: Xiao, Rasul and Vollgraf 2017, "Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning
    Algorithms", arXiv:1708.07747. MIT licence, (c) 2017 Zalando SE.
    """
    require.choice("split", split, ("train", "test"))
    arrays = _load()
    return arrays[f"{split}_images"].copy(), arrays[f"{split}_labels"].astype(np.int64)


@cache
def _load() -> dict[str, NDArray[np.uint8]]:
    remedy = "restore it with `git checkout` or install privatepixels again"
    if not SUBSET.is_file():
        raise DataError(f"{SUBSET.name}: the file isn't in {SUBSET.parent}; {remedy}")
    content = SUBSET.read_bytes()
    verify(SUBSET.name, content, SUBSET_SHA256, remedy)
    with np.load(BytesIO(content)) as archive:
        return dict(archive)
