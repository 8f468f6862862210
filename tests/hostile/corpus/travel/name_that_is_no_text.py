"""A student id of bytes that are no text."""
# ends: not read: not a usable student id
# student: z
# doors: engine

import os


def hand_in(folder, name, notebook):
    with open(os.fsencode(folder) + b"/z\xff\xfe.ipynb", "w") as file:
        file.write(notebook)
