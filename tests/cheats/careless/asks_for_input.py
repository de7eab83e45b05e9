"""Asks the person at the keyboard, of whom there is none when work is graded."""

earns = {"negative": 0}
reason = r"StdinNotImplementedError|EOFError|input"


# %% exercise="negative"
def negative(image):
    return int(input("White is: ")) - image
