"""Hands in five hundred cells of its own."""

import nbformat


def edit(notebook, folder):
    notebook.cells += [nbformat.v4.new_code_cell("print('hello')") for _ in range(500)]
