"""A symbolic link that leads to itself."""
# ends: not read: a link that leads nowhere
# doors: engine


def hand_in(folder, name, notebook):
    (folder / f"{name}.ipynb").symlink_to(folder / f"{name}.ipynb")
