"""The commands of those who write, build and hand out the course: `python -m autograder --help`."""

import argparse
import sys

from solutions import LESSONS


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m autograder", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("build", help="rebuild course/ from solutions/")
    commands.add_parser("demo", help="grade a sample class and show what comes of it")
    commands.add_parser("kit", help="put into dist/ what a student gets")
    verify = commands.add_parser("verify", help="check lessons as code is linted")
    verify.add_argument("lessons", nargs="*", metavar="LESSON", help=f"any of {', '.join(LESSONS)} (default: all)")
    chosen = parser.parse_args(arguments)
    unknown = set(getattr(chosen, "lessons", ())) - set(LESSONS)
    if unknown:
        parser.error(f"lessons: expected any of {', '.join(LESSONS)}, got {', '.join(sorted(unknown))}")
    return _COMMANDS[chosen.command](chosen)


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


_COMMANDS = {"build": _build, "demo": _demo, "kit": _kit, "verify": _verify}

if __name__ == "__main__":
    sys.exit(main())
