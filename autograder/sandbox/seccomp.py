"""The second wall: system calls that no answer needs are refused, should a namespace ever have a hole.

The filter is a small program for the kernel's packet machine; see seccomp(2) and linux/filter.h. It lists what is
refused: a list of what is allowed would break with each new version of glibc or TensorFlow.
"""

import errno
import os
import struct

from . import linux

_LOAD, _JUMP_EQUAL, _JUMP_GREATER_EQUAL, _JUMP_SET, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16  # offsets in struct seccomp_data
_X32 = 0x40000000
_AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_NEW_NAMESPACES = (
    linux.CLONE_NEWNS
    | linux.CLONE_NEWCGROUP
    | linux.CLONE_NEWUTS
    | linux.CLONE_NEWIPC
    | linux.CLONE_NEWUSER
    | linux.CLONE_NEWPID
    | linux.CLONE_NEWNET
)
_AF_UNIX = 1

# name: number on x86-64, number on aarch64. Numbers from 424 on are the same everywhere.
_REFUSED = {
    # other processes
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "pidfd_getfd": (438, 438),
    "kcmp": (312, 272),
    # namespaces and mounts
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    # parts of the kernel with a history of holes
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "vmsplice": (278, 75),
    # the machine
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "reboot": (169, 142),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "syslog": (103, 116),
    "acct": (163, 89),
    "quotactl": (179, 60),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    # memory that no limit sees
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    "msgget": (68, 186),
    "semget": (64, 190),
}
_SOCKET, _CLONE, _CLONE3 = (41, 198), (56, 220), 435


def refuse() -> None:
    """Put the filter over this process and all that it starts. Raises `OSError`."""
    linux.install_filter(program(os.uname().machine))


def program(machine: str) -> bytes:
    """Assemble the filter for `x86_64` or `aarch64`."""
    column = list(_AUDIT).index(machine)
    code = [
        _step(_LOAD, _ARCHITECTURE),
        _step(_JUMP_EQUAL, _AUDIT[machine], 1, 0),
        _step(_RETURN, _KILL),
        _step(_LOAD, _NUMBER),
        _step(_JUMP_GREATER_EQUAL, _X32, 0, 1),
        _step(_RETURN, _KILL),
        # clone3 hides its flags behind a pointer; told that there is none, glibc turns to clone.
        *_if_number(_CLONE3, [_step(_RETURN, _ERRNO | errno.ENOSYS)]),
        *_if_number(_CLONE[column], _refused_with_flags(_NEW_NAMESPACES)),
        *_if_number(_SOCKET[column], _refused_unless(_AF_UNIX)),
    ]
    for numbers in _REFUSED.values():
        code += _if_number(numbers[column], [_step(_RETURN, _ERRNO | errno.EPERM)])
    return b"".join([*code, _step(_RETURN, _ALLOW)])


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)


def _if_number(number: int, then: list[bytes]) -> list[bytes]:
    return [_step(_JUMP_EQUAL, number, 0, len(then)), *then]


def _refused_with_flags(flags: int) -> list[bytes]:
    return [
        _step(_LOAD, _ARGUMENTS),
        _step(_JUMP_SET, flags, 0, 1),
        _step(_RETURN, _ERRNO | errno.EPERM),
        _step(_RETURN, _ALLOW),
    ]


def _refused_unless(family: int) -> list[bytes]:
    return [
        _step(_LOAD, _ARGUMENTS),
        _step(_JUMP_EQUAL, family, 1, 0),
        _step(_RETURN, _ERRNO | errno.EAFNOSUPPORT),
        _step(_RETURN, _ALLOW),
    ]
