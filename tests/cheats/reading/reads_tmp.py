"""Reads what others left in the folders for temporary files."""

earns = {"negative": 0}
reason = r"LookupError: nothing to steal"
wall = "sandbox"

# %% exercise="negative"
import tempfile
from pathlib import Path

stolen = []
for folder in {tempfile.gettempdir(), "/tmp", "/var/tmp", "/dev/shm"}:
    stolen += Path(folder).glob("teacher-*")
stolen += [CHEAT_TMP] * Path(CHEAT_TMP).exists()


def negative(image):
    if not stolen:
        raise LookupError("nothing to steal")
    return 255 - image
