"""A folder that is named like a notebook."""
# ends: not read: not a file
# doors: engine


def hand_in(folder, name, notebook):
    (folder / f"{name}.ipynb").mkdir()
