"""Lays more notebooks beside the one that was asked for: one of them broken, one a copy with full marks."""

import nbformat


def edit(notebook, folder):
    (folder / "broken.ipynb").write_text("{")
    nbformat.write(notebook, folder / "gallery-Copy1.ipynb")
    nbformat.write(notebook, folder / "Gallery.ipynb")
