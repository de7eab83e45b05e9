"""Students' code in its sandbox: what it can't see, can't do, can't use up, and that all of it goes with its grader."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError

from autograder import kernels
from autograder.rules import MIB, Rules
from autograder.sandbox import warm

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="sandboxes need Linux")

PROJECT = Path(__file__).parents[1]
TIGHT = Rules(memory=500 * MIB, processes=150, disk=32 * MIB, cpu_seconds=2, cell_seconds=60)


class Ran:
    """What came of some cells: their text, and why the kernel ended if it did."""

    def __init__(self, *cells: str, rules: Rules = TIGHT, imports: tuple[str, ...] = ()):
        manager = kernels.kernel_manager(rules, imports)
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(textwrap.dedent(cell)) for cell in cells])
        client = NotebookClient(notebook, km=manager, allow_errors=True, timeout=60, shutdown_kernel="immediate")
        client.owns_km = True
        self.ended = None
        try:
            client.execute()
        except DeadKernelError:
            self.ended = manager.provisioner.end_reason
        self.outputs = [output for cell in notebook.cells for output in cell.outputs]

    @property
    def text(self) -> str:
        return "".join(output.get("text", "") for output in self.outputs)

    @property
    def errors(self) -> list[str]:
        return [output.ename for output in self.outputs if output.output_type == "error"]


def test_ordinary_cells_run_as_anywhere():
    ran = Ran("import numpy as np", "np.arange(3).sum()", "import matplotlib.pyplot as plt\nplt.plot([1, 2]);")
    assert ran.outputs[0].data["text/plain"] == "np.int64(3)"
    assert "image/png" in ran.outputs[1].data


def test_the_courses_data_can_be_read():
    assert Ran("from privatepixels import data\nprint(data.photo('camera').shape)").text == "(512, 512)\n"


def test_packages_that_are_installed_below_tmp_can_be_imported(tmp_path, monkeypatch):
    packages = tmp_path / "site-packages"
    packages.mkdir()
    (packages / "found.py").write_text("WORD = 'here'")
    monkeypatch.syspath_prepend(str(packages))
    assert Ran(f"import sys\nsys.path.append({str(packages)!r})\nimport found\nprint(found.WORD)").text == "here\n"


def test_check_can_be_imported_and_called_but_there_are_no_checks():
    ran = Ran("from autograder import check\ncheck(print)", "import autograder.checks.noise", "import solutions.noise")
    assert "outside" in ran.text
    assert ran.errors == ["ModuleNotFoundError", "ModuleNotFoundError"]


def test_nothing_of_the_project_is_seen_but_what_notebooks_import():
    project = str(PROJECT)
    seen = Ran(f"import os\nprint(*os.listdir({project!r}), '|', *os.listdir({project!r} + '/autograder'))").text
    top, _, package = seen.partition("|")
    assert set(top.split()) <= {"privatepixels", "autograder", ".venv"}
    assert package.split() == ["__init__.py"]


def test_the_graders_environment_home_and_files_are_not_seen(monkeypatch, tmp_path):
    monkeypatch.setenv("CANARY", "sings")
    canary = tmp_path / "canary"
    canary.write_text("sings")
    ran = Ran(
        f"""
        import os
        print(os.environ.get("CANARY"), os.path.exists({str(canary)!r}), os.listdir(os.path.expanduser("~")))
        for pid in filter(str.isdecimal, os.listdir("/proc")):
            try:
                print(b"CANARY" in open(f"/proc/{{pid}}/environ", "rb").read())
            except OSError:
                pass
        """
    )
    assert ran.text.startswith("None False ['.ipython'")
    assert "True" not in ran.text.partition("\n")[2]


def test_shell_lines_run():
    assert Ran("!echo here").text.strip() == "here"


def test_other_processes_are_not_seen():
    pids = Ran("import os\nprint(*filter(str.isdecimal, os.listdir('/proc')))").text.split()
    assert len(pids) <= 3
    assert max(map(int, pids)) < 100


def test_there_is_no_network():
    ran = Ran("import socket\nsocket.create_connection(('127.0.0.1', 80), 1)", "socket.getaddrinfo('python.org', 80)")
    assert ran.errors == ["OSError", "gaierror"]


@pytest.mark.parametrize("path", ["/usr/x", sys.prefix + "/x", str(PROJECT / "privatepixels" / "x"), "/run/kernel/x"])
def test_the_system_and_the_course_are_read_only(path):
    assert Ran(f"open({path!r}, 'w')").errors == ["OSError"]
    assert not os.path.exists(path)


def test_system_calls_that_no_answer_needs_are_refused():
    ran = Ran(
        """
        import ctypes
        libc = ctypes.CDLL(None, use_errno=True)
        calls = [("unshare", 0x10000000), ("ptrace", 16, 1, 0, 0), ("mount", b"x", b"/tmp", b"tmpfs", 0, 0),
                 ("setns", 0, 0), ("chroot", b"/tmp"), ("memfd_create", b"x", 0), ("shmget", 1, 10**6, 0o1600),
                 ("semget", 1, 32000, 0o1600)]
        print(*(getattr(libc, name)(*arguments) for name, *arguments in calls))
        """
    )
    assert ran.text.split() == ["-1"] * 8


def test_rights_and_limits_do_not_come_back():
    ran = Ran(
        """
        import os, resource, subprocess
        status = dict(line.split(":", 1) for line in open("/proc/self/status"))
        print(*(status[name].strip() for name in ("CapEff", "CapBnd", "NoNewPrivs", "Seccomp")))
        """,
        "import os\nos.setuid(0)",
        "import resource\nresource.setrlimit(resource.RLIMIT_AS, (-1, -1))",
    )
    assert ran.text.split() == ["0" * 16, "0" * 16, "1", "2"]
    assert len(ran.errors) == 2


@pytest.mark.parametrize(
    "bomb",
    [
        "hoard = []\nwhile True: hoard.append(bytearray(10**7))",
        """
        import os, time
        for _ in range(10):
            if os.fork() == 0:
                hoard = bytearray(b"1") * (100 * 10**6)
                time.sleep(60)
        time.sleep(60)
        """,
        """
        import os, socket, time
        for _ in range(10):
            if os.fork() == 0:
                hoard = [socket.socketpair() for _ in range(400)]
                time.sleep(60)
        time.sleep(60)
        """,
    ],
    ids=["in one process", "in many", "in sockets"],
)
def test_too_much_memory_ends_the_kernel_and_says_so(bomb):
    assert Ran(bomb, "print('alive')").ended == "it used more than 500 MiB of memory"


def test_one_array_that_is_too_large_is_an_ordinary_error():
    ran = Ran("import numpy as np\nnp.ones(10**10)", "print('alive')")
    assert ran.ended is None
    assert ran.text.endswith("alive\n")


@pytest.mark.parametrize(
    "bomb", ["import os\nwhile os.fork(): pass", "import threading\nwhile True: threading.Timer(60, print).start()"]
)
def test_processes_and_threads_are_bounded(bomb):
    ran = Ran(f"{bomb}", rules=Rules(processes=100))
    assert ran.errors[0] in ("BlockingIOError", "RuntimeError")


def test_a_fork_bomb_ends():
    assert Ran("import os\nwhile True: os.fork()").text == ""


@pytest.mark.parametrize("folder", ["/tmp", "/home/student", "/dev/shm"])
def test_files_are_bounded(folder):
    ran = Ran(f"with open('{folder}/x', 'wb') as file:\n    while True: file.write(bytes(10**6))", "print('alive')")
    assert ran.errors == ["OSError"]
    assert ran.text == "alive\n"


def test_processor_time_is_bounded():
    assert Ran("while True: pass").ended == "it used more than 2 s of processor time"


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("import os\nos._exit(3)", "it exited with code 3"),
        ("import ctypes\nctypes.string_at(0)", "it was ended by SIGSEGV"),
        ("import os\nos.kill(os.getpid(), 9)", "it was ended by SIGKILL"),
    ],
)
def test_the_reason_why_a_kernel_ended_is_told(cell, reason):
    assert Ran(cell).ended == reason


def test_the_first_process_can_be_neither_ended_nor_read():
    ran = Ran(
        "import os, signal\nfor number in (signal.SIGTERM, signal.SIGKILL):\n"
        "    try: os.kill(1, number)\n    except OSError: pass",
        "open('/proc/1/environ')",
        "open('/proc/1/mem', 'rb')",
        "print('alive')",
    )
    assert ran.errors == ["PermissionError", "PermissionError"]
    assert ran.text == "alive\n"


def test_daemons_end_with_their_kernel(marked_processes):
    Ran(
        """
        import os, subprocess
        subprocess.Popen(["/bin/sleep", "4321"], start_new_session=True)
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                os.execv("/bin/sleep", ["sleep", "4321"])
            os._exit(0)
        """
    )
    assert not marked_processes(b"4321")


@pytest.fixture
def marked_processes():
    """Find processes by a word of their command line, once those that are ending have had a second to."""

    def find(word: bytes) -> list[str]:
        found = []
        for _ in range(20):
            found = [
                path.parent.name for path in Path("/proc").glob("[0-9]*/cmdline") if word in _read(path).split(b"\0")
            ]
            if not found:
                break
            time.sleep(0.05)
        return found

    return find


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def test_an_interrupt_reaches_a_busy_cell():
    manager = kernels.kernel_manager(TIGHT)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("import time\ntime.sleep(60)")])
    client = NotebookClient(notebook, km=manager, allow_errors=True, timeout=1, interrupt_on_timeout=True)
    client.owns_km = True
    client.execute()
    assert notebook.cells[0].outputs[0].ename == "KeyboardInterrupt"


@pytest.mark.slow
def test_tensorflow_runs_in_a_kernel_forked_after_all_warm_modules_were_imported():
    ran = Ran(
        "import keras, numpy as np, tensorflow as tf",
        """
        model = keras.Sequential([keras.layers.Dense(4), keras.layers.Dense(1)])
        model.compile(optimizer="adam", loss="mse")
        model.fit(np.ones((64, 3)), np.ones((64, 1)), verbose=0)
        print(int(tf.reduce_sum(tf.ones(5))))
        """,
        rules=Rules(),
        imports=(*kernels.WARM, "privatepixels.models", "privatepixels.attacks", "privatepixels.figures"),
    )
    assert ran.errors == []
    assert ran.text == "5\n"


def test_a_killed_warm_process_costs_nothing():
    Ran("1")
    os.kill(warm.own()._process.pid, signal.SIGKILL)
    assert Ran("print(1)").text == "1\n"


def test_a_shared_warm_process_that_is_gone_costs_nothing(monkeypatch, tmp_path):
    monkeypatch.setenv(warm.SHARED, str(tmp_path / "gone"))
    assert Ran("print(1)").text == "1\n"


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, None], ids=["killed", "terminated", "at its end"])
def test_all_ends_with_the_grader_and_no_file_is_left(how, tmp_path, marked_processes):
    program = """
        import asyncio, sys, time
        from autograder.sandbox import warm
        from autograder.sandbox.provisioner import SandboxProvisioner
        asyncio.run(SandboxProvisioner(kernel_spec=None).launch_kernel([]))
        print(warm.own()._folder, flush=True)
        sys.stdin.read()
    """
    grader = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    folder = grader.stdout.readline().strip()
    assert marked_processes(folder.encode())
    if how is not None:
        grader.send_signal(how)
    grader.communicate()
    assert not marked_processes(folder.encode())
    assert not os.path.exists(folder)


def test_where_it_cannot_run_the_message_says_what_is_missing():
    program = """
        import asyncio
        from autograder.sandbox import linux
        from autograder.sandbox.provisioner import IsolationError, SandboxProvisioner
        try:
            asyncio.run(SandboxProvisioner(kernel_spec=None).launch_kernel([]))
        except IsolationError as error:
            print(error)
    """
    if os.geteuid() != 0:
        pytest.skip("only root has a right to lose")
    from autograder.sandbox import linux

    def lose_the_right_to_make_namespaces():
        linux.prctl(linux.PR_CAPBSET_DROP, 21)

    said = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        capture_output=True,
        text=True,
        preexec_fn=lose_the_right_to_make_namespaces,
        check=False,
    )
    assert "unshare: Operation not permitted" in said.stdout
    assert 'c.GradeAnswers.isolation = "none"' in said.stdout


def test_an_ordinary_user_is_locked_away_as_well(tmp_path):
    if os.geteuid() != 0:
        pytest.skip("this is what all the others try")
    assert _as_nobody("print(1)", tmp_path) == "1 None"
    bomb = "hoard = []\nwhile True: hoard.append(bytearray(10**7))"
    assert _as_nobody(bomb, tmp_path).endswith("it used more than 500 MiB of memory")
    assert (
        _as_nobody("import os; print(os.listdir('/home'), os.path.exists('/var'))", tmp_path)
        == "['student'] False None"
    )


def _as_nobody(cell: str, folder: Path) -> str:
    """Run a cell with a grader that isn't root, in a view of this machine where this Python can be read by all."""
    program = f"""
        import os, sys
        sys.path.insert(0, {str(PROJECT)!r})
        from autograder.sandbox import isolation, linux
        linux.unshare(linux.CLONE_NEWNS)
        linux.mount("", "/", flags=linux.MS_REC | linux.MS_PRIVATE)
        kept = {{path: os.open(path, os.O_PATH) for path in {[sys.base_prefix, str(PROJECT)]!r}}}
        for path, descriptor in kept.items():
            top = "/" + path.split("/")[1]
            if path.startswith(("/usr", "/bin", "/lib")):
                continue
            linux.mount("tmpfs", top, "tmpfs", 0, "mode=1777" if top == "/tmp" else "mode=755")
        for path, descriptor in kept.items():
            if not os.path.exists(path):
                os.makedirs(path)
                linux.mount(f"/proc/self/fd/{{descriptor}}", path, flags=linux.MS_BIND | linux.MS_REC)
        os.setgroups([]); os.setresgid(65534, 65534, 65534); os.setresuid(65534, 65534, 65534)
        os.environ |= {{"HOME": {str(folder)!r}, "PYTHONDONTWRITEBYTECODE": "1"}}
        sys.path.insert(0, {str(PROJECT / "tests")!r})
        import test_sandbox
        ran = test_sandbox.Ran({cell!r})
        print(ran.text.strip(), ran.ended)
    """
    said = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True, cwd="/", check=False
    )
    assert said.returncode == 0, said.stderr[-3000:]
    return said.stdout.strip()
