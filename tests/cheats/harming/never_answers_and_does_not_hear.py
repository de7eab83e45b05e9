"""Loops for ever when called, and swallows every interrupt."""

earns = {"negative": 0}
reason = r"(no answer|longer than|stopped|ended).* 2 s"


# %% exercise="negative"
def negative(image):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
