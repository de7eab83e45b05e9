"""Lays links beside its notebook, to the gradebook, to secrets and to whole folders, to be copied where it can see them."""


def edit(notebook, folder):
    root = folder.parents[2]
    for name, target in {
        "a": root / "gradebook.db",
        "b": root / "build",
        "c": "/etc/passwd",
        "d": root.parent / "home",
    }.items():
        (folder / name).symlink_to(target)
    (folder / "loop").symlink_to(folder)
