"""A cell of its own is no Python at all, and another one fails."""


def edit(notebook, folder):
    broken = [cell for cell in notebook.cells if cell.source in ('"broken"', '"null bytes"')]
    broken[0].source = "def unfinished(:\n  ''' and so"
    broken[1].source = "x = 1\x00"


# %%
"broken"

# %%
"null bytes"

# %%
1 / 0
