"""A zip with a member whose name climbs out of it."""
# ends: not read: climbs out
# doors: engine

import zipfile


def hand_in(folder, name, notebook):
    with zipfile.ZipFile(folder / f"{name}.zip", "w") as archive:
        archive.writestr("../../../../tmp/evil.ipynb", notebook)
