"""A notebook with lone surrogates in its code, its metadata and its keys."""
# ends: full marks


def hand_in(folder, name, notebook):
    import json

    node = json.loads(notebook)
    node["metadata"]["\ud800"] = "\udfff"
    for cell in node["cells"]:
        if cell["cell_type"] == "code":
            cell["source"] = "".join(cell["source"]) + "\n# \ud83d \udc00"
            cell["metadata"]["\udcff"] = {"\ud800": "\ud800"}
    (folder / f"{name}.ipynb").write_text(json.dumps(node))
