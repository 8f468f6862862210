"""A notebook of a format from the future."""
# ends: not read: format 99


def hand_in(folder, name, notebook):
    import json

    (folder / f"{name}.ipynb").write_text(json.dumps({**json.loads(notebook), "nbformat": 99}))
