"""Leaves its process at once, with success, in the middle of a cell: stock nbgrader then knows no points at all."""

earns = {"negative": 0}
reason = r"ended the kernel|kernel (was )?ended|kernel died"
wall = "nbgrader"

# %% exercise="negative"
import os


def negative(image):
    return image


os._exit(0)
