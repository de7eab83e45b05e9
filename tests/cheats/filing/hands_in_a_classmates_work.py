"""Hands in a link to a classmate's notebook instead of one of its own."""

earns = {"contrast": 0, "negative": 0, "mirror": 0}
reason = r"could not be read as a notebook"


def edit(notebook, folder):
    (folder / "gallery.ipynb").symlink_to(folder.parents[1] / "zoe" / "gallery" / "gallery.ipynb")
