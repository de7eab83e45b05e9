"""Reads from address 0, so that the interpreter is ended by a segmentation fault."""

earns = {"negative": 0}
reason = r"negative ended the kernel|kernel (was )?ended|kernel died"

# %% exercise="negative"
import ctypes


def negative(image):
    ctypes.string_at(0)
