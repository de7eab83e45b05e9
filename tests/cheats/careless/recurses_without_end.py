"""Calls itself without end."""

earns = {"negative": 0}
reason = r"RecursionError"


# %% exercise="negative"
def negative(image):
    return negative(image)
