"""A student's repository, fetched into a bare copy: bounded, without a prompt, and nothing of it is run or checked out.

Git is told what it may do at each call, so that no configuration of the machine widens it: no hooks, no submodules, no
protocol but the one in the roster, every object checked. Files are read as blobs, so that filters, Git LFS and links
in a work tree never come into play. What is left out of a fetch for its size reads as missing and is never asked for again.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import CourseError
from autograder.reports.text import clean

MIB = 1 << 20
FETCHED = "refs/student/head"  # where a student's branch is kept in our copy
FEEDBACK = "refs/heads/feedback"
#: what a hook or another git in front of us may have set, and what no child of ours needs to know
DROPPED = re.compile(
    r"GIT_(ALTERNATE_OBJECT_DIRECTORIES|CONFIG.*|OBJECT_DIRECTORY|DIR|WORK_TREE|IMPLICIT_WORK_TREE|INDEX_FILE|PREFIX|GRAFT_FILE|"
    r"SHALLOW_FILE|COMMON_DIR|QUARANTINE_PATH|NAMESPACE|REPLACE_REF_BASE|PUSH_.*|EXEC_PATH|TRACE.*|PROXY_COMMAND)"
    r"|AUTOGRADER_SECRET"
)
ENVIRONMENT = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "true",  # answers a question for a password with an empty line
    "SSH_ASKPASS_REQUIRE": "never",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_LFS_SKIP_SMUDGE": "1",
    "LC_ALL": "C",
}
SAFE = {
    "core.hooksPath": "/dev/null",
    "core.fsmonitor": "false",
    "core.bigFileThreshold": "1m",  # larger files are streamed instead of held
    "fetch.fsckObjects": "true",
    "transfer.fsckObjects": "true",
    "fetch.unpackLimit": "1",  # one pack file for a fetch, which the limit on a file's size can stop
    "fetch.recurseSubmodules": "false",
    "push.recurseSubmodules": "no",
    "submodule.recurse": "false",
    "gc.auto": "0",
    "maintenance.auto": "false",
    "protocol.allow": "never",
    "http.lowSpeedLimit": "1000",
    "http.lowSpeedTime": "30",
}


class RepositoryError(CourseError):
    """A repository, or a file in it, that cannot be taken, and why."""


@dataclass(frozen=True)
class Limits:
    """What one student's repository may cost."""

    blob: int = 4 * MIB  # a larger file is not fetched where the server can leave it out
    fetch: int = 64 * MIB  # bytes of one fetch, compressed
    kept: int = 256 * MIB  # bytes of our copy, above which it is fetched anew
    seconds: int = 120


@dataclass(frozen=True)
class Tip:
    """What the server said of the branches that matter."""

    branch: str | None
    feedback: str | None


@dataclass(frozen=True)
class Blob:
    """A file in a commit."""

    sha: str
    size: int


def git(
    folder: Path | None,
    *arguments: str,
    stdin: bytes = b"",
    settings: dict[str, str] | None = None,
    limits: Limits | None = None,
    **environment: str,
) -> subprocess.CompletedProcess[bytes]:
    """Run git with everything switched off that a repository could turn against us.

    Raises:
        RepositoryError: it took longer than the limits allow.
    """
    limits = limits or Limits()
    options = [part for name, value in {**SAFE, **(settings or {})}.items() for part in ("-c", f"{name}={value}")]
    where = [] if folder is None else ["--git-dir", str(folder)]
    # sh sets the limits of the process that it then becomes: a file's size in blocks of 512 bytes, seconds of processor
    # time, and memory in KiB. Setting them between fork and exec is not safe in a program with threads.
    shell = f'ulimit -c 0; ulimit -f {limits.fetch // 512}; ulimit -t {limits.seconds}; ulimit -v {4 * MIB}; exec "$@"'
    inherited = {name: value for name, value in os.environ.items() if not DROPPED.fullmatch(name)}
    inherited.setdefault("GIT_SSH_COMMAND", "ssh -oBatchMode=yes -oConnectTimeout=20")
    process = subprocess.Popen(
        ["sh", "-c", shell, "sh", "git", *options, *where, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**inherited, **ENVIRONMENT, **environment},
        start_new_session=True,
    )
    try:
        out, err = process.communicate(stdin, timeout=limits.seconds)
    except subprocess.TimeoutExpired:
        raise RepositoryError(f"git {arguments[0]} took more than {limits.seconds} s and was stopped") from None
    finally:
        if process.returncode is None:  # also when we are interrupted
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


