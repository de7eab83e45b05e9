"""Lesson 11: the capstone."""
