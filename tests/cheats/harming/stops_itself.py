"""Stops its own process with SIGSTOP, so that it is neither dead nor alive."""

earns = {"negative": 0}
reason = r"(no answer|longer than|stopped|ended).* 2 s"

# %% exercise="negative"
import os
import signal


def negative(image):
    os.kill(os.getpid(), signal.SIGSTOP)
