"""A zip with members of absolute paths, of this system's and of another's."""
# ends: not read: climbs out
# doors: engine

import zipfile


def hand_in(folder, name, notebook):
    with zipfile.ZipFile(folder / f"{name}.zip", "w") as archive:
        archive.writestr("/tmp/evil.ipynb", notebook)
        archive.writestr("C:\\evil.ipynb", notebook)
