"""Strips the notebook of all metadata: it holds no exercise and no check by name."""

earns = {"contrast": 0, "negative": 0, "mirror": 0}
reason = r"not attempted|not written yet"


def edit(notebook, folder):
    notebook.metadata.clear()
    for cell in notebook.cells:
        cell.metadata.clear()
