"""Keeps results and counts calls between calls; every answer is right all the same."""

# %% exercise="negative"
kept = {}


def negative(image, cache=kept):
    key = image.tobytes()
    if key not in cache:
        cache[key] = 255 - image
    return cache[key]
