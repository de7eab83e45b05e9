"""Closes every file and socket of its process, the kernel's line to the grader among them."""

earns = {"negative": 0}
reason = r"ended the kernel|no answer|longer than"

# %% exercise="negative"
import os


def negative(image):
    os.closerange(0, 1024)
    return 255 - image
