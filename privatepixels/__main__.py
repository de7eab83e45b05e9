"""`python -m privatepixels report`: what each protection keeps and gives away, on the course's data or your photos."""

import argparse
from collections.abc import Sequence
from time import perf_counter


def main(arguments: Sequence[str] | None = None) -> None:
    """Write a report, and say where it is."""
    parser = argparse.ArgumentParser(prog="python -m privatepixels", description=__doc__)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    command = commands.add_parser("report", help="compare the protections: an HTML page and a CSV table")
    command.add_argument("--photos", metavar="DIR", help="a folder with your photos (default: the course's data)")
    command.add_argument("--out", metavar="DIR", default="report", help="where to write (default: report)")
    command.add_argument("--seed", type=int, default=0, help="of all random draws (default: 0)")
    chosen = parser.parse_args(arguments)
    start = perf_counter()
    from privatepixels import report

    try:
        written = report.write(chosen.out, chosen.photos, chosen.seed)
    except (ValueError, OSError) as error:
        parser.exit(2, f"{error}\n")
    for name, why in written.left_out:
        print(f"left out: {name}: {why}")
    known = ", known from an earlier run" if written.cached else ""
    print(f"{written.page} and {written.table}, in {perf_counter() - start:.1f} s{known}")


if __name__ == "__main__":
    main()
