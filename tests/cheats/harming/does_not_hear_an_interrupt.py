"""Loops for ever, and goes on whatever is raised or signalled at it: in its cell, and when called."""

earns = {"negative": 0}
reason = r"(no answer|longer than|stopped).* 4 s"

# %% exercise="negative"
import signal


def negative(image):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass


signal.signal(signal.SIGINT, signal.SIG_IGN)
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
negative(np.zeros((4, 4), np.uint8))
