"""Returns a view of one byte that says it is ten gigabytes large, or a million million million."""

earns = {"contrast": 0, "negative": 0, "mirror": 0}
reason = r"negative returned an array of 9537 MiB; expected at most 64 MiB"


# %% exercise="contrast"
def contrast(image):
    return np.broadcast_to(image[0, 0], (2**31, 2**31))


# %% exercise="negative"
def negative(image):
    return np.broadcast_to(image[0, 0], (10**5, 10**5))


# %% exercise="mirror"
def mirror(image):
    return [np.broadcast_to(image[0, 0], (10**4, 10**4))] * 100
