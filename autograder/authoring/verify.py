"""Lint lessons as code: what every lesson must have, and whether its checks tell right answers from wrong ones."""

import ast
import importlib
import inspect
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property

from nbformat import NotebookNode
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from tqdm import tqdm

from autograder import catalogue, notebook, report
from autograder.authoring import course
from autograder.authoring.samples import Sample, samples
from autograder.authoring.weave import SOLUTIONS, checked_exercise, read_exercise, read_lesson, tag
from autograder.notebook_check import run_checks, sweep_checks
from autograder.submission import Submission
from solutions import LESSONS

SEEDS = 20
WRONG_SEEDS = 3
LEAST_VARIANTS = 3
LEAST_WRONG = 8
HEADINGS = (
    "The idea",
    "Implement it",
    "Use it",
    "Break it",
    "Bug hunt",
    "The picture to remember",
    "When to use it, when not",
    "Recap",
    "References",
)
CITATION = re.compile(r"doi\.org/10\.\d{4,}/|arxiv\.org/abs/\d{4}\.\d{4,}|arXiv:\d{4}\.\d{4,}", re.IGNORECASE)


@dataclass(frozen=True)
class Lesson:
    """A lesson as its rules see it: the cells of `lesson.md`, its answers and its samples."""

    name: str

    @cached_property
    def cells(self) -> list[NotebookNode]:
        """The cells of `lesson.md`."""
        return read_lesson(SOLUTIONS / self.name / "lesson.md").cells

    @cached_property
    def answers(self) -> dict[str, Callable]:
        """The reference answers by name, in the order of `answers.py`."""
        module = importlib.import_module(f"solutions.{self.name}.answers")
        return {
            name: value
            for name, value in vars(module).items()
            if inspect.isfunction(value) and value.__module__ == module.__name__ and not name.startswith("_")
        }

    @cached_property
    def variants(self) -> tuple[Sample, ...]:
        """The right answers of `variants.py`."""
        return samples(self.name, "variants")

    @cached_property
    def wrong(self) -> tuple[Sample, ...]:
        """The wrong answers of `wrong.py`."""
        return samples(self.name, "wrong")

    def sources(self, kind: str) -> list[str]:
        """The sources of the code cells with this tag."""
        return [cell.source for cell in self.cells if cell.cell_type == "code" and tag(cell) == kind]

    @property
    def prose(self) -> str:
        """All Markdown of the lesson."""
        return "\n\n".join(cell.source for cell in self.cells if cell.cell_type == "markdown")


def has_its_parts(lesson: Lesson) -> Iterator[str]:
    """One title, then the sections of a lesson in their order."""
    titles = re.findall(r"^# (.+)$", lesson.prose, re.MULTILINE)
    if len(titles) != 1:
        yield f"expected one level-1 title, got {titles}"
    sections = tuple(re.findall(r"^## (.+)$", lesson.prose, re.MULTILINE))
    if sections != HEADINGS:
        yield f"expected the sections {HEADINGS}, got {sections}"


def names_each_exercise_alike(lesson: Lesson) -> Iterator[str]:
    """`lesson.md`, `answers.py` and the checks know the same exercises, in one order, each checked right after."""
    exercises = [read_exercise(source).name for source in lesson.sources("exercise")]
    for place, names in (
        ("answers.py", list(lesson.answers)),
        ("the checks", list(catalogue.exercises(lesson.name))),
        ("the check cells", [checked_exercise(source) for source in lesson.sources("check")]),
    ):
        if names != exercises:
            yield f"lesson.md has the exercises {exercises}, but {place} {names}"


def documents_each_exercise(lesson: Lesson) -> Iterator[str]:
    """A docstring says each argument's shape or type, what comes back, and the errors raised on bad input."""
    for name, function in lesson.answers.items():
        doc = inspect.getdoc(function) or ""
        for argument in inspect.signature(function).parameters:
            if not re.search(
                rf"^\s*{argument}: .*(\bx\b|,|float|int|str|bool|generator|bytes|number)", doc, re.M | re.I
            ):
                yield f"{name}: its docstring doesn't say the shape or type of {argument}"
        if "Returns:" not in doc:
            yield f"{name}: its docstring doesn't say what it returns"
        if inspect.signature(function).parameters and "Raises:" not in doc:
            yield f"{name}: its docstring doesn't say what it raises"


def gives_hints_and_points(lesson: Lesson) -> Iterator[str]:
    """Each check has a hint of its own, and each exercise is worth points."""
    for check in catalogue.checks(lesson.name):
        if len(check.hint) < 20:
            yield f"{check.name}: expected a hint in its docstring, got {check.hint!r}"
    for hint, count in Counter(check.hint for check in catalogue.checks(lesson.name)).items():
        if count > 1:
            yield f"{count} checks share the hint {hint!r}"
    for exercise in catalogue.exercises(lesson.name):
        if catalogue.points_of(exercise) <= 0:
            yield f"{exercise}: worth no points"


