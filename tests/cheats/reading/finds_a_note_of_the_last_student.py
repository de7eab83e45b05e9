"""Leaves notes wherever something might outlast its kernel, and reads those that a friend's notebook has left."""

earns = {"negative": 0}
reason = r"LookupError: nothing to steal"

# %% exercise="negative"
import ctypes
import os
from pathlib import Path

stolen = []
for folder in {"/tmp", "/var/tmp", "/dev/shm", str(Path.home()), os.getcwd(), "/run/kernel", "/run/lock"}:
    note = Path(folder, f"note-{CHEAT_TOKEN}")
    try:
        if note.exists():
            stolen.append(note)
            note.unlink()
        else:
            note.write_text("The answer is 255 - image.")
    except OSError:
        pass
libc, key = ctypes.CDLL(None), int(CHEAT_TOKEN[-7:], 16)
shared = libc.shmget(key, 4096, 0)
if shared >= 0:
    stolen.append("shared memory")
    libc.shmctl(shared, 0, None)
else:
    libc.shmget(key, 4096, 0o1666)


def negative(image):
    if not stolen:
        raise LookupError("nothing to steal")
    return 255 - image
