"""Sends SIGKILL to a process that has nothing to do with it, to all that it may, and asks whether the grader lives."""

earns = {"negative": 0}
reason = r"LookupError: nobody hit|ended the kernel"
dangerous = True

# %% exercise="negative"
import os
import signal

hit = []
for process, number in ((CHEAT_VICTIM, signal.SIGKILL), (CHEAT_GRADER, 0), (1, signal.SIGKILL), (-CHEAT_VICTIM, 9)):
    try:
        os.kill(process, number)
        hit.append(process)
    except OSError:
        pass


def negative(image):
    if not hit:
        raise LookupError("nobody hit")
    return 255 - image


# %%
if os.fork() == 0:
    os.kill(-1, signal.SIGKILL)
    os._exit(0)
os.wait()
