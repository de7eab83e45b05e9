"""Returns NaN, infinity, and an array with both."""

earns = {"contrast": 0, "negative": 0, "mirror": 0}
reason = r"NaN"


# %% exercise="contrast"
def contrast(image):
    return float("nan")


# %% exercise="negative"
def negative(image):
    return np.full(image.shape, np.nan)


# %% exercise="mirror"
def mirror(image):
    return float("inf")
