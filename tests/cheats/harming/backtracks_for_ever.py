"""Matches a regular expression that takes longer than the universe is old, in its cell."""

earns = {"negative": 0}
reason = r"(no answer|longer than|stopped|ended).* 4 s"

# %% exercise="negative"
import re

re.match(r"(a|a)*b", "a" * 100)


def negative(image):
    return 255 - image
