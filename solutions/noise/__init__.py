"""Lesson 1: noise injection."""
