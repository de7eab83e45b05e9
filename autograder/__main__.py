"""The commands of those who write, build, hand out and grade the course: `python -m autograder --help`."""

import argparse
import sys
from pathlib import Path

from solutions import LESSONS

# Grammars of URLs, for a check that no notebook needs: jsonschema takes 1.7 s to read them, and does without.
sys.modules.setdefault("rfc3987_syntax", None)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m autograder", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("build", help="rebuild course/ from solutions/")
    commands.add_parser("demo", help="grade a sample class and show what comes of it")
    _add_grade(commands.add_parser("grade", help="grade a class: measure in parallel, book through nbgrader"))
    commands.add_parser("kit", help="put into dist/ what a student gets")
    verify = commands.add_parser("verify", help="check lessons as code is linted")
    verify.add_argument("lessons", nargs="*", metavar="LESSON", help=f"any of {', '.join(LESSONS)} (default: all)")
    chosen = parser.parse_args(arguments)
    unknown = set(getattr(chosen, "lessons", ())) - set(LESSONS)
    if unknown:
        parser.error(f"lessons: expected any of {', '.join(LESSONS)}, got {', '.join(sorted(unknown))}")
    return _COMMANDS[chosen.command](chosen)


def _add_grade(grade: argparse.ArgumentParser) -> None:
    grade.add_argument("assignment", help="such as 01_noise; what was graded before is kept, and not graded again")
    grade.add_argument("--students", type=_names, default=(), metavar="ANA,BEN", help="only these (default: all)")
    grade.add_argument(
        "--workers", type=_count, metavar="N", help="processes (default: as many as cores and memory allow)"
    )
    grade.add_argument("--cluster", metavar="tcp://HOST:PORT", help="measure on the Dask cluster of this scheduler")
    grade.add_argument("--no-feedback", dest="feedback", action="store_false", help="make no feedback pages")
    grade.add_argument(
        "--afresh", action="store_true", help="measure everything again, and say what came out otherwise"
    )
    grade.add_argument("--root", type=Path, metavar="DIR", help="the class's folder (default: the project's)")


def _names(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (name.strip() for name in text.split(","))))


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"expected an integer >= 1, got {text!r}")
    return int(text)


def _grade(chosen: argparse.Namespace) -> int:
    from autograder.configuration import PROJECT
    from autograder.grading import command

    options = {name: getattr(chosen, name) for name in ("students", "workers", "cluster", "feedback", "afresh")}
    return command.run(chosen.root or PROJECT, chosen.assignment, **options)


def _build(chosen: argparse.Namespace) -> int:
    from autograder.authoring import course

    for path in course.build():
        print(path.relative_to(course.PROJECT))
    course.remove_what_is_not_built()
    return 0


def _demo(chosen: argparse.Namespace) -> int:
    from autograder.authoring import demo

    return 0 if demo.run() else 1


def _kit(chosen: argparse.Namespace) -> int:
    from autograder.authoring import kit

    for path in kit.build():
        print(path)
    return 0


def _verify(chosen: argparse.Namespace) -> int:
    from autograder.authoring.verify import verify

    return 0 if verify(chosen.lessons or LESSONS) else 1


_COMMANDS = {"build": _build, "demo": _demo, "grade": _grade, "kit": _kit, "verify": _verify}

if __name__ == "__main__":
    sys.exit(main())
