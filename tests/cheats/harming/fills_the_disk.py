"""Writes files wherever it can until ten times the space that it may use is full: few large ones, many small ones."""

earns = {"negative": 0}
reason = r"OSError: .*(No space left|File too large)|LookupError: full"
dangerous = True

# %% exercise="negative"
import os
from pathlib import Path

from ipykernel.connect import get_connection_file

places = {"/tmp", os.getcwd(), str(Path.home()), "/dev/shm", "/var/tmp", "/run", "/", "/proc/self/fd"}
places |= {str(Path(get_connection_file()).parent), *map(str, Path("/run").glob("*"))}


def fill(folder):
    written = 0
    try:
        for number in range(40):
            written += Path(folder, f"large-{number}").write_bytes(bytes(2**23))
        for number in range(30_000):
            written += Path(folder, f"small-{number}").write_bytes(b"x")
    except OSError:
        pass
    return written


def negative(image):
    if sum(map(fill, places)) < 320 * 2**20:
        raise LookupError("full")
    return 255 - image
