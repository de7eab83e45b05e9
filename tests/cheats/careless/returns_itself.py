"""Returns a list that holds itself, a dict that does, and one nested deeper than anything can be."""

earns = {"contrast": 0, "negative": 0, "mirror": 0}
reason = r"nested more than 8 levels"


# %% exercise="contrast"
def contrast(image):
    deep = []
    for _ in range(10**5):
        deep = [deep]
    return deep


# %% exercise="negative"
def negative(image):
    result = [image]
    result.append(result)
    return result


# %% exercise="mirror"
def mirror(image):
    result = {}
    result[0] = result
    return result
