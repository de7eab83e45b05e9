"""Has twelve processes of its own fill half a gigabyte each: no one of them is over the limit, all together are."""

earns = {"negative": 0}
reason = r"more than 1024 MiB of memory"
dangerous = True

# %% exercise="negative"
import mmap
import os
import time


def negative(image):
    for _ in range(12):
        if os.fork() == 0:
            hoard = mmap.mmap(-1, 2**29)
            for page in range(0, 2**29, 4096):
                hoard[page] = 1
            time.sleep(30)
            os._exit(0)
    time.sleep(20)
    return 255 - image
