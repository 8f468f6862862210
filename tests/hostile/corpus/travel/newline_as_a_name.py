"""A student id with line breaks that make up lines of the report."""
# ends: not read: not a usable student id
# student: x
# doors: engine


def hand_in(folder, name, notebook):
    (folder / "x\nnot graded: ada\n.ipynb").write_text(notebook)
