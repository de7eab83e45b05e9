"""Writes ten megabytes to stderr at each call."""

# %% exercise="negative"
import sys


def negative(image):
    for _ in range(10):
        print("w" * 2**20, file=sys.stderr)
    return 255 - image
