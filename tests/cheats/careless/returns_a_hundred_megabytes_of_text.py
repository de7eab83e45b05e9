"""Returns text, and nested lists, that are larger than anything an exercise asks for."""

earns = {"contrast": 0, "negative": 0, "mirror": 0}
reason = r"negative returned .*(more than|too large|larger)"


# %% exercise="contrast"
def contrast(image):
    return b"x" * 10**8


# %% exercise="negative"
def negative(image):
    return "x" * 10**8


# %% exercise="mirror"
def mirror(image):
    return [[0] * 10**6] * 100
