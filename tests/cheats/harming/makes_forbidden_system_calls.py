"""Makes the system calls by which sandboxes are left: mounts, namespaces, tracing, keys, programs in the system."""

earns = {"negative": 0}
reason = r"LookupError: all refused"
dangerous = True

# %% exercise="negative"
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
calls = {
    "ptrace": (101, 0, 0, 0, 0),
    "mount": (165, b"none", b"/tmp", b"tmpfs", 0, 0),
    "umount": (166, b"/proc", 2),
    "pivot_root": (155, b"/tmp", b"/tmp"),
    "chroot": (161, b"/tmp"),
    "unshare a user namespace": (272, 0x10000000),
    "unshare a mount namespace": (272, 0x00020000),
    "setns": (308, os.open("/proc/self/ns/net", os.O_RDONLY), 0),
    "bpf": (321, 0, 0, 0),
    "keyctl": (250, 0, -3, 1),
    "add_key": (248, b"user", b"cheat", b"secret", 6, -3),
    "userfaultfd": (323, 0),
    "perf_event_open": (298, bytes(128), 0, -1, -1, 0),
    "io_uring_setup": (425, 8, bytes(120)),
    "open_by_handle_at": (304, -100, bytes(64), 0),
    "process_vm_readv": (310, 1, 0, 0, 0, 0, 0),
    "init_module": (175, b"x", 1, b""),
    "sethostname": (170, b"cheat", 5),
    "settimeofday": (164, bytes(16), 0),
    "iopl": (172, 3),
    "swapon": (167, b"/tmp", 0),
    "syslog": (103, 3, bytes(64), 64),
    "mknod": (133, b"/tmp/disk", 0o60600, 0x0800),
    "fsopen": (430, b"tmpfs", 0),
    "setpriority": (141, 0, 0, -20),
    "memfd_secret": (447, 0),
}
won = [name for name, (number, *arguments) in calls.items() if libc.syscall(number, *arguments) >= 0]
print(won)


def negative(image):
    if not won:
        raise LookupError("all refused")
    return 255 - image