class Repository:
    """Our bare copy of one student's repository."""

    def __init__(self, folder: Path, url: str, branch: str, limits: Limits | None = None) -> None:
        self.folder, self.url, self.branch = folder, url, branch
        self.limits = limits or Limits()
        self._allowed = {f"protocol.{scheme_of(url)}.allow": "always"}

    # -- the server's side

    def tip(self) -> Tip:
        """The commits that the server has now.

        Raises:
            RepositoryError: it cannot be reached, is empty, or has no such branch.
        """
        wanted = f"refs/heads/{self.branch}"
        found = self._listed(self._remote("ls-remote", "--", self.url, wanted, FEEDBACK))
        if wanted not in found:
            heads = [
                ref.removeprefix("refs/heads/") for ref in self._listed(self._remote("ls-remote", "--heads", "--", self.url))
            ]
            if not heads:
                raise RepositoryError("the repository is empty: nothing has been pushed yet")
            shown = ", ".join(clean(head, 40) for head in heads[:5]) + (", ..." if len(heads) > 5 else "")
            raise RepositoryError(f"the repository has no branch {self.branch} (it has: {shown})")
        return Tip(found[wanted], found.get(FEEDBACK))

    def fetch(self) -> str:
        """Bring the branch into our copy, and return its commit.

        Raises:
            RepositoryError: the server, git's checks or a limit stood against it; our copy is as it was.
        """
        return self._fetch(f"+refs/heads/{self.branch}:{FETCHED}", FETCHED)

    def fetch_feedback(self) -> str:
        """Bring the feedback branch into our copy, and return its commit."""
        return self._fetch(f"+{FEEDBACK}:refs/student/feedback", "refs/student/feedback")

    def push_feedback(self, commit: str) -> None:
        """Push a commit to the feedback branch; nobody's commit is overwritten.

        Raises:
            RepositoryError: the server refused it.
        """
        self._remote("push", "--quiet", "--no-verify", "--", self.url, f"{commit}:{FEEDBACK}")

    def _fetch(self, refspec: str, ref: str) -> str:
        self._prepare()
        remote = {"remote.student.url": self.url, "remote.student.promisor": "true"}
        options = ["--quiet", "--depth=1", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head"]
        if scheme_of(self.url) == "file":
            options.append("--upload-pack=git -c uploadpack.allowFilter=true upload-pack")
        try:
            self._remote(
                "fetch", *options, f"--filter=blob:limit={self.limits.blob}", "--", "student", refspec, settings=remote
            )
        finally:
            for leftover in (self.folder / "objects" / "pack").glob("tmp_*"):
                leftover.unlink(missing_ok=True)
            self._forget_remote()
        return self._own("rev-parse", "--verify", f"{ref}^{{commit}}").decode().strip()

    def _forget_remote(self) -> None:
        """A copy that remembers where its missing files are would go and get them."""
        git(self.folder, "config", "--remove-section", "remote.student")

    def _prepare(self) -> None:
        if self.folder.is_dir():
            size = sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())
            if size <= self.limits.kept and git(self.folder, "rev-parse", "--git-dir").returncode == 0:
                return
            shutil.rmtree(self.folder)
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        done = git(None, "init", "--quiet", "--bare", "--template=", str(self.folder))
        if done.returncode:
            raise CourseError(f"{self.folder}: git could not make a repository there: {_last_line(done.stderr)}")

    def _remote(self, *arguments: str, settings: dict[str, str] | None = None) -> bytes:
        folder = None if arguments[0] == "ls-remote" else self.folder  # it asks the server alone, whatever became of our copy
        done = git(folder, *arguments, settings={**(settings or {}), **self._allowed}, limits=self.limits)
        if done.returncode:
            raise RepositoryError(explain(done, self.url, self.limits))
        return done.stdout

    @staticmethod
    def _listed(output: bytes) -> dict[str, str]:
        pairs = (line.split("\t", 1) for line in output.decode("utf-8", "replace").splitlines() if "\t" in line)
        return {ref: sha for sha, ref in pairs}

    # -- our copy

    def fetched(self) -> str | None:
        """The commit of the last fetch."""
        done = git(self.folder, "rev-parse", "--verify", "--quiet", FETCHED) if self.folder.is_dir() else None
        return done.stdout.decode().strip() if done and done.returncode == 0 else None

    def notebooks(self, ids: list[str]) -> dict[str, Blob | RepositoryError]:
        """The assignments' notebooks in the fetched commit, or what is wrong with one. Those not there are left out."""
        self._forget_remote()  # a fetch that was killed may have left it
        paths = {f"assignments/{name}/{name}.ipynb": name for name in ids}
        asked = {"assignments", *(f"assignments/{name}" for name in ids), *paths}
        listed = self._own("ls-tree", "-t", "-z", "--full-tree", FETCHED, "--", *sorted(asked)).decode("utf-8", "replace")
        entries = {}
        for line in filter(None, listed.split("\0")):
            about, path = line.split("\t", 1)
            mode, kind, sha = about.split()
            entries[path] = mode, kind, sha
        found: dict[str, Blob | RepositoryError] = {}
        for path, name in paths.items():
            try:
                if sha := _blob_at(entries, path):
                    found[name] = self._blob(sha, path)
            except RepositoryError as error:
                found[name] = error
        return found

    def _blob(self, sha: str, path: str) -> Blob:
        said = self._own("cat-file", "--batch-check", stdin=f"{sha}\n".encode()).decode().split()
        if said[-1] == "missing" or int(said[-1]) > self.limits.blob:
            raise RepositoryError(f"{path} is larger than {size_words(self.limits.blob)}; clear the outputs and push again")
        return Blob(sha, int(said[-1]))

    def read(self, blob: Blob) -> bytes:
        """A file's content, as it was committed."""
        return self._own("cat-file", "blob", blob.sha)

    def commit_files(self, files: dict[str, bytes], message: str, parent: str | None) -> str | None:
        """A commit of exactly these files on top of a parent; None when the parent has them already."""
        lines = [b"commit refs/student/made\ncommitter autograder <autograder@localhost> now\n", _data(message.encode())]
        lines.append(f"from {parent}\ndeleteall\n".encode() if parent else b"")
        lines += [b"M 100644 inline " + path.encode() + b"\n" + _data(content) for path, content in sorted(files.items())]
        self._prepare()
        git(self.folder, "update-ref", "-d", "refs/student/made")
        self._own("fast-import", "--quiet", "--force", "--date-format=now", stdin=b"".join(lines))
        commit, tree = self._own("rev-parse", "refs/student/made", "refs/student/made^{tree}").decode().split()
        if parent and self._own("rev-parse", f"{parent}^{{tree}}").decode().strip() == tree:
            return None
        return commit

    def _own(self, *arguments: str, stdin: bytes = b"") -> bytes:
        done = git(self.folder, *arguments, stdin=stdin, limits=self.limits)
        if done.returncode:
            raise RepositoryError(f"our copy {self.folder} is damaged ({_last_line(done.stderr)}); delete it and collect again")
        return done.stdout


