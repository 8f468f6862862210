"""A zip whose directory says that a member is small; it is not."""
# ends: not read: cannot be
# doors: engine

import zipfile


def hand_in(folder, name, notebook):
    path = folder / f"{name}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(f"{name}.ipynb", bytes(1 << 20))
    content = path.read_bytes()
    path.write_bytes(content.replace((1 << 20).to_bytes(4, "little"), (10).to_bytes(4, "little")))
