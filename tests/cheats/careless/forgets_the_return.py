"""Prints the result instead of returning it."""

earns = {"negative": 0}
reason = r"did you forget `return`"


# %% exercise="negative"
def negative(image):
    print(255 - image)
