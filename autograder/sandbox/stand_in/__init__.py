"""What students' code finds under the name `autograder` while it is graded: the checks themselves run elsewhere."""


def check(answer: object) -> None:
    """Do nothing: the grader runs the checks, from outside."""
    print("The checks of your work run outside of this notebook while it is graded.")
