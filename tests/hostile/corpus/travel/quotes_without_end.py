"""A notebook whose last string never ends and is full of quotes, for patterns that begin again at each."""
# ends: not read: broken or cut off


def hand_in(folder, name, notebook):
    (folder / f"{name}.ipynb").write_text(notebook.rstrip()[:-1] + ', "x": "' + '\\"' * 500_000)
