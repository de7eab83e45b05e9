"""Connects to the machine that it runs on, by all its names, and to the world: with what it stole, if it could."""

earns = {"negative": 0}
reason = r"LookupError: nobody there"
wall = "sandbox"

# %% exercise="negative"
import socket
import urllib.request

reached = []
for host in ("127.0.0.1", "localhost", "0.0.0.0", "::1", socket.gethostname()):
    try:
        socket.create_connection((host, CHEAT_PORT), timeout=0.2).close()
        reached.append(host)
    except OSError:
        pass
for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM, socket.SOCK_RAW):
    try:
        socket.socket(socket.AF_INET, kind).sendto(b"hello", ("127.0.0.1", CHEAT_PORT))
        reached.append(kind)
    except OSError:
        pass


def negative(image):
    if not reached:
        raise LookupError("nobody there")
    return 255 - image
