"""Two student ids of 250 characters that differ only at the end."""
# ends: not read: more than 200 characters
# student: nnnnnnnnnn
# doors: engine


def hand_in(folder, name, notebook):
    (folder / f"{'n' * 245}.ipynb").write_text(notebook)