def sees_what_is_not_attempted(lesson: Lesson) -> Iterator[str]:
    """The student's untouched notebook earns nothing, and its stubs count as not attempted."""
    name = course.assignment(lesson.name)
    untouched = notebook.submission(course.PROJECT / "course" / name / f"{name}.ipynb")
    hunts = {read.name for read in map(read_exercise, lesson.sources("exercise")) if read.starter}
    for exercise in catalogue.exercises(lesson.name):
        found = run_checks(untouched, exercise, seed=0)
        if found.points:
            yield f"{exercise}: untouched, it earns {found.points:g} points"
        wanted = report.WRONG if exercise in hunts else report.NOT_ATTEMPTED
        if found.outcome != wanted:
            yield f"{exercise}: untouched, expected the outcome '{wanted}', got '{found.outcome}'"


def passes_right_answers(lesson: Lesson) -> Iterator[str]:
    """The reference and at least three variants, written in other ways, pass every check with every seed."""
    for exercise, reference in lesson.answers.items():
        variants = [sample for sample in lesson.variants if sample.exercise == exercise]
        if len(variants) < LEAST_VARIANTS:
            yield f"{exercise}: expected at least {LEAST_VARIANTS} variants, got {len(variants)}"
        shapes = Counter(_shape(function) for function in [reference, *(sample.function for sample in variants)])
        if max(shapes.values()) > 1:
            yield f"{exercise}: two of its right answers are written alike"
        for name, function in [("the reference", reference), *((v.name, v.function) for v in variants)]:
            yield from _fails_of_right_answer(exercise, name, function)


def _fails_of_right_answer(exercise: str, name: str, function: Callable) -> Iterator[str]:
    for seed, found in enumerate(sweep_checks(Submission({exercise: function}), exercise, range(SEEDS))):
        if found.failed:
            yield f"{exercise}: {name} fails {found.failed[0].name} with seed {seed}: {found.failed[0].message}"
            return


def _shape(function: Callable) -> str:
    """Return a function's body without names and docstring, so that a renamed copy is known."""
    tree = ast.parse(inspect.getsource(function))
    body = tree.body[0].body
    statements = body[1:] if ast.get_docstring(tree.body[0]) is not None else body
    kept = [node for node in statements if not ast.unparse(node).startswith("require.")]
    return re.sub(r"(id|arg)='\w+'", "", "".join(map(ast.dump, kept)))


def catches_wrong_answers(lesson: Lesson) -> Iterator[str]:
    """At least eight wrong answers an exercise, each a misconception in a sentence, fail the checks that they name."""
    checks = {check.name for check in catalogue.checks(lesson.name)}
    for exercise in lesson.answers:
        wrong = [sample for sample in lesson.wrong if sample.exercise == exercise]
        if len(wrong) < LEAST_WRONG:
            yield f"{exercise}: expected at least {LEAST_WRONG} wrong answers, got {len(wrong)}"
        for sample in wrong:
            name = f"{exercise}: wrong answer {sample.name}"
            if len(sample.summary) < 10 or sample.summary.startswith("Fails:"):
                yield f"{name}: expected its misconception in the docstring, got {sample.summary!r}"
            if not sample.fails or not checks.issuperset(sample.fails):
                yield f"{name}: expected 'Fails:' with names of checks, got {sample.fails}"
            else:
                yield from _passes_of_wrong_answer(name, sample)
    strangers = [sample.name for sample in lesson.wrong + lesson.variants if sample.exercise not in lesson.answers]
    if strangers:
        yield f"samples of no exercise: {strangers}"


def _passes_of_wrong_answer(name: str, sample: Sample) -> Iterator[str]:
    submission = Submission({sample.exercise: sample.function})
    for seed, found in enumerate(sweep_checks(submission, sample.exercise, range(WRONG_SEEDS))):
        if found.outcome != report.WRONG:
            yield f"{name}: with seed {seed} its outcome is '{found.outcome}'"
            return
        missed = set(sample.fails) - {result.name.partition("[")[0] for result in found.failed}
        if missed:
            yield f"{name}: with seed {seed} it passes {', '.join(sorted(missed))}"
            return


def describes_its_figures(lesson: Lesson) -> Iterator[str]:
    """Every figure has alt text: in calls of `figures`, and in Markdown; none is left to pyplot's own display."""
    for source in (cell.source for cell in lesson.cells if cell.cell_type == "code"):
        for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
            called = ast.unparse(call.func)
            alt = [keyword.value for keyword in call.keywords if keyword.arg == "alt"]
            if called.startswith("figures.") and not (alt and _says_something(alt[0])):
                yield f"{called}(...) has no alt text"
            if called == "plt.show":
                yield "plt.show() shows a figure without alt text: use figures.show(figure, alt=...)"
    for picture in re.findall(r"!\[\s*\]\(([^)]*)\)", lesson.prose):
        yield f"the picture {picture} has no alt text"


