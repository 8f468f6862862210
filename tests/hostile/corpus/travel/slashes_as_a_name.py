"""A student id with slashes, dots and a drive, from inside a zip."""
# ends: not read: not a usable student id
# student: c
# doors: engine

import zipfile


def hand_in(folder, name, notebook):
    with zipfile.ZipFile(folder / f"{name}.zip", "w") as archive:
        for member in ("a/b/c\x01.ipynb", ".../..ipynb", "x/\u202ea.ipynb"):
            archive.writestr(member, notebook)
