"""A notebook whose JSON is nested ten thousand levels deep."""
# ends: not read: nested too deeply


def hand_in(folder, name, notebook):
    deep = "[" * 10_000 + "]" * 10_000
    (folder / f"{name}.ipynb").write_text(notebook.rstrip()[:-1] + f', "deep": {deep}}}')
