"""A zip of more members than anybody hands in."""
# ends: not read: more than 10000 members
# doors: engine

import zipfile


def hand_in(folder, name, notebook):
    with zipfile.ZipFile(folder / f"{name}.zip", "w") as archive:
        for number in range(10_001):
            archive.writestr(f"{number}.ipynb", "")
