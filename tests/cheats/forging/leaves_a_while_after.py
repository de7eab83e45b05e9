"""Ends its process half a second after its cell, while another exercise may be called."""

earns = {"negative": 0}
reason = r"ended the kernel|kernel (was )?ended"

# %% exercise="negative"
import os
import threading

threading.Timer(0.3, os._exit, args=(0,)).start()


def negative(image):
    return image
