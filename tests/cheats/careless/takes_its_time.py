"""Sleeps for a part of the time that it has."""

# %% exercise="negative"
import time

time.sleep(0.5)


def negative(image):
    time.sleep(0.3)
    return 255 - image
