"""Leaves threads behind that compute and print, while its answers are right."""

# %% exercise="negative"
import threading
import time


def work():
    while True:
        print("still here")
        time.sleep(0.01)


for _ in range(5):
    threading.Thread(target=work).start()


def negative(image):
    return 255 - image