def _blob_at(entries: dict[str, tuple[str, str, str]], path: str) -> str | None:
    """The blob at a path, if only plain folders lead to it."""
    parts = path.split("/")
    for depth in range(1, len(parts) + 1):
        place = "/".join(parts[:depth])
        if place not in entries:
            return None
        mode, _, sha = entries[place]
        if mode == "120000":
            raise RepositoryError(f"{place} is a symbolic link; commit the file itself")
        if mode == "160000":
            raise RepositoryError(f"{place} is a submodule; commit the files themselves")
        if (mode == "040000") != (depth < len(parts)):
            raise RepositoryError(f"{place} is a {'folder' if mode == '040000' else 'file'}; it should be {path}'s place")
    return sha


def _data(content: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(content), content)


# ---- addresses and failures ---------------------------------------------------------------------------------------


def scheme_of(url: str) -> str:
    """The protocol of an address: https, ssh or file.

    Raises:
        RepositoryError: it is another one.
    """
    if re.match(r"(https|ssh|file)://[^-\s]", url):
        return url.partition(":")[0]
    if re.fullmatch(r"(?:[\w.-]+@)?\w[\w.-]*:(?!//)[^-:\s]\S*", url):
        return "ssh"  # host:path
    if "::" not in url and "://" not in url and url.startswith("/"):
        return "file"
    raise RepositoryError("not an address that is fetched from (https://..., ssh://..., host:path, file:///... or a path)")


