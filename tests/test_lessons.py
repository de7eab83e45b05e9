"""What holds for every lesson: it runs, its figures speak, references refuse bad input, checks see mutants."""

import ast
import inspect
import re
from pathlib import Path

import mutants
import nbformat
import pytest
from nbclient import NotebookClient

from autograder import catalogue, notebook
from autograder.authoring import course, sample_class, verify
from autograder.notebook_check import run_checks
from autograder.submission import Reply, Submission
from solutions import LESSONS

EXERCISES = [(lesson, exercise) for lesson in LESSONS for exercise in catalogue.exercises(lesson)]


class Recorder(Submission):
    """A submission that keeps the arguments of its first call of each function."""

    def __init__(self, functions):
        super().__init__(functions)
        self.first: dict[str, tuple[tuple, dict]] = {}

    def call(self, name: str, *args: object, **kwargs: object) -> Reply:
        self.first.setdefault(name, (args, kwargs))
        return super().call(name, *args, **kwargs)


def reference_of(lesson, exercise):
    return verify.Lesson(lesson).answers[exercise]


@pytest.mark.parametrize(("lesson", "exercise"), EXERCISES)
def test_a_reference_refuses_bad_input_by_the_arguments_name(lesson, exercise):
    reference = reference_of(lesson, exercise)
    recorder = Recorder({exercise: reference})
    run_checks(recorder, exercise, seed=0)
    args, kwargs = recorder.first[exercise]
    bound = inspect.signature(reference).bind(*args, **kwargs)
    for name in bound.arguments:
        for bad in (None, "text", object(), [[1, "a"]]):
            if isinstance(bad, str) and isinstance(bound.arguments[name], str):
                continue  # Any text may be good.
            spoilt = {**bound.arguments, name: bad}
            with pytest.raises(ValueError, match=rf"^{name}: expected .+, got .+"):
                reference(**spoilt)


# Changes that no check can see: the result is the same, or has the same distribution.
EQUIVALENT = {
    "add_white_noise": ("image - rng.normal",),  # the normal distribution is symmetric
    "add_shaped_noise": ("planes - noise",),  # so are fields made of it
    # A wider view adds the same to all sums; a 257th key makes samples that none of 8 bits is near.
    "crack_one_byte_key": ("min(top, 2)", "min(left, 2)", "bottom + 2", "right + 2", "range(257)"),
    "reidentify": ("-2)",),  # NumPy's reshape takes any negative length for -1
    "reidentification_rate": ("-2)",),
    "matrix_mask": ("-2)",),
    "matrix_unmask": ("-2, ",),
    "orthogonal_matrix": ("q / np.sign",),  # a sign is its own inverse
    "permute_pixels": ("-2)",),
    "attack_known_pairs": ("-2)", "-2, "),
    "laplace_mechanism": ("values - rng.laplace",),  # the Laplace distribution is symmetric
    "private_pixelation": ("means - rng.laplace", "256 * differing"),  # 0.4 % more noise
    "gaussian_sigma": ("1000000000001.0",),  # an end of the search, far from what is found
    # An empty batch has no columns in one way or another.
    "clip_gradients": ("else 1)", "-2 if", "-2, *[1]"),
    "dp_sgd_step": ("total - rng.normal",),
    "epsilon_lower_bound": ("2.0 if errors == games",),  # who always errs proves nothing, with 1 as with 2
    "private_mean": ("256 * np.sqrt", "pictures[1].size"),  # 0.4 % more noise; all pictures have one size
    # Only a message tells the difference.
    "federated_average": ("like=updates[1]",),
    "federated_training": ("places from 0 to",),
    "pack_pictures": ("-2)",),
    # Half of an odd number lies between two whole ones, rounded or not; whole division drops what is left of 1 + 1.
    "paillier_decrypt": ("m > n / 2", "n * n) + 1) // n"),
    "paillier_encrypt": ("range(1001)",),
    "noise_block": ("image - rng.normal",),  # the normal distribution is symmetric
    "noised_moments": ("counts - rng", "sums - rng", "products - rng"),
    "nearest_training_distance": ("-2).astype",),
    # Only a message tells the difference.
    "sisa_train": ("{count + 1}", "{count - 2}"),
    "sisa_forget": ("{count + 1}", "{count - 2}"),
}

