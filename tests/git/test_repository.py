"""A student's repository as we fetch it: bounded, without running anything, with a sentence for each failure."""

import http.server
import shutil
import ssl
import subprocess
import threading
from dataclasses import replace

import pytest

from autograder.doors.git_repository import Blob, Limits, Repository, RepositoryError, git, scheme_of, shown
from tests.conftest import ID
from tests.git.conftest import NOTEBOOK
from tests.git.conftest import git as plain

BIG = b"".join(i.to_bytes(4, "big") for i in range(1 << 18))  # 1 MiB that does not compress to nothing


@pytest.fixture
def student(new_student):
    ada = new_student("ada")
    ada.write("{}")
    return ada


@pytest.fixture
def copy(student, tmp_path):
    return Repository(tmp_path / "copy.git", str(student.url), "main", Limits(blob=100_000))


def test_fetch_brings_the_notebook_and_leaves_large_files_out(student, copy):
    student.write(BIG, "big.bin")
    commit = student.push()
    assert copy.tip().branch == commit == copy.fetch() == copy.fetched()
    blob = copy.notebooks([ID, "ch99_99_no"])
    assert list(blob) == [ID] and copy.read(blob[ID]) == b"{}"
    held = git(copy.folder, "cat-file", "--batch-check", "--batch-all-objects").stdout
    assert b"blob 2" in held and str(len(BIG)).encode() not in held


def test_fetch_over_its_limit_is_stopped_and_leaves_the_copy_as_it_was(student, copy):
    commit = student.push()
    copy.fetch()
    student.write(BIG, "big.bin")
    student.push()
    copy.limits = Limits(blob=1 << 30, fetch=100_000)
    with pytest.raises(RepositoryError, match="larger than"):
        copy.fetch()
    assert copy.fetched() == commit and copy.notebooks([ID])
    assert not list((copy.folder / "objects" / "pack").glob("tmp_*"))


def test_fetch_over_its_time_is_stopped(student, copy):
    student.push()
    copy.limits = replace(copy.limits, seconds=0)
    with pytest.raises(RepositoryError, match="took more than 0 s"):
        copy.fetch()


def test_fetch_notebook_that_was_left_out_for_its_size_is_named(student, copy):
    student.write(BIG)
    student.push()
    copy.fetch()
    (problem,) = copy.notebooks([ID]).values()
    assert isinstance(problem, RepositoryError) and "is larger than 100000 bytes; clear the outputs" in str(problem)


def test_copy_that_has_grown_is_fetched_anew(student, copy):
    student.push()
    copy.fetch()
    copy.limits = replace(copy.limits, kept=1)
    student.write("[]")
    commit = student.push()
    assert copy.fetch() == commit
    assert copy.read(copy.notebooks([ID])[ID]) == b"[]"


def test_copy_that_is_damaged_is_fetched_anew(student, copy):
    commit = student.push()
    copy.fetch()
    (copy.folder / "HEAD").unlink()
    assert copy.tip().branch == commit and copy.fetched() is None
    assert copy.fetch() == commit and copy.notebooks([ID])


def test_links_submodules_and_folders_in_the_notebooks_place_are_named(student, copy, tmp_path):
    place = student.home / NOTEBOOK
    cases = {}
    place.unlink()
    place.symlink_to("/etc/passwd")
    cases["is a symbolic link; commit the file itself"] = student.push()
    place.unlink()
    student.write("{}", f"{NOTEBOOK}/inner")
    cases["is a folder; it should be"] = student.push()
    shutil.rmtree(place.parent)
    place.parent.symlink_to("/etc")
    cases[f"assignments/{ID} is a symbolic link"] = student.push()
    place.parent.unlink()
    plain(student.home, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},assignments/{ID}")
    plain(student.home, "commit", "--quiet", "--message", "submodule")
    cases["is a submodule; commit the files themselves"] = plain(student.home, "rev-parse", "HEAD")
    for words, commit in cases.items():
        plain(student.home, "push", "--quiet", "--force", str(student.url), f"{commit}:refs/heads/main")
        copy.fetch()
        (problem,) = copy.notebooks([ID]).values()
        assert words in str(problem)


def test_nothing_of_a_repository_runs_and_nothing_is_checked_out(student, copy, tmp_path):
    student.write(f'*.ipynb filter=evil\n[filter "evil"]\n\tsmudge = touch {tmp_path}/ran\n', ".gitattributes")
    student.write(f'[submodule "x"]\n\tpath = x\n\turl = {tmp_path}/none\n', ".gitmodules")
    student.push()
    copy.fetch()
    assert isinstance(copy.notebooks([ID])[ID], Blob)
    assert not (tmp_path / "ran").exists() and not (copy.folder / "x").exists() and not (copy.folder / "assignments").exists()


