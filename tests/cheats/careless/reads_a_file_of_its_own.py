"""Reads a file by a relative path, which is there on its author's machine, and even lies beside the notebook."""

earns = {"negative": 0}
reason = r"FileNotFoundError|No such file"


def edit(notebook, folder):
    (folder / "white.txt").write_text("255")


# %% exercise="negative"
def negative(image):
    return int(open("white.txt").read()) - image
