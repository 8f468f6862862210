"""A student id that drives a terminal."""
# ends: not read: not a usable student id
# student: y
# doors: engine


def hand_in(folder, name, notebook):
    (folder / "y\x1b[2J\x1b]0;t\x07.ipynb").write_text(notebook)
