"""Checks for the exercises, and the engine that runs them."""
