"""What the checks found out about one exercise, and how it is shown."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from html import escape

PASSED, WRONG, NOT_ATTEMPTED, SKIPPED = "passed", "wrong", "not attempted", "skipped"
SEALED = "hidden_check"
MIME = "application/vnd.private-pixels.report+json"
_SIGNS = {PASSED: "✓", WRONG: "✗", NOT_ATTEMPTED: "○", SKIPPED: "-"}
_COLOURS = {PASSED: "#0072b2", WRONG: "#d55e00", NOT_ATTEMPTED: "#767676", SKIPPED: "#767676"}


@dataclass(frozen=True)
class CheckResult:
    """One check's outcome.

    `pictures` holds PNG files as base64 text, by their title; `measured` what the check measured, by name.
    """

    name: str
    exercise: str
    outcome: str
    points: float
    hidden: bool = False
    hint: str = ""
    message: str = ""
    call: str = ""
    printed: str = ""
    pictures: dict[str, str] = field(default_factory=dict)
    measured: dict[str, float] = field(default_factory=dict)

    def sealed(self) -> "CheckResult":
        """Return what a student may see: of a hidden check its outcome and points alone."""
        if not self.hidden:
            return self
        return CheckResult(SEALED, self.exercise, self.outcome, self.points, hidden=True)


@dataclass(frozen=True)
class ExerciseReport:
    """All checks of one exercise. In a notebook it shows itself as a table, and as its points to nbgrader."""

    exercise: str
    max_points: float
    results: tuple[CheckResult, ...]

    @property
    def ran(self) -> tuple[CheckResult, ...]:
        """The checks that could run here: hidden ones need the reference answers."""
        return tuple(result for result in self.results if result.outcome != SKIPPED)

    @property
    def outcome(self) -> str:
        """`passed`, `wrong` or `not attempted`."""
        outcomes = {result.outcome for result in self.ran}
        if not outcomes or outcomes == {NOT_ATTEMPTED}:
            return NOT_ATTEMPTED
        return PASSED if outcomes == {PASSED} else WRONG

    @property
    def points(self) -> float:
        """The share of points whose checks passed, of the most that the exercise can earn; rounded to hundredths.

        Where hidden checks, which can't run here, hold all points, the outcome of the others decides.
        """
        possible = sum(result.points for result in self.ran)
        if not possible:
            return self.max_points if self.outcome == PASSED else 0.0
        earned = sum(result.points for result in self.ran if result.outcome == PASSED)
        return round(self.max_points * earned / possible, 2)

    @property
    def failed(self) -> tuple[CheckResult, ...]:
        """The checks that ran and did not pass."""
        return tuple(result for result in self.ran if result.outcome != PASSED)

    def sealed(self) -> "ExerciseReport":
        """Return what a student may see."""
        return replace(self, results=tuple(result.sealed() for result in self.results))

    def as_dict(self) -> dict:
        """Return plain data for JSON."""
        return {
            "exercise": self.exercise,
            "outcome": self.outcome,
            "points": self.points,
            "max_points": self.max_points,
            "checks": [asdict(result) for result in self.results],
        }

    def __repr__(self) -> str:
        return f"{self.points:g}"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict:
        return {"text/plain": repr(self), "text/html": _html(self), MIME: self.as_dict()}


def from_dict(data: dict) -> ExerciseReport:
    """Read what `ExerciseReport.as_dict` wrote."""
    results = tuple(CheckResult(**check) for check in data["checks"])
    return ExerciseReport(data["exercise"], data["max_points"], results)


def to_json(lesson: str, seed: int, reports: Sequence[ExerciseReport]) -> str:
    """Write the reports of a lesson's exercises as JSON."""
    document = {
        "lesson": lesson,
        "class_seed": seed,
        "points": round(sum(report.points for report in reports), 2),
        "max_points": sum(report.max_points for report in reports),
        "exercises": [report.as_dict() for report in reports],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _html(report: ExerciseReport) -> str:
    head = (
        f"<p style='margin:0.3em 0'><strong>{escape(report.exercise)}</strong>: {_outcome(report.outcome)}, "
        f"{report.points:g} of {report.max_points:g} points</p>"
    )
    rows = "".join(f"<tr>{_cell(_outcome(result.outcome))}{_cell(_story(result))}</tr>" for result in report.ran)
    hidden = len(report.results) - len(report.ran)
    more = "1 more check runs" if hidden == 1 else f"{hidden} more checks run"
    later = (
        f"<p style='margin:0.3em 0'>{more} only when your work is graded, and may change this.</p>" if hidden else ""
    )
    return f"{head}<table style='border-collapse:collapse'>{rows}</table>{later}"


def _cell(content: str) -> str:
    return f"<td style='text-align:left;vertical-align:top;padding:0.2em 1em 0.2em 0'>{content}</td>"


def _outcome(outcome: str) -> str:
    return f"<span style='color:{_COLOURS[outcome]};white-space:nowrap'>{_SIGNS[outcome]} {outcome}</span>"


def _story(result: CheckResult) -> str:
    name = escape(shown_name(result))
    if result.outcome == PASSED:
        return "<br>".join(filter(None, [name, escape(_measured(result))]))
    lines = [f"<strong>{name}</strong>"]
    if result.outcome == WRONG:
        lines += [
            escape(result.hint),
            escape(result.message),
            f"<code>{escape(result.call)}</code>" if result.call else "",
        ]
        if result.printed:
            lines.append(f"it printed: <pre style='margin:0'>{escape(result.printed)}</pre>")
    else:
        lines.append(escape(result.message))
    return "<br>".join(filter(None, lines)) + _pictures(result.pictures)


def _measured(result: CheckResult) -> str:
    """Say what a check measured."""
    return ", ".join(f"{name} {value:.3g}" for name, value in result.measured.items())


def shown_name(result: CheckResult) -> str:
    """Name a check in words."""
    return "a hidden check" if result.name == SEALED else result.name.removeprefix("test_").replace("_", " ")


def _pictures(pictures: dict[str, str]) -> str:
    figures = "".join(
        f"<figure style='display:inline-block;margin:0.3em 1em 0 0'><img alt='{escape(title)}' width='128' "
        f"style='image-rendering:pixelated' src='data:image/png;base64,{data}'>"
        f"<figcaption>{escape(title)}</figcaption></figure>"
        for title, data in pictures.items()
    )
    return f"<div>{figures}</div>" if figures else ""


def gather(results: Iterable[CheckResult], max_points: dict[str, float]) -> tuple[ExerciseReport, ...]:
    """Put results together by exercise, in the order of `max_points`; an exercise without results is left out."""
    by_exercise: dict[str, list[CheckResult]] = {}
    for result in results:
        by_exercise.setdefault(result.exercise, []).append(result)
    return tuple(
        ExerciseReport(exercise, points, tuple(by_exercise[exercise]))
        for exercise, points in max_points.items()
        if exercise in by_exercise
    )
