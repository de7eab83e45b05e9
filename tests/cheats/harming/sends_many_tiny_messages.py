"""Sends a hundred thousand messages of one letter."""

# %% exercise="negative"
import sys

for _ in range(100_000):
    print("x", end="")
    sys.stdout.flush()


def negative(image):
    return 255 - image
