"""Grading a class: measure what answers do, keep it by content, book it through nbgrader."""
