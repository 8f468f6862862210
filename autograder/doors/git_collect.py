"""`autograder collect`: fetch every student's repository, grade what is new, write the gradebook, send feedback back.

One thing at a time for all students: fetch, grade, gradebook, records, feedback. Whatever stands against one student's
repository is that line's problem, and the others go on.
"""

from __future__ import annotations

import argparse
import datetime
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.command_grade import grade_found, open_cache
from autograder.course import Course
from autograder.doors.git_feedback import Feedback, Told, pages_of
from autograder.doors.git_records import Pushes, Record, Records, alone
from autograder.doors.git_repository import MIB, Limits, Repository, RepositoryError
from autograder.doors.git_roster import BadRow, Row, read_roster
from autograder.errors import CourseError
from autograder.grading.verdict import Verdict
from autograder.reports.terminal import Progress, print_table
from autograder.scratch import scratch_folder
from autograder.section import Section, cached_section
from autograder.submission import Found, SubmissionError, read_submission

AT_ONCE = 8  # repositories that are fetched, or told, at the same time
STAMP = "%Y-%m-%d %H:%M:%S UTC"  # nbgrader's


@dataclass
class Fetched:
    """One student's repository after fetching, with the records that changed and the notebooks that are to be graded."""

    row: Row
    repository: Repository
    commit: str | None = None
    notebooks: dict[str, bytes] = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)
    problems: list[BadRow] = field(default_factory=list)

    def refuse(self, where: str, reason: str) -> None:
        """Note a problem."""
        self.problems.append(BadRow(self.row.student, where, reason))


def run(options: argparse.Namespace) -> int:
    """Collect what the options name; the return value is the exit status."""
    from autograder.cli import OK, SOME_UNGRADED

    course = Course.find()
    for name in options.assignment or ():
        course.section_path(name)
    with alone(course.grading / "collect.lock"):
        pushes = Pushes(course.grading / "pushed")
        pushes.take()
        rows, problems = read_roster(options.roster)
        rows, problems = _chosen(rows, problems, options, pushes)
        verdicts, more = Collector(course, options, pushes).collect(rows)
        pushes.done()
    problems += more
    print_table(verdicts, problems)
    ungraded = problems or any(verdict.score is None for verdict in verdicts)
    return SOME_UNGRADED if ungraded else OK


def _chosen(rows: list[Row], bad: list[BadRow], options: argparse.Namespace, pushes: Pushes) -> tuple[list[Row], list[BadRow]]:
    """The rows that are asked for, and the bad lines that have to do with them."""
    if options.student:
        if unknown := set(options.student) - {line.student for line in (*rows, *bad)}:
            raise CourseError(f"{options.roster}: no student {', '.join(sorted(unknown))}")
        rows = [row for row in rows if row.student in options.student]
        bad = [line for line in bad if line.student in options.student]
    if options.pushed:
        rows = [row for row in rows if row.student in pushes.times]
        bad = [line for line in bad if line.student in pushes.times]
    return rows, bad


