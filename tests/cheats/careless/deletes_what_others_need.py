"""Deletes `np`, on which a later exercise relies, and its own variables."""

earns = {"mirror": 0}
reason = r"NameError: name 'np' is not defined"


# %% exercise="negative"
def negative(image):
    return 255 - image


del np
