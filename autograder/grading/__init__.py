"""Grading a class: measure what answers do, keep it by content, book it through nbgrader."""

import sys

# jsonschema takes a second of each process to build a grammar of web addresses, which no notebook's schema asks for.
sys.modules.setdefault("rfc3987_syntax", None)
