"""Prints twenty-five megabytes in its cell, in lines."""

reason = r"output"

# %% exercise="negative"
for _ in range(220):
    print("All work and no play makes Jack a dull boy. " * 25 * 100)


def negative(image):
    return 255 - image
