"""Looks for the connection files and sockets of other kernels, whose keys would let it run code in them."""

earns = {"negative": 0}
reason = r"LookupError: nothing to steal"
wall = "sandbox"

# %% exercise="negative"
import os
from pathlib import Path

from ipykernel.connect import get_connection_file

mine = Path(get_connection_file())
folders = [mine.parent, Path("/tmp"), Path("/run"), Path.home(), Path(CHEAT_HOME), Path("/root")]
stolen = []
for folder in folders:
    for pattern in ("kernel-*.json", ".local/share/jupyter/runtime/*.json", "*/kernel*.json"):
        stolen += [place for place in folder.glob(pattern) if place != mine and os.access(place, os.R_OK)]


def negative(image):
    if not stolen:
        raise LookupError("nothing to steal")
    return 255 - image
