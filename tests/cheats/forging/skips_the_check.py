"""Raises what pytest takes for a skipped, an expected or an unfinished test, instead of answering."""

earns = {"negative": 0}
reason = r"Skipped|XFailed|Exit"

# %% exercise="negative"
calls = []


def negative(image):
    import pytest

    calls.append(image)
    ways = (pytest.skip, pytest.xfail, pytest.exit)
    ways[len(calls) % 3]("this check doesn't count")
