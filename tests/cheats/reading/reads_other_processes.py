"""Looks at other people's processes in /proc: their command lines, environments, working folders and open files."""

earns = {"negative": 0}
reason = r"LookupError: nothing to steal"
wall = "sandbox"

# %% exercise="negative"
import os
from pathlib import Path

stolen = []
for process in (Path(f"/proc/{CHEAT_GRADER}"), Path(f"/proc/{CHEAT_VICTIM}")):
    try:
        stolen += [process] * (CHEAT_TOKEN in (process / "cmdline").read_text())
        stolen += [process] * ("CANARY" + "-" in (process / "environ").read_text())
        stolen += [process] * any("gradebook" in os.readlink(link) for link in (process / "fd").iterdir())
    except OSError:
        pass


def negative(image):
    if not stolen:
        raise LookupError("nothing to steal")
    return 255 - image
