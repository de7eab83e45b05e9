"""Prints one line of seventy megabytes: larger than a message may be."""

# %% exercise="negative"
print("x" * 7 * 10**7)


def negative(image):
    return 255 - image
