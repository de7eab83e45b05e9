"""Asks for names of hosts, in which a secret could be spelt out to whoever runs the name server."""

earns = {"negative": 0}
reason = r"LookupError: nobody there"

# %% exercise="negative"
import socket
from pathlib import Path

reached = []
servers = ["127.0.0.53", "8.8.8.8"]
if Path("/etc/resolv.conf").exists():
    servers += [line.split()[1] for line in Path("/etc/resolv.conf").read_text().splitlines() if "nameserver" in line]
for name in ("private-pixels.example", "localhost.localdomain", "example.org"):
    try:
        reached += socket.getaddrinfo(name, 80)
    except OSError:
        pass
for server in servers:
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as question:
            question.sendto(bytes(12), (server, 53))
            reached.append(server)
    except OSError:
        pass


def negative(image):
    if not reached:
        raise LookupError("nobody there")
    return 255 - image
