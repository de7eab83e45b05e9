"""Returns a whole number of a hundred thousand digits, and one that NumPy can't hold."""

earns = {"contrast": 0, "negative": 0}
reason = r"more than \d+ digits"


# %% exercise="contrast"
def contrast(image):
    return 10**100_000


# %% exercise="negative"
def negative(image):
    return [10**100_000, {10**100_000: 1}]
