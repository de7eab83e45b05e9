"""Run commands side by side, and tell how long all of them took and how much memory."""

import contextlib
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

_TICK = 0.2  # seconds


@dataclass(frozen=True)
class Cost:
    """Seconds from the first command's start to the last one's end; bytes of memory at the worst moment, or None."""

    seconds: float
    memory: int | None


def run(commands: Sequence[Sequence[str]], folder: Path, environment: dict[str, str], weigh: bool = False) -> Cost:
    """Run commands at once in a folder; `weigh` measures their memory, which takes some of the processors' time.

    Raises `RuntimeError` with what a command printed where it fails.
    """
    logs = [folder / f"command-{number}.log" for number in range(len(commands))]
    with contextlib.ExitStack() as stack:
        files = [stack.enter_context(log.open("wb")) for log in logs]
        scales = stack.enter_context(_weighed()) if weigh else None
        start = time.perf_counter()
        started = [
            subprocess.Popen(command, cwd=folder, env=environment, stdout=file, stderr=subprocess.STDOUT)
            for command, file in zip(commands, files, strict=True)
        ]
        codes = [process.wait() for process in started]
        seconds = time.perf_counter() - start
    for command, code, log in zip(commands, codes, logs, strict=True):
        if code:
            raise RuntimeError(f"{' '.join(command)} failed:\n{log.read_text(errors='replace')[-5000:]}")
    return Cost(seconds, scales and max(scales))


@contextmanager
def _weighed() -> Iterator[list[int]]:
    """Note again and again the memory of all that this process started, each one's share of what several use."""
    found, over = [0], threading.Event()

    def watch() -> None:
        while not over.wait(_TICK):
            found.append(sum(map(_share, psutil.Process().children(recursive=True))))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield found
    finally:
        over.set()
        watcher.join()


def _share(process: psutil.Process) -> int:
    try:
        return process.memory_full_info().pss
    except psutil.Error:
        return 0  # It has ended.
