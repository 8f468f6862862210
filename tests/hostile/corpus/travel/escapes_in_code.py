"""A line of code that drives a terminal, for the message that quotes it."""
# ends: raised in double


def hand_in(folder, name, notebook):
    import json

    node = json.loads(notebook)
    for cell in node["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "double":
            cell["source"] = "def double(x):\n    return None + x  # \x1b[31m\x1b]0;pwned\x07\x1b[2J"
    (folder / f"{name}.ipynb").write_text(json.dumps(node))
