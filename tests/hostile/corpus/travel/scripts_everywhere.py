"""A notebook with scripts and styles in outputs, attachments, Markdown, metadata and its kernel's name."""
# ends: full marks


def hand_in(folder, name, notebook):
    import json

    markup = "<script>alert(1)</script><style>*{display:none}</style><img src=x onerror=alert(2)><iframe src=javascript:alert(3)>"
    node = json.loads(notebook)
    for cell in node["cells"]:
        if cell["cell_type"] == "code":
            data = {"text/html": markup, "application/javascript": "alert(4)", "image/svg+xml": f"<svg onload=alert(5)>{markup}</svg>"}
            cell["outputs"] = [{"output_type": "display_data", "data": data, "metadata": {}}]
    node["cells"].insert(0, {"cell_type": "markdown", "metadata": {}, "source": markup, "attachments": {"x": {"text/html": markup}}})
    node["metadata"]["kernelspec"] = {"name": markup, "display_name": markup, "language": markup}
    node["metadata"]["title"] = node["metadata"]["authors"] = markup
    (folder / f"{name}.ipynb").write_text(json.dumps(node))
