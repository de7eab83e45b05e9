"""Raises the exceptions that end a test run, a generator, a process: they aren't errors, by their class."""

earns = {"negative": 0}
reason = r"negative: no answer came back|KeyboardInterrupt"
wall = "process"


# %% exercise="negative"
def negative(image):
    raise KeyboardInterrupt
