"""Loops for ever when its cell is run."""

earns = {"negative": 0}
reason = r"stopped after 4 s|took longer than 4 s|cell .* stopped"

# %% exercise="negative"
while True:
    pass


def negative(image):
    return 255 - image
