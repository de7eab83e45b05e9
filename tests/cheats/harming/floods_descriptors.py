"""Writes twenty megabytes to the descriptors 1 and 2, past Python, and from another process."""

# %% exercise="negative"
import os
import subprocess

for _ in range(8):
    os.write(1, b"x" * 2**20)
    os.write(2, b"x" * 2**20)
subprocess.run("yes | head -c 4000000", shell=True)


def negative(image):
    return 255 - image
