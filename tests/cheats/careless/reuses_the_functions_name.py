"""Keeps a result under the name of the function."""

earns = {"negative": 0}
reason = r"negative is uint8 array.*not a function"


# %% exercise="negative"
def negative(image):
    return 255 - image


# %%
negative = negative(np.zeros((2, 2), np.uint8))
