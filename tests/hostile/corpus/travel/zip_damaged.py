"""A zip that is cut off in the middle."""
# ends: not read: not a readable zip
# doors: engine

import zipfile


def hand_in(folder, name, notebook):
    path = folder / f"{name}.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}.ipynb", notebook)
    path.write_bytes(path.read_bytes()[:-40])
