"""Says in the metadata that the exercise is worth a hundred points, that its check is none, and is not locked."""

earns = {"negative": 0}
reason = r"not written yet"


def edit(notebook, folder):
    for cell in notebook.cells:
        if "nbgrader" in cell.metadata:
            cell.metadata.nbgrader |= {"points": 100, "locked": False, "checksum": "0" * 32}


# %% exercise="negative"
def negative(image):
    raise NotImplementedError("negative: not written yet")
