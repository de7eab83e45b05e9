"""Returns a masked array, a matrix, and an array that lies in a file."""

earns = {"contrast": 0, "negative": 0, "mirror": 0}
reason = r"MaskedArray.*np\.asarray"


# %% exercise="contrast"
def contrast(image):
    return np.memmap("map", np.uint8, "w+", shape=image.shape)


# %% exercise="negative"
def negative(image):
    return np.ma.masked_array(255 - image)


# %% exercise="mirror"
def mirror(image):
    return np.asmatrix(image[:, ::-1])
