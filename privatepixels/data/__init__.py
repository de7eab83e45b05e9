"""The course's pictures; README.md beside this file says where each comes from and under which licence."""

from privatepixels.data.drawn import (
    BADGE_FIRST_NAMES,
    BADGE_LAST_NAMES,
    PLATE_DIGITS,
    PLATE_LETTERS,
    Drawn,
    badges,
    plates,
)
from privatepixels.data.fashion_mnist import FASHION_CLASSES, fashion
from privatepixels.data.orl_faces import faces
from privatepixels.data.photos import PHOTOS, open_photo, photo
from privatepixels.data.verify import DataError

__all__ = [
    "BADGE_FIRST_NAMES",
    "BADGE_LAST_NAMES",
    "FASHION_CLASSES",
    "PHOTOS",
    "PLATE_DIGITS",
    "PLATE_LETTERS",
    "DataError",
    "Drawn",
    "badges",
    "faces",
    "fashion",
    "open_photo",
    "photo",
    "plates",
]
