"""Loops for ever when it is called."""

earns = {"negative": 0}
reason = r"(no answer|longer than|stopped).* 2 s"


# %% exercise="negative"
def negative(image):
    while True:
        pass
