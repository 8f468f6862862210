"""An auto-graded deep-learning course: section files in, grades that no submission can forge out."""

__version__ = "0.1.0"
