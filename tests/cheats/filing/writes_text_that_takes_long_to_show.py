"""Writes Markdown and prints text on which a browser, or a program that makes pages, may ponder for a long time."""

import nbformat


def edit(notebook, folder):
    for text in (
        "[" * 50_000,
        "*a " * 20_000,
        "<a " * 20_000,
        "> " * 5_000,
        "`" * 30_000,
        "![](" * 20_000,
        "$" * 9_999,
    ):
        notebook.cells.append(nbformat.v4.new_markdown_cell(text))
    notebook.cells.append(nbformat.v4.new_code_cell('print("\\x1b[1m" * 50_000, "http://" * 20_000)'))
