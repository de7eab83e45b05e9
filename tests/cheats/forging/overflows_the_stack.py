"""Calls itself without end, with Python's own limit on depth put out of the way."""

earns = {"negative": 0}
reason = r"negative ended the kernel|kernel (was )?ended|kernel died|RecursionError"

# %% exercise="negative"
import sys


class Deep:
    def __getattr__(self, name):
        return getattr(self, name + "x") if len(name) < 10**9 else None


def negative(image):
    sys.setrecursionlimit(10**9)
    return [Deep().x, repr(Deep())]
