"""Waits for what never comes, when its cell is run and when it is called."""

earns = {"negative": 0}
reason = r"(no answer|longer than|stopped).* 2 s"

# %% exercise="negative"
import threading


def negative(image):
    threading.Event().wait()
