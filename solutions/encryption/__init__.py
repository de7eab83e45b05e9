"""Lesson 4: encryption of a region."""
