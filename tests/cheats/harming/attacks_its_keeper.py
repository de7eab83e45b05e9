"""Goes for the process that watches over it: signals, tracing, its memory, its files, its place in the queue."""

earns = {"negative": 0}
reason = r"LookupError: out of reach"
dangerous = True

# %% exercise="negative"
import ctypes
import os
import signal

won = []
for keeper in {1, os.getppid()}:
    for number in (signal.SIGSTOP, signal.SIGKILL, signal.SIGINT, signal.SIGCHLD):
        try:
            os.kill(keeper, number)
            won.append(number)
        except OSError:
            pass
    for name in ("mem", "environ", "maps", "cwd", "fd/0", "root", "syscall", "ns/mnt"):
        try:
            os.close(os.open(f"/proc/{keeper}/{name}", os.O_RDONLY))
            won.append(name)
        except OSError:
            pass
    won += ["ptrace"] * (ctypes.CDLL(None).ptrace(16, keeper, 0, 0) == 0)
    try:
        os.setpriority(os.PRIO_PROCESS, keeper, 19)
        won.append("priority")
    except OSError:
        pass
print(won)


def negative(image):
    if not won:
        raise LookupError("out of reach")
    return 255 - image
