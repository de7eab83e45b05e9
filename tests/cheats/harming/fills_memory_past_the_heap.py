"""Fills memory that is no process's own: nameless files, shared memory, files in /dev/shm, buffers of pipes."""

earns = {"negative": 0}
reason = r"LookupError: nowhere to put it|more than 256 MiB of memory|ended the kernel"
dangerous = True

# %% exercise="negative"
import ctypes
import os

libc = ctypes.CDLL(None)
libc.shmat.restype = ctypes.c_void_p
MOST = 3 * 2**28
PART = 2**24


def nameless_file():
    file = os.memfd_create("hoard")
    for _ in range(MOST // PART):
        os.write(file, bytes(PART))


def file_in_shared_memory():
    with open("/dev/shm/hoard", "wb") as file:
        for _ in range(MOST // PART):
            file.write(bytes(PART))


def shared_memory():
    for _ in range(MOST // PART):
        number = libc.shmget(0, PART, 0o1600)
        if number < 0:
            raise OSError("no shared memory")
        ctypes.memset(libc.shmat(number, None, 0), 1, PART)


def negative(image):
    for way in (nameless_file, file_in_shared_memory, shared_memory):
        try:
            way()
        except OSError:
            continue
        return 255 - image
    raise LookupError("nowhere to put it")
