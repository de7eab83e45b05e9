"""Two classes to grade: their lessons, without what only shows things, and their students."""

import itertools
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import jupytext
import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

from autograder import catalogue
from autograder.authoring import sample_class
from autograder.authoring.course import assignment
from autograder.authoring.samples import samples
from autograder.authoring.weave import SOLUTIONS, read_function, read_lesson, tag, weave
from autograder.configuration import nbgrader_config

NUMPY, TENSORFLOW = "noise", "recognition"

# What makes a NumPy lesson one that uses TensorFlow: its students train a small recogniser, as in the course.
_TRAINING = (
    "import keras",
    """pictures, labels = data.fashion("train")
recogniser = models.recogniser(classes=10, shape=(28, 28), seed=0)
models.train(recogniser, pictures[:1000], labels[:1000], epochs=1, seed=0)
guesses = models.scores(recogniser, pictures[1000:1500]).argmax(axis=1)
print(f"right: {np.mean(guesses == labels[1000:1500]):.2f}")""",
)


@dataclass(frozen=True)
class Class:
    """A class's folder, in which everybody has handed in and nothing is graded."""

    lesson: str
    root: Path
    students: tuple[str, ...]

    @property
    def assignment(self) -> str:
        """The assignment's name."""
        return assignment(self.lesson)

    def copy(self, root: Path) -> "Class":
        """Copy the folder as it is."""
        shutil.copytree(self.root, root)
        return Class(self.lesson, root, self.students)

    def submitted(self, student: str) -> Path:
        """The notebook that a student handed in."""
        return self.root / "submitted" / student / self.assignment / f"{self.assignment}.ipynb"

    def points(self) -> dict[str, float]:
        """Read from the gradebook what each student has."""
        with Gradebook(f"sqlite:///{self.root / 'gradebook.db'}") as gradebook:
            return {entry["student"]: entry["score"] for entry in gradebook.submission_dicts(self.assignment)}


def make(root: Path, lesson: str, students: int, explorations: bool = False) -> Class:
    """Release a lesson in an empty folder, and let so many students, `s01`, `s02` and so on, hand in.

    Left out are the cells that only show things, unless `explorations` keeps them.
    """
    name = assignment(lesson)
    _release(root, name, _lesson(lesson, explorations))
    names = tuple(f"s{number:02d}" for number in range(1, students + 1))
    for student, answers in zip(names, _answers(lesson), strict=False):
        signed = {exercise: f"# by {student}\n{source}" for exercise, source in answers.items()}
        sample_class.hand_in(root, lesson, student, sample_class.filled(root, lesson, signed))
    return Class(lesson, root, names)


def _lesson(lesson: str, explorations: bool) -> NotebookNode:
    text = read_lesson(SOLUTIONS / lesson / "lesson.md")
    text.cells = [cell for cell in text.cells if explorations or tag(cell) != "explore"]
    if lesson == TENSORFLOW:
        first = next(place for place, cell in enumerate(text.cells) if tag(cell) == "given")
        given = [nbformat.v4.new_code_cell(source, metadata={"tags": ["given"]}) for source in _TRAINING]
        text.cells[first + 1 : first + 1] = given
    return text


def _release(root: Path, name: str, lesson: NotebookNode) -> None:
    source = root / "build" / "source" / name / f"{name}.ipynb"
    source.parent.mkdir(parents=True)
    jupytext.write(lesson, source.with_suffix(".md"), fmt="md:myst")
    nbformat.write(weave(source.with_suffix(".md")), source)
    source.with_suffix(".md").unlink()
    outcome = NbGraderAPI(config=nbgrader_config(root)).generate_assignment(name)
    if not outcome["success"]:
        raise RuntimeError(f"nbgrader generate_assignment {name} failed:\n{outcome.get('log') or outcome['error']}")


def _answers(lesson: str) -> Iterator[dict[str, str]]:
    """Give student after student's answers: a third each of references, right variants and wrong ones."""
    pools = {exercise: _pool(lesson, exercise) for exercise in catalogue.exercises(lesson)}
    for number in itertools.count():
        yield {exercise: pool[(number + place) % len(pool)] for place, (exercise, pool) in enumerate(pools.items())}


def _pool(lesson: str, exercise: str) -> list[str]:
    """List an exercise's reference, a variant, a wrong answer, the reference, and so on, while there are both."""
    answer = read_function(SOLUTIONS / lesson / "answers.py", exercise)
    reference = f"{answer.head}\n{answer.body}"
    pairs = zip(_sources(lesson, "variants", exercise), _sources(lesson, "wrong", exercise), strict=False)
    return [source for variant, wrong in pairs for source in (reference, variant, wrong)]


def _sources(lesson: str, kind: str, exercise: str) -> Iterable[str]:
    return (sample.source() for sample in samples(lesson, kind) if sample.exercise == exercise)
