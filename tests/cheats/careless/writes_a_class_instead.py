"""A class stands under the exercise's name, and makes objects."""

earns = {"negative": 0}
reason = r"negative returned a negative"


# %% exercise="negative"
class negative:
    def __init__(self, image):
        self.image = 255 - image
