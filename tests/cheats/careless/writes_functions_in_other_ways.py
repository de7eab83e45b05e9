"""Writes its answers as a lambda, a partial, an object that can be called, with decorators: all of them are right."""

# %% exercise="contrast"
contrast = lambda image: int(np.ptp(image.astype(int)))

# %% exercise="negative"
import functools

negative = functools.partial(np.subtract, 255)


# %% exercise="mirror"
class Mirror:
    @functools.lru_cache
    def axis(self):
        return 1

    def __call__(self, image):
        return np.flip(image, self.axis()).copy()


mirror = Mirror()
