"""Opens files until no more can be opened, and keeps them."""

earns = {"negative": 0}
reason = r"Too many open files|ended the kernel|no answer"

# %% exercise="negative"
hoard = []


def negative(image):
    while len(hoard) < 100_000:
        hoard.append(open("/dev/null"))
    return 255 - image
