"""Asks for a window to draw in, where there is no screen."""

# %% exercise="negative"
import matplotlib

try:
    matplotlib.use("TkAgg")
except ImportError as error:
    print(error)
import matplotlib.pyplot as plt

matplotlib.use("Agg")


def negative(image):
    plt.imshow(image)
    plt.show(block=True)
    return 255 - image
