"""Connects to sockets of the machine: one with a path, one without, those of well-known services."""

earns = {"negative": 0}
reason = r"LookupError: nobody there"
wall = "sandbox"

# %% exercise="negative"
import socket
from pathlib import Path

known = ["/run/docker.sock", "/var/run/docker.sock", "/run/systemd/private", "/run/dbus/system_bus_socket"]
mine = [line.split()[-1] for line in Path("/proc/net/unix").read_text().splitlines() if "/run/kernel" in line]
reached = []
for address in [CHEAT_SOCKET, "\0" + CHEAT_ABSTRACT, *known]:
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
        try:
            with socket.socket(socket.AF_UNIX, kind) as connection:
                connection.connect(address)
                reached.append(address)
        except OSError:
            pass


def negative(image):
    if not reached:
        raise LookupError("nobody there")
    return 255 - image
