"""Imports the checks as modules, from the package and from their folder."""

earns = {"negative": 0}
reason = r"LookupError: nothing to steal"
wall = "sandbox"

# %% exercise="negative"
import importlib
import sys
from pathlib import Path

sys.path.append(str(Path(CHEAT_CHECKS).parent))
stolen = []
for name in ("autograder.checks.noise", "autograder.checks.recognition", "gallery"):
    try:
        stolen += [test for test in dir(importlib.import_module(name)) if test.startswith("test_")]
    except ImportError:
        pass


def negative(image):
    if not stolen:
        raise LookupError("nothing to steal")
    return 255 - image
