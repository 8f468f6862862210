"""A zip with a symbolic link to the gradebook as its notebook."""
# ends: not read: a link inside
# doors: engine

import stat
import zipfile


def hand_in(folder, name, notebook):
    with zipfile.ZipFile(folder / f"{name}.zip", "w") as archive:
        link = zipfile.ZipInfo(f"{name}.ipynb")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "../../gradebook.db")
