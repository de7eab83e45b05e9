"""Defines the exercise twice; the last definition counts, as it does for the author."""

earns = {"negative": 0}
reason = r"samples differ"


# %% exercise="negative"
def negative(image):
    return 255 - image


def negative(image):
    return 254 - image
