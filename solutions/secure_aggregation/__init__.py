"""Lesson 7: secure aggregation."""
