"""Reference answers of the lesson that the cheats attack. CANARY-reference"""

import numpy as np


def contrast(image: np.ndarray) -> int:
    """Return the brightest grey level less the darkest one."""
    return int(image.max()) - int(image.min())


def negative(image: np.ndarray) -> np.ndarray:
    """Return a picture whose every grey level g became 255 - g."""
    return 255 - image


def mirror(image: np.ndarray) -> np.ndarray:
    """Return the picture with left and right changed over."""
    return image[:, ::-1].copy()
