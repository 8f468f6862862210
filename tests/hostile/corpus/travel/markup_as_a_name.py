"""A student id that is HTML with a handler in it."""
# ends: full marks
# student: <img src=x onerror=alert(1)>
# doors: engine


def hand_in(folder, name, notebook):
    (folder / "<img src=x onerror=alert(1)>.ipynb").write_text(notebook)
