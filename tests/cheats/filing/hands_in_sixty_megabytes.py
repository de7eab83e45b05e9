"""Hands in a notebook of sixty megabytes: stored output, attachments, widget states, metadata."""

import nbformat


def edit(notebook, folder):
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [nbformat.v4.new_output("stream", name="stdout", text="x" * 5_000_000)]
    notebook.metadata.widgets = {"application/vnd.jupyter.widget-state+json": {"state": {"a": "x" * 20_000_000}}}
    notebook.cells.append(nbformat.v4.new_markdown_cell("x" * 1000, attachments={"a": {"image/png": "A" * 5_000_000}}))
