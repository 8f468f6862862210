"""`make demo`: build the course, hand in sample submissions, grade them into a scratch gradebook, show the feedback."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from pathlib import Path

from autograder.build import build_course
from autograder.course import Course
from autograder.section import Section, read_section
from autograder.variants import hand_in, solved

ROOT = Path(__file__).resolve().parent.parent
SCRATCH = ROOT / "build" / "demo"


def main() -> int:
    """Run the demo; the return value is the exit status."""
    course = Course(ROOT)
    print("demo: building the course (solutions are executed when their section has changed)", flush=True)
    build_course(course, course.section_ids())
    print("demo: handing in sample submissions", flush=True)
    root = scratch_course(course)
    for section_id in course.section_ids():
        section = read_section(course.section_path(section_id))
        for student, text in samples(course, section).items():
            place = root / "grading" / "submitted" / student / section_id / f"{section_id}.ipynb"
            place.parent.mkdir(parents=True)
            place.write_text(text, encoding="utf-8")
    print("demo: grading them in the sandbox; two never come back, which takes their time limit", flush=True)
    html = SCRATCH / "feedback"
    command = [sys.executable, "-m", "autograder", "grade", str(root / "grading" / "submitted")]
    status = subprocess.run([*command, "--gradebook", str(root), "--html", str(html)], cwd=ROOT, check=False).returncode
    print(f"\nclass page:        {html / 'index.html'}")
    print(f"nbgrader feedback: {root / 'grading' / 'feedback'}")
    print(f"gradebook:         {root / 'grading' / 'gradebook.db'}")
    return status


def scratch_course(course: Course) -> Path:
    """A copy of what nbgrader needs, so that the demo writes into no gradebook of yours."""
    shutil.rmtree(SCRATCH, ignore_errors=True)
    root = SCRATCH / "course"
    root.mkdir(parents=True)
    for name in ("nbgrader_config.py", "gradebook.db"):
        shutil.copy(course.root / name, root / name)
    for name in ("source", "assignments"):
        shutil.copytree(course.root / name, root / name, symlinks=True)
    return root


def samples(course: Course, section: Section) -> dict[str, str]:
    """Student -> notebook."""
    release = course.assignments / section.id / f"{section.id}.ipynb"
    found = {"ada_perfect": hand_in(release, solved(section, {})), "blaise_untouched": hand_in(release, {})}
    for path in sorted((course.root / "samples" / section.id).glob("*.py")):
        found[path.stem] = sample(release, section, path)
    return found


def sample(release: Path, section: Section, path: Path) -> str:
    """A perfect notebook with a sample's definitions in it."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    names = {exercise.name for exercise in section.exercises}
    lines = text.splitlines()
    answers: dict[str, str] = {}
    before: list[str] = []
    for node in tree.body[1:]:
        source = "\n".join(lines[node.lineno - 1 : node.end_lineno])
        if getattr(node, "name", None) in names:
            answers[node.name] = source
        else:
            before.append(source)
    notebook = json.loads(hand_in(release, solved(section, answers)))
    if before:
        notebook["cells"].insert(1, _code("\n\n\n".join(before)))
    if ast.get_docstring(tree).startswith("notebook:"):
        _lived_in(notebook)
    return json.dumps(notebook, indent=1)


def _lived_in(notebook: dict) -> None:
    """A notebook that has been worked in: magics, a helper, checks run twice, metadata lost on the way."""
    notebook["cells"].insert(1, _code("%matplotlib inline\n!pip list\nimport torch\n\n\ndef row_softmax(X):\n"
                                      "    e = torch.exp(X)\n    return e / e.sum(dim=1, keepdim=True)"))  # fmt: skip
    notebook["cells"].append(_code("display(1)\n%timeit 1 + 1\nimport asyncio\nawait asyncio.sleep(0)"))
    for cell in notebook["cells"]:
        cell["metadata"] = {}


def _code(source: str) -> dict:
    return {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": source}


if __name__ == "__main__":
    sys.exit(main())
