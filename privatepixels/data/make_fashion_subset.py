"""Make the course's subset of Fashion-MNIST: `python -m privatepixels.data.make_fashion_subset FOLDER`.

FOLDER holds the four idx.gz files that Zalando published; the Debian package `dataset-fashion-mnist` puts them in
/usr/share/datasets/fashion-mnist. From the 60,000 training pictures 1,000 of each class are drawn, from the 10,000
test pictures 200 of each class, in an order shuffled by a fixed seed. The same input gives the same bytes (with the
same zlib: another one may pack the same arrays differently).
"""

import gzip
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from privatepixels.data.fashion_mnist import SUBSET
from privatepixels.data.verify import DataError, verify

SEED = 2017
IDX_HEADER = {"images": 16, "labels": 8}  # bytes
# SHA-256 of the decompressed files.
SOURCES = {
    "train-images-idx3-ubyte.gz": "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
    "train-labels-idx1-ubyte.gz": "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
    "t10k-images-idx3-ubyte.gz": "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
    "t10k-labels-idx1-ubyte.gz": "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
}


def read_idx(folder: Path, name: str) -> NDArray[np.uint8]:
    """The pixels or labels of one idx.gz file, flat; `DataError` when it is missing or isn't the published one."""
    remedy = "install the Debian package dataset-fashion-mnist, or get the file from zalandoresearch/fashion-mnist"
    path = folder / name
    if not path.is_file():
        raise DataError(f"{path}: the file isn't there; {remedy}")
    content = gzip.decompress(path.read_bytes())
    verify(str(path), content, SOURCES[name], remedy)
    return np.frombuffer(content, np.uint8, offset=IDX_HEADER[name.split("-")[1]])


def subset(folder: Path, prefix: str, per_class: int, rng: np.random.Generator) -> tuple[NDArray, NDArray]:
    """A class-balanced, shuffled part of one split: images (n, 28, 28) and labels (n,), both uint8."""
    images = read_idx(folder, f"{prefix}-images-idx3-ubyte.gz").reshape(-1, 28, 28)
    labels = read_idx(folder, f"{prefix}-labels-idx1-ubyte.gz")
    chosen = [rng.choice(np.flatnonzero(labels == c), per_class, replace=False) for c in range(10)]
    order = rng.permutation(np.concatenate(chosen))
    return images[order], labels[order]


def write_npz(path: Path, arrays: dict[str, NDArray]) -> None:
    """`numpy.savez_compressed` with a fixed date and a fixed system in every entry, so that the bytes repeat."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, array in arrays.items():
            entry = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            buffer = BytesIO()
            np.save(buffer, array)
            archive.writestr(entry, buffer.getvalue(), zipfile.ZIP_DEFLATED, compresslevel=9)


def main() -> None:
    """Read the folder named on the command line and write the subset beside this module."""
    if len(sys.argv) != 2:
        sys.exit("usage: python -m privatepixels.data.make_fashion_subset FOLDER")
    folder, rng = Path(sys.argv[1]), np.random.default_rng(SEED)
    try:
        train_images, train_labels = subset(folder, "train", 1_000, rng)
        test_images, test_labels = subset(folder, "t10k", 200, rng)
    except DataError as error:
        sys.exit(str(error))
    write_npz(
        SUBSET,
        {
            "train_images": train_images,
            "train_labels": train_labels,
            "test_images": test_images,
            "test_labels": test_labels,
        },
    )
    print(f"{SUBSET}: {SUBSET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
