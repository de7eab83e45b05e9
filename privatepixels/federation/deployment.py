"""Start a Flower server and its clients as processes of this machine, run the app on them, and end them all again.

Nothing leaves the machine: all of them listen on the loopback address, and Flower's telemetry, its look for updates
and its installing of packages are switched off.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psutil

from privatepixels.federation.shops import SHOPS
from privatepixels.networks import Weights

HOST = "127.0.0.1"
APP = Path(__file__).parent / "app"
SETTINGS = {
    "FLWR_TELEMETRY_ENABLED": "0",
    "FLWR_DISABLE_UPDATE_CHECK": "1",
    "FLWR_DISABLE_RUNTIME_DEPENDENCY_INSTALLATION": "1",
    "RAY_USAGE_STATS_ENABLED": "0",
    "NO_PROXY": HOST,
    "no_proxy": HOST,
    "TF_CPP_MIN_LOG_LEVEL": "2",
    "PYTHONUNBUFFERED": "1",
}
HOME = "FLWR_HOME"  # the environment variable by which a federation's processes are known
GRACE = 5.0  # seconds to end by oneself


class DeploymentError(RuntimeError):
    """The federation could not be started, or its training failed; the message ends with what Flower said."""


@dataclass(frozen=True)
class Outcome:
    """What a training left: weights, and for each round the accuracy after it and how many seconds it took."""

    weights: Weights
    accuracies: list[float]
    seconds: list[float]


def plan(**changes: int) -> dict:
    """Return the plan of the training, as the app's pyproject.toml has it, with changes (`rounds=2`)."""
    return tomllib.loads((APP / "pyproject.toml").read_text())["tool"]["flwr"]["app"]["config"] | changes


def train(folder: Path, answers: str, plan: dict, say: Callable[[str], None], simulation: bool = False) -> Outcome:
    """Train on a server and clients that are processes, and end them, whatever happens.

    folder: an empty one for the app, logs and results. answers: Python with the learner's functions. plan: as `plan`
    returns it. say: is called with each line that the server's program prints. simulation: on Flower's simulation of
    clients instead. Raises DeploymentError.
    """
    if not shutil.which("flwr", path=_path()):
        raise DeploymentError("Flower isn't installed beside this Python: run `make federation`")
    app, home = folder / "app", folder / "home"
    shutil.copytree(APP, app, ignore=shutil.ignore_patterns("__pycache__"))
    (app / "flower_app" / "answers.py").write_text(answers, encoding="utf-8")
    environment = os.environ | SETTINGS | {HOME: str(home), "PATH": _path()}
    with _ending(home), _started(folder, environment, simulation, plan["patience"]) as port:
        (home / "config.toml").write_text(
            f'[superlink]\ndefault = "here"\n\n[superlink.here]\naddress = "{HOST}:{port}"\ninsecure = true\n'
        )
        told = plan | {"results": str(folder)}
        command = ["flwr", "run", str(app), "here", "--stream"]
        command += ["--run-config", " ".join(f"{key}={_toml(value)}" for key, value in told.items())]
        if simulation:
            command += ["--federation-config", f"num-supernodes={len(SHOPS)}"]
        heard = _listen(command, environment, say, limit=plan["patience"] * (plan["rounds"] + 1))
    try:
        return results(folder / "results.npz")
    except OSError:
        raise DeploymentError("the training failed:\n" + "".join(heard[-25:])) from None


def results(path: Path) -> Outcome:
    """Read what the server's program wrote; raises OSError where it wrote nothing."""
    with np.load(path) as found:
        weights = [found[f"weights_{place}"] for place in range(len(found.files) - 2)]
        return Outcome(weights, found["accuracies"].tolist(), found["seconds"].tolist())


@contextlib.contextmanager
def _started(folder: Path, environment: dict, simulation: bool, patience: float) -> Iterator[int]:
    """Start the server and, unless they are simulated, its clients; give the server's port, stop them in the end."""
    port, *own_ports = _free_ports(1 + len(SHOPS))
    server = ["flower-superlink", "--insecure", "--host", HOST, "--port", str(port)]
    processes = [_start([*server, *["--simulation"] * simulation], environment, folder / "server.log")]
    try:
        _wait_for(port, processes[0], patience, folder / "server.log")
        for shop, own_port in enumerate(() if simulation else own_ports):
            client = ["flower-supernode", "--insecure", "--superlink", f"{HOST}:{port}", "--host", HOST]
            client += ["--port", str(own_port), "--node-config", f"partition-id={shop} num-partitions={len(SHOPS)}"]
            processes.append(_start(client, environment, folder / f"client_{shop}.log"))
        yield port
    finally:
        for process in reversed(processes):  # The server last: clients take their leave of it.
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(GRACE)


@contextlib.contextmanager
def _ending(home: Path) -> Iterator[None]:
    """Leave no process of a federation behind: Flower's helpers are no children of ours, and outlive their parents."""
    try:
        home.mkdir()
        yield
    finally:
        with _undisturbed():
            while found := processes_of(home):
                for process in found:
                    with contextlib.suppress(psutil.Error):
                        process.kill()
                psutil.wait_procs(found, timeout=GRACE)


def processes_of(home: Path) -> list[psutil.Process]:
    """Find the running processes of the federation with this home."""
    return [
        process
        for process in psutil.process_iter(["environ", "status"])
        if (process.info["environ"] or {}).get(HOME) == str(home) and process.info["status"] != psutil.STATUS_ZOMBIE
    ]


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Put off Ctrl-C, an end asked for and a closed terminal."""
    signals = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, signal.SIG_IGN) for number in signals}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _start(command: list[str], environment: dict, log: Path) -> subprocess.Popen:
    """Start a program in a session of its own, so that Ctrl-C reaches us first."""
    with log.open("wb") as file:
        return subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _listen(command: list[str], environment: dict, say: Callable[[str], None], limit: float) -> list[str]:
    """Run a program, hand on its lines as they come, and return them; end it after `limit` seconds."""
    process = subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    timer = threading.Timer(limit, process.kill)
    timer.start()
    heard = []
    try:
        with process.stdout:
            for line in process.stdout:
                heard.append(line)
                say(line.rstrip())
        process.wait()
    finally:
        timer.cancel()
        process.kill()
        process.wait()
    return heard


def _wait_for(port: int, server: subprocess.Popen, patience: float, log: Path) -> None:
    end = time.monotonic() + patience
    while server.poll() is None and time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        time.sleep(0.2)
    said = log.read_text(errors="replace").splitlines()[-10:]
    raise DeploymentError("\n".join(["the server didn't start:", *said]))


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind((HOST, 0))
        return [one.getsockname()[1] for one in sockets]


def _path() -> str:
    """Put the programs beside this Python first: Flower starts its helpers by name."""
    return os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])


def _toml(value: float | str) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value)
