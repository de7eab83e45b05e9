"""Lays a named pipe beside its notebook: whoever copies it waits for ever."""

import os


def edit(notebook, folder):
    os.mkfifo(folder / "data.txt")
