"""Warns on stderr, logs, and shows a progress bar, while its answers are right."""

# %% exercise="negative"
import logging
import sys
import warnings

from tqdm.auto import tqdm


def negative(image):
    warnings.warn("careful")
    logging.warning("careful")
    print("careful", file=sys.stderr)
    return np.array([255 - row for row in tqdm(image)])
