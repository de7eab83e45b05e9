"""Returns a tensor, as people do who use TensorFlow: plain data is asked for."""

earns = {"negative": 0}
reason = r"an? EagerTensor: return its NumPy array, \.numpy\(\)"


# %% exercise="negative"
class EagerTensor:
    def __init__(self, array):
        self.array = array

    def numpy(self):
        return self.array

    def __array__(self, dtype=None, copy=None):
        return self.array


def negative(image):
    return EagerTensor(255 - image)
