"""A zip that hands something in under another student's name as well."""
# ends: not read: a second submission of
# doors: engine

import zipfile


def hand_in(folder, name, notebook):
    (folder / f"{name}.ipynb").write_text(notebook)
    with zipfile.ZipFile(folder / f"{name}.zip", "w") as archive:
        archive.writestr(f"{name}.ipynb", notebook)
