"""A later cell defines an earlier exercise again: what counts is the name as the notebook leaves it."""

earns = {"contrast": 0}
reason = r"came back: 1e\+06; expected at most 197"


# %% exercise="mirror"
def mirror(image):
    return image[:, ::-1].copy()


def contrast(image):
    return 1000000
