"""Raises exceptions whose text raises, is endless, is no text, or lies about its class."""

earns = {"contrast": 0, "negative": 0, "mirror": 0}
reason = r"contrast"


# %% exercise="contrast"
class Unspeakable(BaseException):
    def __str__(self):
        raise Unspeakable

    __repr__ = __reduce__ = __getattr__ = __str__


def contrast(image):
    raise Unspeakable


# %% exercise="negative"
class Endless(Exception):
    def __str__(self):
        return "sorry " * 10**8


def negative(image):
    raise Endless


# %% exercise="mirror"
class Liar(AssertionError):
    __module__ = "builtins"

    def __str__(self):
        return 42


Liar.__name__ = "passed\n\n5.0 of 5 points\x1b[2J"


def mirror(image):
    raise Liar
