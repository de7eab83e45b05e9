"""Imports the reference answers, as a package, from the teacher's folder, and through the grader's own loader."""

earns = {"negative": 0}
reason = r"LookupError: nothing to steal"
wall = "sandbox"

# %% exercise="negative"
import sys
from pathlib import Path

import autograder

sys.path += [str(Path(autograder.__file__).parents[1]), str(Path(CHEAT_CHECKS).parents[1] / "solutions")]
stolen = []
try:
    from autograder.reference import reference

    stolen += [found for found in map(reference, ("noise", "recognition", "gallery")) if found is not None]
except ImportError:
    pass
for statement in ("import solutions.noise.answers", "import gallery.answers"):
    try:
        exec(statement)
        stolen.append(statement)
    except ImportError:
        pass


def negative(image):
    if not stolen:
        raise LookupError("nothing to steal")
    return 255 - image
