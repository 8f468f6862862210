"""A notebook with a number of a million digits, and the numbers that JSON does not have."""
# ends: not read: not a notebook


def hand_in(folder, name, notebook):
    (folder / f"{name}.ipynb").write_text(notebook.rstrip()[:-1] + ', "n": ' + "9" * 1_000_000 + ', "m": NaN, "o": Infinity}')
