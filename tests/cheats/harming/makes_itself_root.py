"""Tries to become root: by asking, by programs that run as root, by a setuid file, by a namespace of its own."""

earns = {"negative": 0}
reason = r"LookupError: nobody special"
dangerous = True

# %% exercise="negative"
import ctypes
import os
import shutil
import subprocess

won = []
for ask in (os.setuid, os.setgid, os.seteuid):
    try:
        ask(0)
        won.append(ask.__name__)
    except OSError:
        pass
shutil.copy("/usr/bin/id", "id")
try:
    os.chmod("id", 0o6755)
    os.chown("id", 0, 0)
    won.append("chown")
except OSError:
    pass
for command in (["./id", "-u"], ["su", "-c", "id -u"], ["sudo", "-n", "id", "-u"], ["unshare", "-Ur", "id", "-u"]):
    try:
        done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=1)
        won += [command] * (done.stdout.strip() == "0")
    except (OSError, subprocess.TimeoutExpired):
        pass
capabilities = [line for line in open("/proc/self/status") if line.startswith("Cap")]
won += [line for line in capabilities if int(line.split()[1], 16)]
print(capabilities)


def negative(image):
    if not won:
        raise LookupError("nobody special")
    return 255 - image
