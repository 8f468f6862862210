"""A zip with modules named like torch and the engine, start-up files, and a log that other graders unpickle."""
# ends: full marks
# doors: engine

import zipfile


def hand_in(folder, name, notebook):
    with zipfile.ZipFile(folder / f"{name}.zip", "w") as archive:
        archive.writestr(f"{name}.ipynb", notebook)
        for evil in ("torch.py", "autograder.py", "sitecustomize.py", "conftest.py", "usercustomize.py", "autograder/__init__.py"):
            archive.writestr(evil, f"open({str(folder / 'shadowed')!r}, 'w').write('x')")
        archive.writestr(".OTTER_LOG", b"cos\nsystem\n(S'touch /tmp/hostile-unpickled'\ntR.")
        archive.writestr("nbgrader_config.py", "raise SystemExit('mine')")
