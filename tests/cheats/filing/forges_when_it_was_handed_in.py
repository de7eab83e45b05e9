"""Says in the file for the time of handing in that it is no time at all."""


def edit(notebook, folder):
    (folder / "timestamp.txt").write_text("the day before yesterday, honestly")
