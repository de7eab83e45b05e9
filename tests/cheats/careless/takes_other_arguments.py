"""The function wants more than the exercise says."""

earns = {"negative": 0}
reason = r"TypeError: .*missing 1 required positional argument: 'white'"


# %% exercise="negative"
def negative(image, white):
    return white - image
