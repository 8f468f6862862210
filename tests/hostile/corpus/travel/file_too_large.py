"""A file of 65 MiB that takes no room on the disk."""
# ends: not read: larger than


def hand_in(folder, name, notebook):
    with open(folder / f"{name}.ipynb", "wb") as file:
        file.truncate(65 << 20)
