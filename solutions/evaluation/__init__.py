"""Lesson 9: evaluation."""
