"""A cell of a million blank lines, for patterns that look at each of them again from each."""
# ends: full marks
# doors: engine


def hand_in(folder, name, notebook):
    import json

    node = json.loads(notebook)
    node["cells"].append({"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": "x = 1" + "\n" * 1_000_000})
    (folder / f"{name}.ipynb").write_text(json.dumps(node))
