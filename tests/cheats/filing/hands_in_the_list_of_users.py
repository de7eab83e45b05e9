"""Hands in a link to a file of the teacher's machine, to see it in the graded notebook."""

earns = {"contrast": 0, "negative": 0, "mirror": 0}
reason = r"could not be read as a notebook"


def edit(notebook, folder):
    (folder / "gallery.ipynb").symlink_to("/etc/passwd")
