"""Returns dates, records, text and numbers of unusual precision, in arrays and alone."""

earns = {"contrast": 0, "negative": 0, "mirror": 0}
reason = r"negative"


# %% exercise="contrast"
def contrast(image):
    return np.datetime64("2024-01-01")


# %% exercise="negative"
def negative(image):
    return np.zeros(image.shape, [("red", "u1"), ("green", "O")])


# %% exercise="mirror"
def mirror(image):
    return image[:, ::-1].astype(np.longdouble)
