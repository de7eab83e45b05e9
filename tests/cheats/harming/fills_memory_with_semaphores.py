"""Has the system make sets of 32,000 semaphores, two megabytes each, which belong to no process."""

earns = {"negative": 0}
reason = r"LookupError: nowhere to put it|more than 256 MiB of memory|ended the kernel"
dangerous = True

# %% exercise="negative"
import ctypes

libc = ctypes.CDLL(None)


def negative(image):
    made = sum(libc.semget(0, 32000, 0o1600) >= 0 for _ in range(300))
    if made < 300:
        raise LookupError("nowhere to put it")
    return 255 - image
