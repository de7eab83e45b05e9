"""Imports a package that only its author has."""

earns = {"negative": 0}
reason = r"the cell that defines negative did not run: ModuleNotFoundError"

# %% exercise="negative"
import a_package_that_only_its_author_has


def negative(image):
    return a_package_that_only_its_author_has.negative(image)
