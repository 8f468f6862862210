"""A notebook whose parts are of other kinds than they should be."""
# ends: full marks


def hand_in(folder, name, notebook):
    import json

    node = json.loads(notebook)
    for number, cell in enumerate(node["cells"]):
        cell["metadata"] = [None, [], "x", 7, {"nbgrader": [], "tags": {}}, {"tags": [1, None]}][number % 6]
        cell["outputs"] = {"x": 1}
        cell["id"] = {"a": 1}
    node["cells"] += ["no cell", None, 7, {"cell_type": None, "source": [1, None, "x = 1"]}, {"source": {}}]
    node["metadata"] = "none"
    (folder / f"{name}.ipynb").write_text(json.dumps(node))