class Collector:
    """One run over a roster's rows."""

    def __init__(self, course: Course, options: argparse.Namespace, pushes: Pushes) -> None:
        self.course, self.options, self.pushes = course, options, pushes
        self.records = Records(course.grading / "collected")
        self.ids = options.assignment or course.section_ids()
        self.limits = Limits(fetch=int(options.max_mib * MIB), seconds=options.timeout)
        self.limits = replace(self.limits, blob=min(self.limits.blob, self.limits.fetch))
        self.sections: dict[str, Section] = {}
        self.untouched: dict[str, str] = {}
        for name in self.ids:
            self.sections[name] = cached_section(course.section_path(name), course.grading / "cache" / "sections")
            release = course.assignments / name / f"{name}.ipynb"
            self.untouched[name] = self._digest(name, release) or ""

    def collect(self, rows: list[Row]) -> tuple[list[Verdict], list[BadRow]]:
        """Collect the rows' work; returns the new verdicts and what stood in the way."""
        with ThreadPoolExecutor(AT_ONCE) as threads:
            fetched = list(threads.map(self._fetch, rows))
        new = sum(len(one.notebooks) for one in fetched)
        print(f"{len(rows)} repositories, {new} new submissions", file=sys.stderr)
        verdicts = self._grade(fetched)
        with ThreadPoolExecutor(AT_ONCE) as threads:
            list(threads.map(self._tell, fetched))
        return verdicts, [problem for one in fetched for problem in one.problems]

    # -- fetching

    def _fetch(self, row: Row) -> Fetched:
        folder = self.course.grading / "repositories" / f"{row.student}.git"
        one = Fetched(row, Repository(folder, row.url, row.branch, self.limits))
        try:
            came = now()
            tip = one.repository.tip().branch
            one.commit = tip if tip == one.repository.fetched() else one.repository.fetch()
            if one.commit != tip:
                came = now()  # pushed while we asked
            seconds = self.pushes.times.get(row.student, {}).get(one.commit)
            if seconds is not None:
                came = datetime.datetime.fromtimestamp(seconds, datetime.UTC).strftime(STAMP)
            self._sort(one, came)
        except CourseError as error:
            one.refuse(row.url if isinstance(error, RepositoryError) else str(folder), str(error))
        return one

    def _sort(self, one: Fetched, came: str) -> None:
        """What of a commit is new: each such assignment gets a record, and what can be graded is read."""
        known = self.records.of(one.row.student)
        for name, blob in one.repository.notebooks(self.ids).items():
            old = known.get(name)
            key = one.commit if isinstance(blob, RepositoryError) else blob.sha
            if old and old.blob == key and not (old.state == "pending" or (self.options.regrade and old.state == "graded")):
                continue
            record = Record(one.row.student, name, one.commit, key, came, verdict=old and old.verdict)
            if old and old.blob == key:
                record = replace(old, state="pending")
            if isinstance(blob, RepositoryError):
                self._problem(one, record, str(blob))
                continue
            content = one.repository.read(blob)
            if content.startswith(b"version https://git-lfs"):
                self._problem(one, record, "it is a pointer of Git LFS; commit the notebook itself (git lfs untrack)")
            elif (old is None or old.state == "untouched") and self._is_untouched(one, name, content):
                self.records.keep(replace(record, state="untouched"))
            else:
                self.records.keep(record)
                one.records[name], one.notebooks[name] = record, content

    def _problem(self, one: Fetched, record: Record, reason: str) -> None:
        one.refuse(record.assignment, reason)
        self.records.keep(replace(record, state="problem", note=reason))

    def _is_untouched(self, one: Fetched, name: str, content: bytes) -> bool:
        with tempfile.NamedTemporaryFile(suffix=".ipynb") as file:
            file.write(content)
            file.flush()
            return self._digest(name, Path(file.name)) == self.untouched[name]

    def _digest(self, name: str, path: Path) -> str | None:
        try:
            return read_submission(Found("", name, path), self.sections[name]).digest
        except SubmissionError:
            return None

    # -- grading

    def _grade(self, fetched: list[Fetched]) -> list[Verdict]:
        ones = {one.row.student: one for one in fetched if one.notebooks}
        if not ones:
            return []
        with scratch_folder() as folder:
            founds = [found for one in ones.values() for found in _laid_out(folder, one)]
            verdicts = []
            options = self.options
            cache = open_cache(self.course, options.unsafe, renew=options.regrade)
            results = grade_found(self.course, founds, options.jobs, None, options.unsafe, cache=cache)
            with Progress(len(founds), cache=cache) as progress, closing(results):
                for result in results:
                    if isinstance(result, Verdict):
                        verdicts.append(result)
                    else:  # it could not be read
                        one, name = ones[result.student], Path(result.path).stem
                        self._problem(one, one.records.pop(name), result.reason)
                    progress.advance(result if isinstance(result, Verdict) else None)
            self._write(ones, verdicts, founds)
        return sorted(verdicts, key=lambda verdict: (verdict.assignment, verdict.student))

    def _write(self, ones: dict[str, Fetched], verdicts: list[Verdict], founds: list[Found]) -> None:
        from autograder.doors.nbgrader_gradebook import write_gradebook

        said = write_gradebook(self.course.root, verdicts, founds, regrade=self.options.regrade, jobs=self.options.jobs)
        unwritten = set()
        for line in said:
            student, _, reason = line.partition(": ")
            unwritten.add(student)
            if not reason.startswith("not graded, so nothing was written"):  # the verdict says that itself
                ones[student].refuse("the gradebook", reason)
        for verdict in verdicts:
            record = ones[verdict.student].records.pop(verdict.assignment)
            if verdict.score is None or verdict.student not in unwritten:
                self.records.keep(record.graded(verdict))

    # -- telling

    def _tell(self, one: Fetched) -> None:
        if one.commit is None:
            return
        records = tuple(self.records.of(one.row.student).values())
        told = pages_of(Told(one.row, one.repository, one.commit, records))
        digest = f"{self.options.feedback} {told.digest}"
        if not told.records or digest == self.records.told(one.row.student):
            return
        try:
            Feedback.ways[self.options.feedback](self.course.grading).give(told)
            self.records.tell(one.row.student, digest)
        except CourseError as error:
            one.refuse("feedback", str(error))


def _laid_out(folder: Path, one: Fetched) -> list[Found]:
    """A student's new notebooks as files, each with the time at which it came."""
    founds = []
    for name, content in one.notebooks.items():
        place = folder / one.row.student / name
        place.mkdir(parents=True)
        (place / f"{name}.ipynb").write_bytes(content)
        (place / "timestamp.txt").write_text(one.records[name].received + "\n", encoding="utf-8")
        founds.append(Found(one.row.student, name, place / f"{name}.ipynb"))
    return founds


def now() -> str:
    """The time, in nbgrader's form."""
    return datetime.datetime.now(datetime.UTC).strftime(STAMP)
