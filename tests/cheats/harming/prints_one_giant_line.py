"""Prints one line of a hundred megabytes: larger than a message may be."""

# %% exercise="negative"
print("x" * 10**8)


def negative(image):
    return 255 - image
