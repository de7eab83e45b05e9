"""Fills the buffers of many sockets in each of eight processes: the system's memory, and no process's."""

earns = {"negative": 0}
reason = r"LookupError: nowhere to put it|more than 256 MiB of memory|ended the kernel"
dangerous = True

# %% exercise="negative"
import contextlib
import os
import socket
import time


def fill():
    pairs, put = [], 0
    with contextlib.suppress(OSError):
        while put < 2**26:
            pairs.append(socket.socketpair())
            for end in pairs[-1]:
                end.setblocking(False)
                with contextlib.suppress(BlockingIOError):
                    while True:
                        put += end.send(bytes(2**15))
    return pairs, put


def negative(image):
    told, tell = os.pipe()
    for _ in range(8):
        if os.fork() == 0:
            pairs, put = fill()
            os.write(tell, put.to_bytes(8, "little"))
            time.sleep(10)
            os._exit(0)
    total = sum(int.from_bytes(os.read(told, 8), "little") for _ in range(8))
    if total < 2**29 * 0.8:
        raise LookupError("nowhere to put it")
    time.sleep(1)  # The sandbox looks ten times a second: what is held for less may be missed.
    return 255 - image
