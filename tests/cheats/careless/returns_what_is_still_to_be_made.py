"""Returns a generator, a map, a coroutine."""

earns = {"contrast": 0, "negative": 0, "mirror": 0}
reason = r"negative returned a generator: return a list"


# %% exercise="contrast"
async def contrast(image):
    return int(image.max()) - int(image.min())


# %% exercise="negative"
def negative(image):
    for row in image:
        yield 255 - row


# %% exercise="mirror"
def mirror(image):
    return map(reversed, image)
