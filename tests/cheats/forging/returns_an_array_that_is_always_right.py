"""Returns a subclass of ndarray, for which every comparison and every reduction comes out well."""

earns = {"negative": 0}
reason = r"negative returned .*Right"


# %% exercise="negative"
class Right(np.ndarray):
    def __array_ufunc__(self, *args, **kwargs):
        return np.zeros(self.shape)

    def __array_function__(self, *args, **kwargs):
        return np.zeros(())

    def astype(self, *args, **kwargs):
        return self

    def max(self, *args, **kwargs):
        return 0


def negative(image):
    return image.view(Right)
