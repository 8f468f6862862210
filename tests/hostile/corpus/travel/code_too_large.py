"""More than two megabytes of code."""
# ends: not read: of code


def hand_in(folder, name, notebook):
    import json

    node = json.loads(notebook)
    node["cells"].append({"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": "x = 1\n" * 400_000})
    (folder / f"{name}.ipynb").write_text(json.dumps(node))
