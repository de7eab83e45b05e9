"""Lesson 10: outlook."""
