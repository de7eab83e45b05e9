"""Returns an object that is equal to everything, less and greater than everything, and any array one likes."""

earns = {"negative": 0}
reason = r"negative returned .*Yes"


# %% exercise="negative"
class Yes:
    shape, dtype, size, ndim = (4, 4), np.dtype(np.uint8), 0, 2

    def __getattr__(self, name):
        return Yes()

    def __call__(self, *args, **kwargs):
        return True

    def __eq__(self, other):
        return True

    __lt__ = __le__ = __gt__ = __ge__ = __contains__ = __eq__
    __ne__ = __bool__ = lambda self, *other: True
    __hash__ = __len__ = __index__ = __int__ = lambda self: 0
    __float__ = lambda self: 0.0

    def __array__(self, *args, **kwargs):
        return np.zeros((4, 4), np.uint8)

    def __instancecheck__(self, other):
        return True


def negative(image):
    return Yes()
