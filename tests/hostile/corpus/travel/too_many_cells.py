"""A notebook of thousands of cells."""
# ends: not read: more than 2000 cells


def hand_in(folder, name, notebook):
    import json

    node = json.loads(notebook)
    node["cells"] += [{"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": "x = 1"}] * 3000
    (folder / f"{name}.ipynb").write_text(json.dumps(node))
