"""Starts a thousand threads, each of which keeps computing."""

earns = {"negative": 0}
reason = r"can't start new thread|took longer than|no answer|ended the kernel"
dangerous = True

# %% exercise="negative"
import threading
import time


def negative(image):
    for _ in range(1000):
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
    return 255 - image
