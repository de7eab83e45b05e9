"""The exercise's own cell is no Python."""

earns = {"negative": 0}
reason = r"the cell that defines negative did not run: .*(SyntaxError|IndentationError)"


def edit(notebook, folder):
    for cell in notebook.cells:
        if "def negative" in cell.source:
            cell.source = "def negative(image):\nreturn 255 - image"
