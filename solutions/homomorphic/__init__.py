"""Lesson 8: homomorphic encryption."""
