"""The student's desk: run a notebook's public checks, give hints, show progress, put a stub back.

This package travels to students on its own. It needs the standard library and rich, and nothing else of the engine but
`autograder/__init__.py` and `autograder/errors.py`.
"""
