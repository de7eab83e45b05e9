"""Lesson 2: redaction."""
