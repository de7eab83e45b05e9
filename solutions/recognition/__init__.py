"""Lesson 0: what a recogniser needs, and what it gives away."""
