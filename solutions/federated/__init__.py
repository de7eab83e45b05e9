"""Lesson 6: federated learning."""
