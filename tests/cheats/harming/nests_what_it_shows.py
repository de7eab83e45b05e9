"""Shows JSON nested a hundred thousand deep, numbers that JSON has no word for, and keys that are no text."""

# %% exercise="negative"
from IPython.display import display

deep = value = {}
for _ in range(900):
    value["x"] = value = {}
for data in (deep, {"value": float("nan")}, {"value": 10**5000}, {"list": [[[[[]]]]] * 1000}):
    try:
        display({"application/json": data, "text/plain": "shown"}, raw=True)
    except Exception as error:
        print(type(error).__name__)


def negative(image):
    return 255 - image
