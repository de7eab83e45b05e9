"""Returns the array that it was given, turned round in place, so that it 'agrees' with an input that it changed."""

earns = {"negative": 4}
reason = r"changed its input: image"


# %% exercise="negative"
def negative(image):
    np.subtract(255, image, out=image)
    return image
