"""Another kernel in the sandbox's place: any that is installed, and the one in a container that the docs show."""

import json
import os
import shutil
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from classroom import Classroom
from jupyter_client.kernelspec import NoSuchKernel
from nbclient import NotebookClient
from nbgrader.api import Gradebook

from autograder import kernels
from autograder.authoring import sample_class
from autograder.rules import Rules
from autograder.sandbox.room import furnish

PROJECT = Path(__file__).parents[1]
SHOWN = PROJECT / "docs" / "container"
LESSON = "recognition"


@pytest.fixture
def install(tmp_path, monkeypatch) -> Callable[..., Path]:
    """A function that installs a kernel under a name, and returns its folder."""
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))

    def install(name: str, argv: list[str], **settings: object) -> Path:
        folder = tmp_path / "jupyter" / "kernels" / name
        folder.mkdir(parents=True)
        spec = {"argv": argv, "display_name": name, "language": "python", **settings}
        (folder / "kernel.json").write_text(json.dumps(spec))
        return folder

    return install


@pytest.fixture
def ordinary(install) -> Path:
    """An ordinary kernel of this Python, installed as `ordinary`."""
    argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    return install("ordinary", argv, env={"KERNEL": "the ordinary one"})


@pytest.fixture
def container(tmp_path, install) -> Callable[[], str]:
    """The kernel of the docs, installed as `container`; in place of an image it has what a sandbox would show.

    Gives a function that lists the containers that are there.
    """
    if shutil.which("podman") is None:
        pytest.skip("podman is not installed")
    argv = json.loads((SHOWN / "kernel.json").read_text())["argv"]
    mark = f"--label=test={tmp_path}"
    argv[-1:] = [mark, f"--env=PATH={sys.prefix}/bin:/usr/bin:/bin", *_stand_in_for_an_image(tmp_path / "image")]
    options = [argument for argument in argv[3:] if argument != mark]
    tried = subprocess.run(["podman", "run", "--rm", *options, "true"], capture_output=True, text=True, check=False)
    if tried.returncode != 0:
        pytest.skip(f"podman can run no such container here: {tried.stderr}")
    shutil.copy(SHOWN / "run.sh", install("container", argv, interrupt_mode="message"))
    command = ["podman", "ps", "--all", "--quiet", f"--filter=label=test={tmp_path}"]
    return lambda: subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _stand_in_for_an_image(root: Path) -> list[str]:
    """Make a root for a container, and return podman's options for it: this machine's system and Python, read-only."""
    for folder in ("tmp", "nothing"):
        (root / folder).mkdir(parents=True)
    (root / "tmp").chmod(0o1777)
    room = furnish()
    covered = {path: seen or f"{root}/nothing" for path, seen in room.covered.items()}
    options = []
    for path, seen in ({path: path for path in room.shown} | covered).items():
        if os.path.islink(path):
            link = root / path[1:]
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(os.readlink(path))
        else:
            options.append(f"--volume={seen}:{path}:ro")
    return [*options, "--rootfs", str(root)]


def _text(isolation: str, *cells: str) -> str:
    """Run cells and return what they print."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    manager = kernels.kernel_manager(Rules(isolation=isolation))
    client = NotebookClient(notebook, km=manager, shutdown_kernel="immediate")
    client.owns_km = True
    client.execute()
    return "".join(output.get("text", "") for cell in notebook.cells for output in cell.outputs)


def test_the_kernel_that_isolation_names_is_used(ordinary):
    assert _text("ordinary", "import os", "print(os.environ['KERNEL'])") == "the ordinary one\n"


def test_without_isolation_cells_run_in_an_ordinary_kernel():
    assert _text("none", f"import os\nprint(os.path.exists({__file__!r}))") == "True\n"


def test_a_kernel_that_is_not_installed_is_named():
    with pytest.raises(NoSuchKernel, match="no_such_kernel"):
        _text("no_such_kernel", "1")


def test_each_kernel_has_a_folder_of_its_own_which_goes_with_it(ordinary):
    cell = """
        import os, ipykernel
        file = ipykernel.get_connection_file()
        folder = os.path.dirname(file)
        private = os.stat(folder).st_mode & 0o077 == 0
        print(folder, private, all(name.startswith("connection") for name in os.listdir(folder)))
    """
    cell = textwrap.dedent(cell)
    one, another = _text("ordinary", cell).split(), _text("ordinary", cell).split()
    assert one[0] != another[0]
    assert one[1:] == another[1:] == ["True", "True"]
    assert not os.path.exists(one[0])


@pytest.mark.slow
def test_a_kernel_in_a_container_sees_the_course_and_nothing_else(container, tmp_path):
    text = _text(
        "container",
        "from privatepixels import data\nprint(data.photo('camera').shape)",
        f"import os\nprint(os.getuid() == 0, os.path.exists({str(tmp_path)!r}), os.path.exists({__file__!r}))",
        "import socket\ntry: socket.create_connection(('192.0.2.1', 80), 1)\nexcept OSError: print('no network')",
        "try: open('/usr/x', 'w')\nexcept OSError: print('read-only')",
        "print(*[line.split()[1] for line in open('/proc/self/status') if line.startswith(('CapEff', 'NoNewPrivs'))])",
    )
    assert text.splitlines() == ["(512, 512)", "False False False", "no network", "read-only", f"{'0' * 16} 1"]


@pytest.mark.slow
def test_a_container_ends_with_its_kernel(container):
    _text("container", "1")
    _wait_until(lambda: not container())


@pytest.mark.slow
def test_a_container_ends_with_a_killed_grader(container):
    program = """
        import asyncio, sys
        from autograder import kernels
        from autograder.rules import Rules
        asyncio.run(kernels.kernel_manager(Rules(isolation="container")).start_kernel())
        print(flush=True)
        sys.stdin.read()
    """
    command = [sys.executable, "-c", textwrap.dedent(program)]
    grader = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    grader.stdout.readline()
    _wait_until(container)
    grader.kill()
    grader.wait()
    _wait_until(lambda: not container())


def _wait_until(true: Callable[[], object]) -> None:
    for _ in range(300):
        if true():
            return
        time.sleep(0.1)
    pytest.fail("waited 30 s in vain")


@pytest.mark.slow
def test_nbgrader_grades_in_a_container(container, tmp_path):
    classroom = Classroom(tmp_path, LESSON)
    with (classroom.root / "nbgrader_config.py").open("a") as file:
        file.write('c.GradeAnswers.isolation = "container"\n')
    classroom.nbgrader("generate_assignment", classroom.assignment)
    work = nbformat.reads(sample_class.students()["reference"](classroom.root, LESSON), as_version=4)
    where = "import os\nprint('in a container:', os.path.exists('/run/.containerenv'))"
    work.cells.append(nbformat.v4.new_code_cell(where))
    handed_in = classroom.notebook(classroom.root / "submitted" / "ada")
    handed_in.parent.mkdir(parents=True)
    nbformat.write(work, handed_in)
    classroom.nbgrader("autograde", classroom.assignment)
    assert "in a container: True" in classroom.notebook(classroom.root / "autograded" / "ada").read_text()
    with Gradebook(f"sqlite:///{classroom.root}/gradebook.db") as book:
        submission = book.find_submission(classroom.assignment, "ada")
        assert submission.code_score == submission.max_code_score > 0
