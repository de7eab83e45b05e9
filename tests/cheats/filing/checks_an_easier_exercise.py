"""Has the check of the one exercise check another, which it can do."""

earns = {"negative": 0}
reason = r"negative"


def edit(notebook, folder):
    for cell in notebook.cells:
        if cell.source == "check(negative)":
            cell.source = "check(contrast)"


# %% exercise="negative"
negative = contrast
