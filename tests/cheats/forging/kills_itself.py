"""Ends itself by signals that nobody can catch, when it is called."""

earns = {"negative": 0}
reason = r"negative ended the kernel|kernel (was )?ended|kernel died"
wall = "process"

# %% exercise="negative"
import os
import signal


def negative(image):
    os.kill(os.getpid(), signal.SIGKILL)
