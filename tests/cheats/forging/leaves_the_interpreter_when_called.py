"""Leaves its process at once, with success, when it is called."""

earns = {"negative": 0}
reason = r"negative ended the kernel|kernel (was )?ended|kernel died"
wall = "process"

# %% exercise="negative"
import os


def negative(image):
    os._exit(0)
