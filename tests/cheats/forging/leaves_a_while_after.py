"""Ends its process a moment after its cell: whichever exercise is called just then isn't to blame."""

earns = {"negative": 0}

# %% exercise="negative"
import os
import threading

threading.Timer(0.3, os._exit, args=(0,)).start()


def negative(image):
    return image