def _says_something(value: ast.expr) -> bool:
    return not isinstance(value, ast.Constant) or (isinstance(value.value, str) and len(value.value) >= 10)


def cites_what_can_be_found(lesson: Lesson) -> Iterator[str]:
    """Each reference carries a DOI or an arXiv number."""
    _, _, references = lesson.prose.partition("## References")
    entries = re.findall(r"^(?:[-*]|\d+\.) .+(?:\n(?![-*]|\d+\. ).+)*", references, re.MULTILINE)
    if not entries:
        yield "no references"
    for entry in entries:
        if not CITATION.search(entry):
            yield f"a reference without DOI or arXiv number: {entry[:70]}"


RULES: tuple[Callable[[Lesson], Iterator[str]], ...] = (
    has_its_parts,
    names_each_exercise_alike,
    documents_each_exercise,
    gives_hints_and_points,
    describes_its_figures,
    cites_what_can_be_found,
    sees_what_is_not_attempted,
    passes_right_answers,
    catches_wrong_answers,
)


def problems_of(lesson: Lesson) -> list[str]:
    """Apply every rule to a lesson."""
    return [problem for rule in RULES for problem in _problems(lesson, rule)]


def _problems(lesson: Lesson, rule: Callable[[Lesson], Iterator[str]]) -> list[str]:
    """Apply one rule; a rule that can't be applied is a problem too."""
    problems = []
    try:
        problems.extend(rule(lesson))
    except (ImportError, OSError, RuntimeError, SyntaxError, ValueError) as error:
        problems.append(f"{rule.__name__}: {error}")
    return problems


def problems_of_the_course(lessons: Iterable[str]) -> list[str]:
    """Find what no lesson can see alone: exercises of one name, checks of no lesson, and stale notebooks."""
    names = Counter(name for lesson in catalogue.lessons() for name in catalogue.exercises(lesson))
    problems = [f"{count} lessons have an exercise {name}" for name, count in names.items() if count > 1]
    problems += [f"checks without a lesson: {name}" for name in sorted(set(catalogue.lessons()) - set(LESSONS))]
    problems += [f"lesson without checks: {name}" for name in sorted(set(LESSONS) - set(catalogue.lessons()))]
    try:
        problems += [f"course/{name} is stale: run `make course`" for name in course.stale()]
    except (RuntimeError, ValueError, OSError) as error:
        problems.append(f"the course can't be built: {error}")
    return problems


def verify(names: Iterable[str]) -> bool:
    """Check the lessons named and the course, print a table and the problems, and tell whether all is well."""
    console = Console()
    table = Table("lesson", "exercises", "checks", "variants", "wrong answers", "points", "problems")
    problems: list[tuple[str, str]] = []
    totals: Counter[str] = Counter()
    for name, found in _in_parallel(list(names)).items():
        problems += [(name, problem) for problem in found]
        counts = _counts(Lesson(name))
        totals.update(counts)
        table.add_row(name, *(f"{count:g}" for count in counts.values()), str(len(found)))
    problems += [("course", problem) for problem in problems_of_the_course(names)]
    console.print(table)
    for place, problem in problems:
        console.print(f"[red]{place}[/red]: {escape(problem)}", soft_wrap=True)
    summary = ", ".join(f"{count:g} {what}" for what, count in totals.items())
    console.print(f"{summary}; {len(problems)} problems", highlight=False, soft_wrap=True)
    return not problems


def _in_parallel(names: list[str]) -> dict[str, list[str]]:
    """Find the problems of lessons, one rule of one lesson at a time to a core, with a progress bar."""
    work = [(Lesson(name), rule) for rule in reversed(RULES) for name in names]  # the rules that take longest first
    with ProcessPoolExecutor() as pool:
        found = tqdm(pool.map(_problems, *zip(*work, strict=True)), desc="verify", unit="rule", total=len(work))
        problems = {(lesson.name, rule): each for (lesson, rule), each in zip(work, found, strict=True)}
    return {name: [problem for rule in RULES for problem in problems[name, rule]] for name in names}


def _counts(lesson: Lesson) -> dict[str, float]:
    try:
        return {
            "exercises": len(catalogue.exercises(lesson.name)),
            "checks": len(catalogue.checks(lesson.name)),
            "variants": len(lesson.variants),
            "wrong answers": len(lesson.wrong),
            "points": sum(map(catalogue.points_of, catalogue.exercises(lesson.name))),
        }
    except (ImportError, OSError, ValueError):
        return dict.fromkeys(("exercises", "checks", "variants", "wrong answers", "points"), 0)
