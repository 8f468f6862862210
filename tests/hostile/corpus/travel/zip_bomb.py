"""A zip of a hundred kilobytes that unpacks to 70 MiB."""
# ends: not read: larger than
# doors: engine

import zipfile


def hand_in(folder, name, notebook):
    with zipfile.ZipFile(folder / f"{name}.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(f"{name}.ipynb", bytes(70 << 20))
