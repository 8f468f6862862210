"""A pipe instead of a file: whoever opens it waits for ever."""
# ends: not read: not a file
# doors: engine

import os


def hand_in(folder, name, notebook):
    os.mkfifo(folder / f"{name}.ipynb")
