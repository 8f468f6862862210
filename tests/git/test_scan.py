"""The scan finds every kind of secret, wherever it lies, and nothing in what students are meant to get."""

import base64
import gzip
import io
import json
import os
import struct
import zipfile

import pytest

from autograder.course import Course
from autograder.doors.git_scan import IDIOM, Scanner, Secrets, is_telling, scan_files, scan_history
from autograder.section import read_section, strip_solution
from tests.conftest import ID, ROOT
from tests.git.conftest import git

LABELS = bytes((7 * i + i // 3) % 10 for i in range(200))


@pytest.fixture(scope="module")
def course(built, tmp_path_factory):
    """The tiny course with held-out labels, a secret of its own and a student's work."""
    import shutil

    root = tmp_path_factory.mktemp("scan") / "course"
    shutil.copytree(built.root, root, symlinks=True)
    course = Course(root)
    data = course.hidden / "_data"
    data.mkdir()
    header = json.dumps({"labels": {"dtype": "U8", "shape": [200], "data_offsets": [0, 200]}}).encode()
    (data / "held_out.safetensors").write_bytes(struct.pack("<Q", len(header)) + header + LABELS)
    course.grading.mkdir(exist_ok=True)
    (course.grading / "secret").write_bytes(b"f00dfeedf00dfeedf00dfeedf00dfeed")
    work = course.grading / "submitted" / "ada" / ID / f"{ID}.ipynb"
    work.parent.mkdir(parents=True)
    work.write_text(json.dumps({"cells": [], "of": "ada, who wrote this and nobody else did", "nbformat": 4}))
    return course


@pytest.fixture(scope="module")
def scanner(course):
    return Scanner(Secrets.of(course))


def kinds(scanner, content, where="file"):
    content = content if isinstance(content, bytes) else content.encode()
    return [leak.kind for leak in scanner.content(where, content)]


SOLUTION = "secret_sum = x + x"
HIDDEN = "assert_close(student.double(0.25), reference.double(0.25))"


@pytest.mark.parametrize(
    "form",
    [
        "    secret_sum = x + x",
        "#   secret_sum=x+x   ",
        "+    secret_sum = x + x",
        "> secret_sum = x + x",
        "----> 3     secret_sum = x + x",
        "      3 \x1b[38;5;28msecret_sum\x1b[39m = x + x",
        '<span class="n">secret_sum</span> <span class="o">=</span> x + x',
        json.dumps({"cells": [{"cell_type": "code", "source": ["def f(x):\n", "    secret_sum = x + x\n"]}]}),
        json.dumps({"cells": [{"outputs": [{"traceback": ["\x1b[0;32m----> 1 \x1b[0m\x1b[0msecret_sum\x1b[0m = x + x"]}]}]}),
        json.dumps({"cells": [{"outputs": [{"data": {"text/html": "<pre>a = 1\nsecret_sum = x + x</pre>"}}]}]}),
        json.dumps({"text": json.dumps({"source": "a\nsecret_sum = x + x"})}),
        '{"cells": [{"source": "def f(x):\\n    secret_sum = x + x\\n", ',
        base64.b64encode(b"# a long text\n" * 40 + b"secret_sum = x + x\n").decode(),
        gzip.compress(b"a = 1\nsecret_sum = x + x\n", mtime=0),
    ],
)
def test_line_of_a_solution_is_found_in_every_form(scanner, form):
    assert any("solution" in kind for kind in kinds(scanner, form))


def test_line_inside_a_zip_is_found_and_says_where(scanner):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("deep/answers.py", "secret_sum = x + x")
    (leak,) = scanner.content("all.zip", packed.getvalue())
    assert leak.where == "all.zip!deep/answers.py" and "'secret_sum = x + x'" in str(leak)


def test_short_answer_is_found_as_the_definition_of_its_exercise(scanner):
    assert not any(is_telling(line) for line in ("return x / 0.5", "return 2 * x"))
    assert kinds(scanner, "def double(x):\n    'words'\n    return x/0.5  # mine\n") == [f"a right variant of {ID}"]
    assert kinds(scanner, "def other(x):\n    return x / 0.5\n") == []
    assert kinds(scanner, json.dumps({"source": ["def double(x):\n", "    return x / 0.5\n"]})) == [f"a right variant of {ID}"]
    assert f"a wrong variant of {ID}" in kinds(scanner, "def double(x):\n    return 3 * x\n")


def test_hidden_test_and_unreleased_cells_are_found(scanner):
    assert kinds(scanner, HIDDEN) == [f"a line of a hidden test of {ID}"]
    assert kinds(scanner, "### BEGIN HIDDEN TESTS") == ["a cell that was not released"]
    assert kinds(scanner, 'MARKER = "### BEGIN HIDDEN TESTS"') == []


@pytest.mark.parametrize(
    "form",
    [
        LABELS,
        b"IDX\0\0\0\x08\x01" + LABELS[40:140],
        struct.pack("<200q", *LABELS),
        json.dumps(list(LABELS)),
        "\n".join(f"{label}.0" for label in LABELS),
        "tensor([" + ", ".join(map(str, LABELS[48:120])) + "])",
    ],
)
def test_held_out_labels_are_found_as_bytes_and_as_text(scanner, form):
    assert kinds(scanner, form) == ["held-out labels"]


def test_other_labels_are_none(scanner):
    assert kinds(scanner, bytes((3 * i) % 10 for i in range(2000))) == []
    assert kinds(scanner, json.dumps([(3 * i) % 10 for i in range(2000)])) == []


def test_secret_gradebook_and_students_work_are_found(scanner, course):
    assert kinds(scanner, b"seed: f00dfeedf00dfeedf00dfeedf00dfeed.") == ["the course's secret"]
    assert kinds(scanner, base64.b64encode(b"f00dfeedf00dfeedf00dfeedf00dfeed")) == ["the course's secret"]
    assert kinds(scanner, os.environ["AUTOGRADER_SECRET"]) == ["the course's secret"]
    assert "a gradebook" in kinds(scanner, (course.root / "gradebook.db").read_bytes())
    work = course.grading / "submitted" / "ada" / ID / f"{ID}.ipynb"
    assert kinds(scanner, work.read_bytes()) == ["a file of grading/"]


@pytest.mark.parametrize(
    "path", ["gradebook.db", "autograder/hidden/x/test_x.py", "solutions/x.ipynb", "source/a/a.py", "grading/x"]
)
def test_names_of_the_instructors_files_are_found(scanner, path):
    assert list(scanner.name(path))


def test_names_of_the_students_files_are_none(scanner):
    assert not list(scanner.name(f"assignments/{ID}/{ID}.ipynb")) and not list(scanner.name("autograder/desk/hints.py"))


def test_history_is_scanned_whole(course, scanner, tmp_path):
    place = tmp_path / "repository"
    place.mkdir()
    git(place, "init", "--quiet", "--initial-branch=main")

    def commit(text, message="work"):
        (place / "a.py").write_text(text)
        git(place, "add", "--all")
        git(place, "commit", "--quiet", "--message", message)

    commit("clean")
    assert scan_history(place, scanner) == []
    commit(SOLUTION)
    old = git(place, "rev-parse", "--short", "HEAD")
    commit("clean again")
    (leak,) = scan_history(place, scanner)
    assert leak.where == f"a.py (commit {old})" and leak.kind == f"a line of the solution of {ID}"
    assert scan_files(place, scanner) == []
    git(place, "checkout", "--quiet", "--orphan", "other")
    commit("clean", message=HIDDEN)
    git(place, "tag", "-a", "v1", "-m", "f00dfeedf00dfeedf00dfeedf00dfeed")
    found = {leak.kind for leak in scan_history(place, scanner)}
    assert found == {f"a line of the solution of {ID}", f"a line of a hidden test of {ID}", "the course's secret"}
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "--quiet", "--initial-branch=main")
    (other / "gradebook.db").write_text("-")
    git(other, "add", "--all")
    git(other, "commit", "--quiet", "--message", "x")
    git(other, "rm", "--quiet", "gradebook.db")
    git(other, "commit", "--quiet", "--message", "x")
    (leak,) = scan_history(other, scanner)
    assert leak.where == "gradebook.db (in the history)"
    git(other, "update-ref", "-d", "HEAD")
    git(other, "reflog", "expire", "--expire=now", "--all")
    git(other, "hash-object", "-w", "--stdin", check=False)
    dropped = other / "x"
    dropped.write_text(SOLUTION)
    git(other, "hash-object", "-w", str(dropped))
    dropped.unlink()
    assert any("no branch reaches" in leak.where for leak in scan_history(other, scanner))


def test_link_is_named(scanner, tmp_path):
    (tmp_path / "a").symlink_to("/etc/passwd")
    (leak,) = scan_files(tmp_path, scanner)
    assert leak.kind == "a link"


# ---- the rule, on the real course ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real():
    course = Course(ROOT)
    return course, Secrets.of(course)


def test_real_course_every_secret_file_is_found_by_what_it_says_alone(real):
    """A sample of each kind, its bytes changed by a comment so that no hash knows it."""
    course, secrets = real
    scanner = Scanner(secrets)
    rooms = sorted(course.hidden.glob("*/*/*.py"))[::7]
    files = [*rooms, *sorted(course.hidden.glob("*/test_*.py")), *sorted(course.source.glob("*/*.py"))]
    unseen = [path.name for path in files if not kinds(scanner, path.read_bytes() + b"\n# end\n")]
    assert len(files) > 200 and unseen == []
    for path in sorted(course.solutions.glob("*/*.ipynb")):
        assert any("solution" in kind for kind in kinds(scanner, path.read_bytes() + b"\n")), path


def test_real_course_every_reference_is_a_definition_that_is_known(real):
    course, secrets = real
    scanner = Scanner(secrets)
    seen_again = []
    for section_id in course.section_ids():
        for cell in read_section(course.section_path(section_id)).cells:
            if cell.role == "solution" and not kinds(scanner, cell.source.replace("### BEGIN", "#").replace("### END", "#")):
                seen_again.append(cell.grade_id)
    # what a later section hands to its students is public, and nothing else is
    public = "".join(path.read_text() for path in course.assignments.glob("*/*.ipynb"))
    assert all(f"def {name}(" in public or f"class {name}" in public for name in seen_again)
    assert len(seen_again) < 15


def test_rule_leaves_out_what_says_nothing(real):
    course, secrets = real
    assert not any(is_telling(line) for line in ("return x", ")", "import torch.nn.functional as F", "x = y", "    else:"))
    assert is_telling("X_exp = torch.exp(X)")
    released = set()
    for section_id in course.section_ids():
        for cell in read_section(course.section_path(section_id)).cells:
            released |= {"".join(line.split()) for line in strip_solution(cell.source).splitlines()}
    assert not {line for line in secrets.lines if line in released and "BEGIN" not in line and "END" not in line}
    assert IDIOM == 3 and len(secrets.lines) > 5000
