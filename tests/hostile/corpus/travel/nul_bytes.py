"""A notebook with NUL bytes in its code."""
# ends: not read: NUL bytes


def hand_in(folder, name, notebook):
    (folder / f"{name}.ipynb").write_text(notebook.replace("return", "return\0", 1))
