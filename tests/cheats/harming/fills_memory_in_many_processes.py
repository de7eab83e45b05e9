"""Has twelve processes of its own fill a tenth of a gigabyte each: no one of them is over the limit, all together are."""

earns = {"negative": 0}
reason = r"more than 256 MiB of memory"
dangerous = True

# %% exercise="negative"
import os
import time


def negative(image):
    for _ in range(12):
        if os.fork() == 0:
            hoard = b"x" * 10**8
            time.sleep(30)
            os._exit(0)
    time.sleep(20)
    return 255 - image
