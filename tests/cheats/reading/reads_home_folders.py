"""Reads the home folders, keys and all, and lists those of everybody else."""

earns = {"negative": 0}
reason = r"LookupError: nothing to steal"
wall = "sandbox"

# %% exercise="negative"
import pwd
from pathlib import Path

stolen = []
for home in {CHEAT_HOME, Path.home()}:
    for place in (*Path(home).glob("*"), *Path(home).glob(".ssh/*")):
        stolen += [place] * (place.is_file() and "CANARY" + "-" in place.read_text())
for home in {Path(user.pw_dir) for user in pwd.getpwall() if user.pw_uid in (0, *range(1000, 60000))} - {Path.home()}:
    try:
        stolen += home.glob("*")
    except OSError:
        pass


def negative(image):
    if not stolen:
        raise LookupError("nothing to steal")
    return 255 - image