def test_damaged_objects_are_refused(student, copy):
    student.push()
    tree = plain(student.home, "rev-parse", "HEAD^{tree}")
    entry = f"040000 tree {tree}\t.git\n"  # a folder .git: what fsck is there for
    made = subprocess.run(["git", "-C", student.home, "mktree"], input=entry.encode(), capture_output=True, check=True).stdout
    commit = plain(student.home, "commit-tree", made.decode().strip(), "-m", "evil")
    plain(student.home, "push", "--quiet", "--force", str(student.url), f"{commit}:refs/heads/main")
    with pytest.raises(RepositoryError, match="damaged or dangerous"):
        copy.fetch()
    assert copy.fetched() is None


def test_feedback_goes_on_top_of_what_is_there_and_only_when_it_says_something_new(student, copy):
    student.push()
    copy.fetch()
    first = copy.commit_files({"README.md": b"good"}, "Feedback", None)
    copy.push_feedback(first)
    assert student.feedback() == "good"
    plain(student.home, "fetch", "--quiet", str(student.url), "feedback")
    plain(student.home, "checkout", "--quiet", "-b", "mine", "FETCH_HEAD")
    student.write("mine", "note.txt")
    theirs = student.push(branch="feedback")
    with pytest.raises(RepositoryError):
        copy.push_feedback(copy.commit_files({"README.md": b"better"}, "Feedback", first))
    parent = copy.fetch_feedback()
    assert parent == theirs
    copy.push_feedback(copy.commit_files({"README.md": b"better"}, "Feedback", parent))
    assert student.feedback() == "better" and theirs in plain(student.url, "rev-list", "feedback")
    assert copy.commit_files({"README.md": b"better"}, "Feedback", copy.fetch_feedback()) is None


def test_empty_vanished_and_branchless_repositories_are_named(student, copy):
    with pytest.raises(RepositoryError, match="empty: nothing has been pushed"):
        copy.tip()
    student.push(branch="dev")
    with pytest.raises(RepositoryError, match=r"no branch main \(it has: dev\)"):
        copy.tip()
    shutil.rmtree(student.url)
    with pytest.raises(RepositoryError, match="there is no repository at"):
        copy.tip()


@pytest.mark.skipif(not shutil.which("openssl"), reason="makes its certificate with openssl")
def test_wrong_credentials_and_unreachable_servers_are_named_without_a_prompt(tmp_path, monkeypatch):
    class Refusing(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="x"')
            self.end_headers()

        def log_message(self, *_):
            pass

    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-addext",
                    "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", cert], check=True, capture_output=True)  # fmt: skip
    server = http.server.HTTPServer(("127.0.0.1", 0), Refusing)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("GIT_SSL_CAINFO", str(cert))
    url = f"https://ada:hunter2@127.0.0.1:{server.server_port}/ada.git"
    try:
        with pytest.raises(RepositoryError, match="refused access") as refused:
            Repository(tmp_path / "copy.git", url, "main").tip()
        assert "hunter2" not in str(refused.value)
    finally:
        server.shutdown()
        server.server_close()
    with pytest.raises(RepositoryError, match="cannot be reached") as unreachable:
        Repository(tmp_path / "copy.git", url, "main").tip()
    assert "hunter2" not in str(unreachable.value)


def test_the_secret_and_a_hooks_variables_reach_no_other_program(tmp_path, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_SECRET", "0123456789abcdef")
    monkeypatch.setenv("GIT_DIR", str(tmp_path))
    said = git(None, "-c", "alias.show-env=!env", "show-env").stdout.decode()
    assert "PATH=" in said and "AUTOGRADER_SECRET" not in said and f"GIT_DIR={tmp_path}" not in said


@pytest.mark.parametrize(
    ("url", "scheme"),
    [("https://host/x.git", "https"), ("ssh://git@host/x", "ssh"), ("git@host:x/y.git", "ssh"), ("host:/srv/x.git", "ssh"),
     ("/srv/x.git", "file"), ("file:///srv/x.git", "file"), ("ext::sh -c id", None), ("ext::sh", None), ("http://host/x", None),
     ("git://host/x", None), ("-oProxyCommand=id:x", None), ("ssh://-oProxyCommand=id/x", None), ("fd::17", None), ("x", None)],
)  # fmt: skip
def test_addresses_other_than_https_ssh_and_paths_are_refused(url, scheme):
    if scheme:
        assert scheme_of(url) == scheme
    else:
        with pytest.raises(RepositoryError, match="not an address"):
            scheme_of(url)


def test_git_itself_refuses_other_protocols(tmp_path):
    done = git(None, "ls-remote", f"ext::touch {tmp_path}/ran")
    assert done.returncode != 0 and not (tmp_path / "ran").exists()


def test_password_is_not_shown():
    assert shown("https://token:x@host/y") == "https://host/y"
