"""Replaces its process by another program, which never says anything."""

earns = {"negative": 0}
reason = r"ended the kernel|no answer|longer than"

# %% exercise="negative"
import os


def negative(image):
    os.execl("/bin/sh", "sh", "-c", f": {CHEAT_TOKEN}; while true; do sleep 1; done")
