"""Clears its output and draws again, and updates one display, twenty thousand times, until it is stopped."""

earns = {"negative": 0}
reason = r"(longer than|stopped|output)"

# %% exercise="negative"
from IPython.display import clear_output, display

shown = display("0", display_id=True)
while True:
    clear_output(wait=False)
    shown.update("x" * 1000)
    display("again")


def negative(image):
    return 255 - image
