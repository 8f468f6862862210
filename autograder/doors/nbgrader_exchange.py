"""nbgrader's exchange, where every student may write: what is collected from it, and what is given back.

`collect` runs with the instructor's rights on folders that students made, and nbgrader's own follows a link in one of
them to whatever the instructor may read, takes a submission in another's name with a warning, and stops at the first
folder that it cannot copy. Here such a folder is refused and named, and everybody else's is collected.
"""

from __future__ import annotations

import datetime
import os
import pwd
import shutil
import stat
from pathlib import Path
from typing import Any

from nbgrader.exchange import ExchangeError
from nbgrader.exchange.default import ExchangeCollect, ExchangeReleaseFeedback
from nbgrader.utils import ignore_patterns

from autograder.scratch import scratch_folder

NEVER = datetime.datetime(1, 1, 1)
ANTEDATED = datetime.timedelta(minutes=10)  # more than a slow copy takes


class Collect(ExchangeCollect):
    """Collects what is a student's own and plain files alone."""

    def copy_files(self) -> None:
        """Collect each record; one that is refused leaves what was collected earlier.

        Raises:
            ExchangeError: some were refused; the others have been collected.
        """
        records, refused = self.src_records, 0
        check_owner, self.check_owner = self.check_owner, False  # what nbgrader looks at below is our copy
        with scratch_folder() as folder:
            for record in records:
                place = Path(self.inbound_path) / record["filename"]
                try:
                    if reason := record.get("unfit") or (check_owner and self._foreign(record)):
                        raise ValueError(reason)
                    copy = folder / place.name
                    self._copy_plain(place, copy)
                    self._check_date(record, copy)
                    self._note_antedated(record, place)
                    self.src_records = [{**record, "filename": str(copy)}]
                    super().copy_files()
                except (OSError, RuntimeError, ValueError) as error:
                    self.log.error("Not collected: %s: %s", place, error)
                    refused += 1
                shutil.rmtree(folder / place.name, ignore_errors=True)
        self.src_records, self.check_owner = records, check_owner
        if not records:
            super().copy_files()  # says that there is nothing
        if refused:
            self.fail(f"{refused} not collected; everything else was")

    def _path_to_record(self, path: str) -> dict[str, Any]:
        try:
            return super()._path_to_record(path)
        except (ExchangeError, ValueError, OverflowError):
            name = os.path.basename(path)
            unfit = "not named as nbgrader submit names a submission; delete it"
            return {"username": name, "filename": name, "timestamp": NEVER, "unfit": unfit}

    def _sort_by_timestamp(self, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Newest first; what somebody put there in another's name hides none of theirs."""
        own = [record for record in records if not (self.check_owner and self._foreign(record))]
        return super()._sort_by_timestamp(own or records)

    def _foreign(self, record: dict[str, Any]) -> str | None:
        owner = os.lstat(Path(self.inbound_path) / record["filename"]).st_uid
        try:
            name = pwd.getpwuid(owner).pw_name
        except KeyError:
            name = f"uid {owner}"
        return None if name == record["username"] else f"handed in for {record['username']} by {name}"

    def _copy_plain(self, source: Path, target: Path) -> None:
        """Copy what its owner may still be changing: nothing is opened through a link.

        Raises:
            ValueError: there is something that is no file and no folder, or too much.
        """
        size = 0
        ignore = ignore_patterns(exclude=self.coursedir.ignore, include=self.coursedir.include,
                                 max_file_size=self.coursedir.max_file_size, log=self.log)  # fmt: skip
        if source.is_symlink():
            raise ValueError("a link, not a folder")
        for folder, folders, files, handle in os.fwalk(source, follow_symlinks=False, onerror=_raise):
            here = target / Path(folder).relative_to(source)
            here.mkdir()
            ignored = ignore(folder, [*folders, *files])
            folders[:] = [name for name in folders if name not in ignored]
            for name in (*folders, *(name for name in files if name not in ignored)):
                kind = os.lstat(name, dir_fd=handle).st_mode
                if stat.S_ISLNK(kind) or not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
                    raise ValueError(f"{name} is a link or no plain file; hand in the file itself")
                if stat.S_ISREG(kind):
                    size += _copy_file(name, handle, here / name, 1000 * self.coursedir.max_dir_size - size)

    def _check_date(self, record: dict[str, Any], copy: Path) -> None:
        """Refuse another date inside than in the name: the inner one decides about lateness."""
        try:
            same = self.coursedir.get_existing_timestamp(str(copy)) == record["timestamp"]
        except Exception:  # nbgrader has no one type for it
            same = False
        if not same:
            raise ValueError("timestamp.txt does not hold the date that is in the folder's name")

    def _note_antedated(self, record: dict[str, Any], place: Path) -> None:
        """Say when a folder is younger than its name: the date is written by the student's own account."""
        changed = datetime.datetime.fromtimestamp(os.lstat(place).st_ctime, datetime.UTC).replace(tzinfo=None)
        if changed - record["timestamp"] > ANTEDATED:
            self.log.warning("%s: dated %s, but last changed %s UTC", place, record["timestamp"], changed)


class ReleaseFeedback(ExchangeReleaseFeedback):
    """Releases feedback to those who handed in through the exchange; the others are named and stop nobody."""

    def copy_files(self) -> None:
        """Release each student's pages."""
        pattern, base = self.src_path, Path(self.src_path).anchor
        for folder in sorted(Path(base).glob(str(Path(pattern).relative_to(base)))):
            missing = [name for name in ("timestamp.txt", "submission_secret.txt") if not (folder / name).is_file()]
            if missing:
                self.log.warning("%s: no %s: not handed in through the exchange, so not released there", folder, missing[0])
                continue
            self.src_path = str(folder)
            super().copy_files()
        self.src_path = pattern


def _copy_file(name: str, folder: int, target: Path, most: int) -> int:
    """Copy one plain file; returns its size.

    Raises:
        ValueError: it is not a plain file any more, or larger than `most` bytes.
    """
    source = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
    with open(source, "rb") as file, target.open("wb") as copy:
        if not stat.S_ISREG(os.fstat(source).st_mode):
            raise ValueError(f"{name} is no plain file")
        copied = 0
        while chunk := file.read(1 << 20):
            copied += len(chunk)
            if copied > most:
                raise ValueError(f"too large with {name}; CourseDirectory.max_dir_size is the limit")
            copy.write(chunk)
    return copied


def _raise(error: OSError) -> None:
    raise error
