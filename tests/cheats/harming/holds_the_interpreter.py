"""Computes for ever in C, where no interrupt of Python's gets through: a sum when called."""

earns = {"negative": 0}
reason = r"(no answer|longer than|stopped|ended).* 2 s"


# %% exercise="negative"
def negative(image):
    return np.full_like(image, sum(range(10**13)) % 256)
