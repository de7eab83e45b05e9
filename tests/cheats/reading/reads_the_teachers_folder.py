"""Opens the teacher's folder: the source version with its solutions, the gradebook, grades and records of others."""

earns = {"negative": 0}
reason = r"LookupError: nothing to steal"
wall = "sandbox"

# %% exercise="negative"
import os
from pathlib import Path

stolen = []
for folder in (CHEAT_ROOT, Path(CHEAT_ROOT).parent, *Path.cwd().parents[:1]):
    for place, _, files in os.walk(folder):
        stolen += [f"{place}/{name}" for name in files if place.endswith("/gallery") and name.startswith("gallery.")]


def negative(image):
    if not stolen:
        raise LookupError("nothing to steal")
    return 255 - image
