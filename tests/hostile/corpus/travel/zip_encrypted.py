"""A zip whose notebook needs a password."""
# ends: not read: cannot be read
# doors: engine

import zipfile


def hand_in(folder, name, notebook):
    path = folder / f"{name}.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}.ipynb", notebook)
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
