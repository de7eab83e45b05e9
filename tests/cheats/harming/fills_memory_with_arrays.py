"""Asks NumPy for six times the memory that it may use, and writes to all of it."""

earns = {"negative": 0}
reason = r"MemoryError|Unable to allocate|more than 256 MiB of memory"
dangerous = True


# %% exercise="negative"
def negative(image):
    hoard = [np.ones((2**5, 2**20), np.uint8) for _ in range(48)]
    return 255 - image + hoard[0].min() - hoard[0].max()