# What meets all bounds is right, however it does it: groups of another size are another answer.
OPEN_ENDED = {"protect"}
CLOSED = [(lesson, exercise) for lesson, exercise in EXERCISES if exercise not in OPEN_ENDED]


@pytest.mark.slow
@pytest.mark.parametrize(("lesson", "exercise"), CLOSED)
def test_mutants_of_a_reference_are_caught(lesson, exercise):
    """A mutant is the reference with one small change; `EQUIVALENT` names those that no check can see."""
    survivors = [
        description
        for description, mutant in mutants.mutants(reference_of(lesson, exercise))
        if not any(harmless in description for harmless in EQUIVALENT.get(exercise, ()))
        and not run_checks(Submission({exercise: mutant}), exercise, seed=0).failed
    ]
    assert survivors == []


@pytest.mark.slow
@pytest.mark.parametrize("lesson", LESSONS)
@pytest.mark.parametrize("student", ["variants-1", "variants-2", "variants-3"])
def test_right_answers_of_another_kind_earn_all_in_a_notebook(student, lesson, tmp_path):
    text = sample_class.students()[student](course.PROJECT, lesson)
    assert not re.search(r"(from|import) solutions", text)
    path = tmp_path / "handed_in.ipynb"
    path.write_text(text, encoding="utf-8")
    work = notebook.submission(path)
    found = [run_checks(work, exercise, seed=0) for exercise in catalogue.exercises(lesson)]
    assert [f"{check.name}: {check.message}" for report in found for check in report.failed] == []


def executed(path: Path) -> nbformat.NotebookNode:
    notebook = nbformat.read(path, as_version=4)
    return NotebookClient(notebook, timeout=300, resources={"metadata": {"path": path.parent}}).execute()


@pytest.fixture(scope="module")
def sources(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("course")
    course.build(root)
    return root / "build" / "source"


def pictures(notebook):
    """The pictures in a run notebook's outputs, as (data, alt) pairs; without data where they show times."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    html = "".join(output.data.get("text/html", "") for output in outputs if "data" in output)
    tags = re.findall(r"<img\b[^>]*>", html)
    assert not any("image/png" in output.get("data", {}) for output in outputs), "a figure without alt text"
    alts = [re.search(r"alt=['\"]([^'\"]*)", tag)[1] for tag in tags]
    sources = [None if " data-varies" in tag else re.search(r"src=['\"]([^'\"]+)", tag)[1] for tag in tags]
    return list(zip(sources, alts, strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_runs_from_top_to_bottom_and_twice_gives_the_same_figures(lesson, sources):
    name = course.assignment(lesson)
    first, second = (executed(sources / name / f"{name}.ipynb") for _ in range(2))
    for cell in first.cells:
        errors = [output for output in cell.get("outputs", ()) if output.get("name") == "stderr"]
        texts = "".join(output.text for output in errors)
        assert not re.search(r"warning|error", texts, re.IGNORECASE), texts
    assert len(pictures(first)) >= 3
    assert all(len(alt) >= 10 for _, alt in pictures(first))
    assert pictures(first) == pictures(second)


@pytest.mark.parametrize("lesson", LESSONS)
def test_no_answer_and_no_marking_scheme_stands_in_a_students_notebook(lesson):
    name = course.assignment(lesson)
    text = (course.PROJECT / "course" / name / f"{name}.ipynb").read_text()
    assert "MARK SCHEME" not in text
    assert "SOLUTION" not in text
    assert "solutions." not in text
    for function in verify.Lesson(lesson).answers.values():
        last = ast.unparse(ast.parse(inspect.getsource(function)).body[0].body[-1])
        assert last not in text


def test_the_glossary_links_every_lesson():
    text = (course.PROJECT / "course" / "glossary.ipynb").read_text()
    for lesson in LESSONS:
        name = course.assignment(lesson)
        assert f"({name}/{name}.ipynb)" in text
