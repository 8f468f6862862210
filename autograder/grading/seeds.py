"""Seeds that nobody can predict or re-roll."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from autograder.errors import CourseError

MADE = b"secret:"  # how a secret begins that was made here: it has its full length, or was cut off
LENGTH = len(MADE) + 64


def course_secret(grading: Path) -> bytes:
    """The secret behind the seeds: `AUTOGRADER_SECRET`, else `grading/secret`, made at first use.

    Raises:
        CourseError: the file cannot be read or made, or is too short to be a secret.
    """
    if value := os.environ.get("AUTOGRADER_SECRET"):
        return value.encode()
    path = grading / "secret"
    try:
        if not path.exists():
            grading.mkdir(parents=True, exist_ok=True)
            _create_once(path, MADE + secrets.token_hex(32).encode())
        secret = path.read_bytes()
    except OSError as error:
        raise CourseError(f"{path}: cannot read or make the course's secret ({error.strerror})") from None
    if len(secret) < 16:
        raise CourseError(f"{path}: too short to be a secret; delete it and a new one is made (seeds will change)")
    if secret.startswith(MADE) and len(secret) != LENGTH:
        raise CourseError(f"{path}: cut off; restore it from a backup, or delete it and a new one is made (seeds will change)")
    return secret


def _create_once(path: Path, content: bytes) -> None:
    part = path.with_name(f".secret-{os.getpid()}")
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())  # no power cut may leave another secret than the one that seeds were drawn from
    try:
        os.link(part, path)  # whichever process comes first wins, whole
    except FileExistsError:
        pass
    finally:
        part.unlink()


def student_seed(secret: bytes, assignment: str, student: str) -> int:
    """The seed of one student's inputs in one assignment: the same at each attempt, 63 bits."""
    digest = hmac.digest(secret, f"{assignment}\0{student}".encode("utf-8", "surrogatepass"), "sha256")
    return int.from_bytes(digest[:8], "big") >> 1


def test_seed(seed: int, test: str) -> int:
    """The seed of one test under a submission's seed, 63 bits."""
    return int.from_bytes(hashlib.sha256(f"{seed}\0{test}".encode()).digest()[:8], "big") >> 1


test_seed.__test__ = False
