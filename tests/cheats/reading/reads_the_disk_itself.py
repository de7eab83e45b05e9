"""As root, makes a device file for the machine's disk, its memory or a loop device, and reads from it."""

earns = {"negative": 0}
reason = r"LookupError: nothing to steal"

# %% exercise="negative"
import os
import stat
from pathlib import Path

devices = [
    (int(line.split()[0]), int(line.split()[1]))
    for line in Path("/proc/partitions").read_text().splitlines()
    if line.split()[:1] and line.split()[0].isdecimal() and int(line.split()[2]) > 2**16
]
stolen = []
for number, device in enumerate(devices or [(8, 0), (254, 0), (259, 0)]):
    try:
        os.mknod(f"disk{number}", stat.S_IFBLK | 0o600, os.makedev(*device))
        with open(f"disk{number}", "rb") as disk:
            stolen += [device] * bool(disk.read(512))
    except OSError:
        pass
    finally:
        Path(f"disk{number}").unlink(missing_ok=True)
for place in ("/dev/mem", "/dev/kmem", "/proc/kcore", "/dev/vda", "/dev/sda"):
    try:
        with open(place, "rb") as device:
            stolen += [place] * bool(device.read(512))
    except OSError:
        pass


def negative(image):
    if not stolen:
        raise LookupError("nothing to steal")
    return 255 - image
