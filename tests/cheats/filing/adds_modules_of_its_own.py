"""Lays modules beside its notebook, under names that a grader or a kernel might import from the working folder."""


def edit(notebook, folder):
    harm = "import pathlib\npathlib.Path('/tmp/cheat-imported').touch()\nraise SystemExit(0)\n"
    for name in ("numpy", "pytest", "autograder", "sitecustomize", "conftest", "nbgrader_config", "ipython_config"):
        (folder / f"{name}.py").write_text(harm)
    for name in ("jupyter_config.py", "pytest.ini", ".env", "pyproject.toml", ".ipython"):
        (folder / name).write_text(harm)
