"""Builds a sandbox around this process: namespaces of its own, a file system with little in it, limits, no rights.

Two ways lead to the same place. Root makes the namespaces and gives its rights up for a user that owns nothing. An
ordinary user makes a user namespace first, in which it may do the same.
"""

import os
import resource
from collections.abc import Mapping

from . import linux, seccomp

HOME = "/home/student"
DOOR = "/run/kernel"  # the folder of the kernel's sockets
ONE_THREAD = {  # There is a kernel to each core already, and the order of sums doesn't hang on the machine.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
}
ENVIRONMENT = ONE_THREAD | {
    "HOME": HOME,
    "USER": "student",
    "LOGNAME": "student",
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "TMPDIR": "/tmp",
    "PYTHONHASHSEED": "0",
    "PIP_NO_INDEX": "1",  # so that `!pip install` fails at once
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
}
_FIRST_USER = 1_800_000_000  # above the users that systems and containers hand out
_USERS = 1_000_000
_MOST_FILES = 20_000
_MOST_OPEN_FILES = 1024
_GRACE = 5  # seconds
_UNUSED = 2**30  # bytes of address space that threads reserve, and never touch
_HARMLESS = linux.MS_NOSUID | linux.MS_NODEV
_READ_ONLY = linux.MOUNT_ATTR_RDONLY | linux.MOUNT_ATTR_NOSUID | linux.MOUNT_ATTR_NODEV
_DEVICES = ("null", "zero", "full", "random", "urandom")
_SPACES = (
    linux.CLONE_NEWNS
    | linux.CLONE_NEWPID
    | linux.CLONE_NEWNET
    | linux.CLONE_NEWIPC
    | linux.CLONE_NEWUTS
    | linux.CLONE_NEWCGROUP
)


def user_within() -> int:
    """Choose the user that students' code runs as: for root one that owns nothing, and that no other sandbox has."""
    return _FIRST_USER + os.getpid() % _USERS if os.geteuid() == 0 else os.geteuid()


def leave_namespaces() -> None:
    """Leave the namespaces of the machine. The next child is the first process of a new world."""
    if os.geteuid() == 0:
        linux.unshare(_SPACES)
        return
    user, group = os.geteuid(), os.getegid()
    linux.unshare(_SPACES | linux.CLONE_NEWUSER)
    _write("/proc/self/setgroups", "deny")
    _write("/proc/self/uid_map", f"{user} {user} 1")
    _write("/proc/self/gid_map", f"{group} {group} 1")


def build_room(room: Mapping, scratch: str, door: str, user: int, disk: int) -> None:
    """Change to a file system that holds what `room` lists (see `room.Room`), read-only, and `disk` bytes to write to.

    `scratch` is an empty folder to build in, `door` the folder that becomes `DOOR`.
    """
    linux.mount("", "/", flags=linux.MS_REC | linux.MS_PRIVATE)
    linux.mount("tmpfs", scratch, "tmpfs", _HARMLESS, f"size={disk},nr_inodes={_MOST_FILES},mode=755")
    _furnish(room, scratch)
    _show(door, scratch + DOOR)
    _make_devices(scratch)
    for folder in (HOME, "/tmp", "/dev/shm"):
        os.makedirs(scratch + folder, exist_ok=True)  # A Python may be installed below it.
        os.chown(scratch + folder, user, -1)
    os.makedirs(f"{scratch}/etc", exist_ok=True)
    _write(f"{scratch}/etc/passwd", f"student:x:{user}:{user}::{HOME}:/bin/sh\n")
    os.mkdir(f"{scratch}/proc")
    linux.mount("proc", f"{scratch}/proc", "proc", _HARMLESS | linux.MS_NOEXEC)
    linux.enter_root(scratch)


def close_door() -> None:
    """Let nothing more be written to `DOOR`, which lies on the machine's disk."""
    linux.protect_mount(DOOR, linux.MOUNT_ATTR_RDONLY)


def lose_rights(user: int, limits: Mapping) -> None:
    """Become a user without rights, under `limits` (see `rules.Rules`), for good."""
    _limit(resource.RLIMIT_AS, address_space() + limits["memory"] + _UNUSED)
    _limit(resource.RLIMIT_CPU, int(limits["cpu_seconds"]), _GRACE)
    _limit(resource.RLIMIT_NPROC, limits["processes"])
    _limit(resource.RLIMIT_FSIZE, limits["disk"])
    _limit(resource.RLIMIT_NOFILE, _MOST_OPEN_FILES)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_MSGQUEUE, 0)
    linux.drop_bounding_set()
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    linux.prctl(linux.PR_SET_DUMPABLE, 1)  # else /proc/self would belong to root
    linux.drop_capabilities()
    linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
    seccomp.refuse()


def address_space(pid: str = "self") -> int:
    """Measure the address space of a process, in bytes."""
    with open(f"/proc/{pid}/statm") as file:
        return int(file.read().split()[0]) * resource.getpagesize()


def _furnish(room: Mapping, scratch: str) -> None:
    places = {path: path for path in room["shown"]} | room["covered"]
    emptied = []
    for path, source in sorted(places.items(), key=lambda place: place[0].count("/")):
        if source:
            _show(source, scratch + path)
            if not os.path.islink(scratch + path):
                linux.protect_mount(scratch + path, _READ_ONLY)
        elif os.path.isdir(scratch + path):
            linux.mount("tmpfs", scratch + path, "tmpfs", _HARMLESS, "mode=755")
            emptied.append(scratch + path)
    for path in emptied:
        linux.protect_mount(path, _READ_ONLY)


def _show(source: str, target: str) -> None:
    """Let a file, a folder or a link appear at another place."""
    os.makedirs(os.path.dirname(target), exist_ok=True)
    if os.path.islink(source):
        if not os.path.lexists(target):
            os.symlink(os.readlink(source), target)
        return
    if os.path.isdir(source):
        os.makedirs(target, exist_ok=True)
    elif not os.path.exists(target):
        _write(target, "")
    linux.mount(source, target, flags=linux.MS_BIND | linux.MS_REC)


def _make_devices(scratch: str) -> None:
    for name in _DEVICES:
        _show(f"/dev/{name}", f"{scratch}/dev/{name}")
    os.mkdir(f"{scratch}/dev/pts")  # IPython runs shell lines in a terminal
    linux.mount(
        "devpts", f"{scratch}/dev/pts", "devpts", linux.MS_NOSUID | linux.MS_NOEXEC, "newinstance,ptmxmode=0666"
    )
    os.symlink("pts/ptmx", f"{scratch}/dev/ptmx")
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        os.symlink(f"/proc/self/fd/{number}", f"{scratch}/dev/{name}")
    os.symlink("/proc/self/fd", f"{scratch}/dev/fd")


def _limit(what: int, value: int, grace: int = 0) -> None:
    """Set a limit that can't be raised again; over `value` comes a signal, over `value + grace` the end."""
    hard = resource.getrlimit(what)[1]
    most = value + grace if hard == resource.RLIM_INFINITY else min(value + grace, hard)
    resource.setrlimit(what, (min(value, most), most))


def _write(path: str, text: str) -> None:
    with open(path, "w") as file:
        file.write(text)
