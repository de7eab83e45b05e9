"""Writes files into every folder that it can think of, outside of its own home and /tmp."""

earns = {"negative": 0}
reason = r"LookupError: nowhere to write"
dangerous = True

# %% exercise="negative"
import os
import site
import sys
from pathlib import Path

import privatepixels

folders = ["/", "/usr", "/usr/bin", "/usr/local/bin", "/etc", "/root", "/run", "/var/tmp", "/srv", "/opt", "/sys"]
folders += [CHEAT_ROOT, CHEAT_HOME, sys.prefix, sys.base_prefix, *site.getsitepackages(), *privatepixels.__path__]
folders += [str(Path(privatepixels.__path__[0]).parent), str(Path(CHEAT_CHECKS).parent), "/run/kernel", "/dev"]
folders += [folder for folder, _, _ in os.walk("/home") if not folder.startswith(str(Path.home()))]
written = []
for folder in folders:
    try:
        Path(folder, CHEAT_TOKEN).write_text("I was here.")
        written.append(folder)
    except OSError:
        pass
for file in (os.__file__, np.__file__, privatepixels.__file__, "/etc/passwd", "/bin/sh", sys.executable):
    try:
        with open(file, "r+b"):
            written.append(file)
    except OSError:
        pass
written = [place for place in written if place != "/home"]


def negative(image):
    if not written:
        raise LookupError("nowhere to write")
    return 255 - image
