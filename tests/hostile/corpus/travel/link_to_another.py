"""A symbolic link to another student's submission instead of a file."""
# ends: not read: a link to a place outside
# doors: engine


def hand_in(folder, name, notebook):
    target = folder.parent / "other.ipynb"
    target.write_text(notebook)
    (folder / f"{name}.ipynb").symlink_to(target)
