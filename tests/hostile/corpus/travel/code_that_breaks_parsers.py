"""Code that is nested too deeply to be parsed, in a cell that claims another name."""
# ends: raised or killed in double


def hand_in(folder, name, notebook):
    import json

    node = json.loads(notebook)
    for cell in node["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "double":
            cell["source"] = "double = " + "(" * 50_000 + "1" + ")" * 50_000
    (folder / f"{name}.ipynb").write_text(json.dumps(node))
