"""Lesson 5: differential privacy."""
