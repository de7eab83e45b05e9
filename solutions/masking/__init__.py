"""Lesson 3: masking."""
