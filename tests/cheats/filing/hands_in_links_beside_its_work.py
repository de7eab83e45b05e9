"""Lays links beside its notebook, to secrets and whole folders, which a grader might copy to where it can see them."""


def edit(notebook, folder):
    root = folder.parents[2]
    targets = {"a.txt": root.parent / "home" / "exam.txt", "b": root / "build", "c.txt": "/etc/passwd", "loop": folder}
    for name, target in targets.items():
        (folder / name).symlink_to(target)
