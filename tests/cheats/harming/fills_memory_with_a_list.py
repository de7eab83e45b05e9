"""Appends to a list up to six times the memory that it may use."""

earns = {"negative": 0}
reason = r"MemoryError|more than 256 MiB of memory"
dangerous = True


# %% exercise="negative"
def negative(image):
    hoard = []
    while len(hoard) < 6 * 2**8:
        hoard.append(bytes([len(hoard) % 256]) * 2**20)
    return 255 - image
