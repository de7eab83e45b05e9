"""Marks all its cells as such as only show things, which aren't run when work is graded."""

import hashlib


def edit(notebook, folder):
    for cell in notebook.cells:
        fingerprint = hashlib.sha256(cell.source.encode()).hexdigest()[:16]
        cell.metadata.private_pixels = {"explore": fingerprint}
