"""Hands in JSON that is no notebook: sources that are numbers, cells of unknown kinds, a version from the future."""

earns = {"contrast": 0, "negative": 0, "mirror": 0}
reason = r"could not be read as a notebook"

import json


def edit(notebook, folder):
    cells = [{"cell_type": "code", "source": 5, "metadata": [], "outputs": None, "execution_count": "x"}, 7, None]
    text = json.dumps({"cells": cells, "metadata": None, "nbformat": 9, "nbformat_minor": -1})
    (folder / "gallery.ipynb").write_text(text)