def shown(url: str) -> str:
    """An address without the password that may be in it."""
    return clean(re.sub(r"(?<=://)[^/@]*@", "", url), 200)


def size_words(size: int) -> str:
    """Bytes, as people say it."""
    return f"{size / MIB:g} MiB" if size >= MIB else f"{size} bytes"


REASONS = (
    (r"dubious ownership", "{url} belongs to another user of this machine, and git does not read it: fetch it over ssh or "
                           "https, or list it under safe.directory in git's configuration"),
    (r"[Aa]uthentication failed|could not read (?:Username|Password)|Permission denied|terminal prompts disabled|error: 40[13]",
     "{url} refused access: the credentials are wrong or missing"),
    (r"Host key verification failed", "the host key of {url} is not known here; add it to known_hosts"),
    (r"not found|does not appear to be a git repository|does not exist|No such file|error: 404|not a git repository",
     "there is no repository at {url}: deleted, moved, or closed to us"),
    (r"Could not resolve|unable to access|Connection|timed out|unreachable|transfer closed|early EOF|hung up",
     "{url} cannot be reached: {line}"),
    (r"couldn't find remote ref", "the branch has just been deleted"),
    (r"fsck error|badTree|hasDot|gitmodules|invalid (?:sha1|index)", "git found it damaged or dangerous: {line}"),
)  # fmt: skip


def explain(done: subprocess.CompletedProcess[bytes], url: str, limits: Limits) -> str:
    """A failure of git in a sentence."""
    said = done.stderr.decode("utf-8", "replace")
    if said.strip() == "fatal: fetch-pack: invalid index-pack output":  # the kernel ended it at a limit, without a word
        limit = f"larger than {size_words(limits.fetch)}, or takes more than {limits.seconds} s to unpack"
        return f"what is to be fetched is {limit}; take large files out of the repository"
    if re.search(r"[Oo]ut of memory|File too large", said):
        return "what is to be fetched does not fit into memory; take large files out of the repository"
    for pattern, reason in REASONS:
        if re.search(pattern, said):
            return reason.format(url=shown(url), line=_last_line(done.stderr, url))
    return f"git failed: {_last_line(done.stderr, url)}"


def _last_line(said: bytes, url: str = "") -> str:
    lines = [line for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
    telling = [line for line in lines if re.match(r"(remote: )?(fatal|error)", line)] or lines or ["no reason given"]
    line = telling[0] if not url else telling[0].replace(url, shown(url))
    return clean(line.strip(), 200)
