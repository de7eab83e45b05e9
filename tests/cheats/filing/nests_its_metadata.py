"""Hands in metadata that are nested deeper than a reader can follow."""

earns = {"contrast": 0, "negative": 0, "mirror": 0}
reason = r"could not be read as a notebook"

import nbformat


def edit(notebook, folder):
    text = nbformat.writes(notebook).rstrip().removesuffix("}")
    (folder / "gallery.ipynb").write_text(f'{text}, "deep": {"[" * 100_000}{"]" * 100_000}}}')
