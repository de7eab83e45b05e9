"""The pages about a class, as Jinja templates that stand beside this module."""

from jinja2 import Environment, PackageLoader, StrictUndefined, Template


def template(name: str) -> Template:
    """Load a page, which escapes whatever is put into it."""
    environment = Environment(
        loader=PackageLoader("autograder.grading", ""), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters["number"] = lambda number: f"{round(number, 2):g}"
    environment.filters["percent"] = lambda share: f"{share:.0%}"
    return environment.get_template(name)
