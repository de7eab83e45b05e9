"""Checks for the exercises, and the engine that runs them."""

from autograder.notebook_check import check

__all__ = ["check"]
