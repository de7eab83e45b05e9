"""Returns arrays whose items are Python objects: numbers that are too large, lists, a ragged array."""

earns = {"contrast": 0, "negative": 0}
reason = r"an array of Python objects: return an array of numbers"


# %% exercise="contrast"
def contrast(image):
    return np.array([10**30, None])


# %% exercise="negative"
def negative(image):
    return (255 - image).astype(object)
