"""Registers what runs at the end and never ends itself, ignores the signals to end, and answers right."""

# %% exercise="negative"
import atexit
import ctypes
import signal
import threading
import time

atexit.register(time.sleep, 600)
threading.Thread(target=time.sleep, args=(600,), daemon=False).start()
for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
    signal.signal(number, signal.SIG_IGN)
ctypes.CDLL(None).prctl(15, CHEAT_TOKEN.encode(), 0, 0, 0)  # PR_SET_NAME


def negative(image):
    return 255 - image
