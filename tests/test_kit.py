import subprocess
import sys
import zipfile

import pytest

from autograder import catalogue
from autograder.authoring import kit

CHECKS = '''
import pytest

hidden = pytest.mark.hidden


def test_shown(invert):
    """A hint."""
    assert invert(1) == 254


@hidden
@pytest.mark.points(2)
def test_secret(invert, reference):
    """A secret hint."""
    assert invert(3) == 252
'''


def test_hidden_checks_keep_their_exercise_and_points_alone():
    text = kit.without_hidden_checks(CHECKS)
    assert "assert invert(1) == 254" in text
    assert "@pytest.mark.points(2)\ndef test_hidden_1(invert, reference):" in text
    assert "252" not in text
    assert "secret" not in text


@pytest.mark.parametrize("lesson", catalogue.lessons())
def test_a_student_is_told_of_as_many_checks_and_points_as_there_are(lesson, tmp_path, monkeypatch):
    (tmp_path / f"handed_out_{lesson}.py").write_text(kit.without_hidden_checks(catalogue.module(lesson).read_text()))
    known = catalogue.checks(lesson)
    monkeypatch.setattr(catalogue, "CHECKS", tmp_path)
    told = catalogue.checks(f"handed_out_{lesson}")
    assert [(one.exercise, one.points, one.hidden) for one in told] == [
        (one.exercise, one.points, one.hidden) for one in known
    ]
    assert not {one.name for one in told} & {one.name for one in known if one.hidden}


@pytest.fixture(scope="module")
def dist(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kit") / "dist"
    kit.build(folder)
    return folder


@pytest.mark.slow
def test_the_kit_holds_notebooks_wheel_and_environment(dist):
    assert {path.suffix for path in dist.iterdir()} == {"", ".md", ".py", ".whl", ".yml"}
    wheel = next(dist.glob("*.whl")).name
    assert f"pip install {wheel}\n" in (dist / "README.md").read_text()
    assert f"- ./{wheel}\n" in (dist / "environment.yml").read_text()
    assert "-e ." not in (dist / "environment.yml").read_text()
    assert list(dist.glob("course/*/*.ipynb"))


@pytest.mark.slow
def test_the_wheel_holds_no_answers_and_no_tools_of_authors_and_graders(dist):
    names = zipfile.ZipFile(next(dist.glob("*.whl"))).namelist()
    assert not [name for name in names if name.startswith("solutions")]
    assert not [name for name in names if name.split("/")[1] in ("authoring", "grading", "sandbox")]
    assert "privatepixels/data/fashion_mnist.npz" in names
    assert "autograder/checks/pytest.ini" in names


@pytest.mark.slow
def test_check_works_from_the_wheel_alone(dist, tmp_path):
    """As on a student's machine: no `solutions`, so the visible checks run and the hidden ones are still to come."""
    zipfile.ZipFile(next(dist.glob("*.whl"))).extractall(tmp_path)
    code = (
        "import sys; sys.modules['solutions'] = None; sys.path.insert(0, '.')\n"
        "import autograder, numpy as np\n"
        "from privatepixels import require\n"
        "assert autograder.__file__.startswith(sys.argv[1])\n"
        "def accuracy(scores, labels):\n"
        "    return float(np.mean(np.argmax(scores, axis=1) == labels))\n"
        "report = autograder.check(accuracy)\n"
        "print(report.outcome, report.points, report.max_points)"
    )
    command = [sys.executable, "-P", "-c", code, str(tmp_path)]
    printed = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout.split()
    points = str(catalogue.points_of("accuracy"))
    assert printed == ["passed", points, points]
