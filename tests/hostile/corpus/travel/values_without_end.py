"""A notebook of eighteen megabytes that takes a gigabyte when it is read: six million empty lists."""
# ends: not read: too many values
# doors: engine


def hand_in(folder, name, notebook):
    (folder / f"{name}.ipynb").write_text(notebook.rstrip()[:-1] + ', "x": [' + "[]," * 6_000_000 + "0]}")
