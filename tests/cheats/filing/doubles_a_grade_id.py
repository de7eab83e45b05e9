"""Uses the ids of the exercise and of its check a second time, for a worse check and for full marks."""

earns = {"negative": 0}
reason = r"not written yet"

import copy


def edit(notebook, folder):
    for cell in [cell for cell in notebook.cells if "check(negative)" in cell.source]:
        again = copy.deepcopy(cell)
        again.id = "again"
        again.source = "5.0"
        notebook.cells += [again, copy.deepcopy(again)]


# %% exercise="negative"
def negative(image):
    raise NotImplementedError("negative: not written yet")
