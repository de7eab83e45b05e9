"""Hands in a named pipe instead of a file: whoever opens it waits for ever."""

earns = {"contrast": 0, "negative": 0, "mirror": 0}
reason = r"could not be read as a notebook"

import os


def edit(notebook, folder):
    os.mkfifo(folder / "gallery.ipynb")
