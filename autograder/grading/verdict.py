"""The verdict: everything a report or a gradebook may know about one graded submission."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args

SCHEMA = 1
LARGEST = 10**9  # of points, weights and seconds in a verdict
Outcome = Literal["passed", "failed", "raised", "timeout", "killed", "skipped", "ungraded"]


@dataclass(frozen=True)
class TestResult:
    """One hidden test. `says` is the property it checks; `message` is for the student and may quote the student."""

    __test__ = False  # not a test class, whatever pytest makes of the name

    name: str
    says: str
    outcome: Outcome
    message: str | None = None
    weight: float = 1.0


@dataclass(frozen=True)
class ExerciseResult:
    """One exercise; `score` is None when a test of it is ungraded."""

    name: str
    points: float
    tests: tuple[TestResult, ...]

    @property
    def score(self) -> float | None:
        """Points times the weighted share of passed tests, rounded here and nowhere else."""
        if not self.tests or any(test.outcome == "ungraded" for test in self.tests):
            return None
        total = sum(test.weight for test in self.tests)
        passed = sum(test.weight for test in self.tests if test.outcome == "passed")
        return round(self.points * passed / total, 6)


@dataclass(frozen=True)
class Verdict:
    """What grading one submission found.

    A function of (submission, grader, engine, dataset, seed, platform, level); `seconds` alone is not.
    """

    assignment: str
    student: str
    submission: str
    grader: str
    seed: int
    level: int
    isolation: tuple[str, ...]
    engine: str
    dataset: str
    platform: str
    exercises: tuple[ExerciseResult, ...]
    seconds: float = 0.0
    problems: tuple[str, ...] = ()
    reason: str | None = None
    max_points: float | None = field(default=None, repr=False)
    file: str = field(default="", repr=False, compare=False)  # hash of the file as it was read; not written

    @property
    def score(self) -> float | None:
        """Sum of the exercises' scores; None when any is withheld."""
        scores = [exercise.score for exercise in self.exercises]
        if not scores or self.reason is not None or any(score is None for score in scores):
            return None
        return round(sum(scores), 6)

    @property
    def max_score(self) -> float:
        """Points of the assignment."""
        if self.max_points is not None:
            return self.max_points
        return round(sum(exercise.points for exercise in self.exercises), 6)

    def to_json(self) -> dict[str, Any]:
        """The verdict as plain data, schema 1."""
        return {
            "schema": SCHEMA,
            "assignment": self.assignment,
            "student": self.student,
            "submission": self.submission,
            "grader": self.grader,
            "seed": self.seed,
            "level": self.level,
            "isolation": list(self.isolation),
            "engine": self.engine,
            "dataset": self.dataset,
            "platform": self.platform,
            "seconds": self.seconds,
            "score": self.score,
            "max_score": self.max_score,
            "reason": self.reason,
            "problems": list(self.problems),
            "exercises": [
                {
                    "name": exercise.name,
                    "points": exercise.points,
                    "score": exercise.score,
                    "tests": [asdict(test) for test in exercise.tests],
                }
                for exercise in self.exercises
            ],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Verdict:
        """The verdict that `to_json` wrote.

        Raises:
            ValueError: another schema, or a field is missing or of the wrong kind.
        """
        if not isinstance(data, dict) or data.get("schema") != SCHEMA:
            raise ValueError(f"not a verdict of schema {SCHEMA}")
        try:
            texts = ("assignment", "student", "submission", "grader", "engine", "dataset", "platform")
            return cls(
                **{name: _text(data[name]) for name in texts},
                seed=_integer(data["seed"]),
                level=_integer(data["level"]),
                isolation=tuple(map(_text, _list(data["isolation"]))),
                exercises=tuple(map(_exercise, _list(data["exercises"]))),
                seconds=_number(data["seconds"]),
                problems=tuple(map(_text, _list(data["problems"]))),
                reason=_text_or_none(data["reason"]),
                max_points=_number(data["max_score"]),
            )
        except KeyError as error:
            raise ValueError(f"a damaged verdict: {error} is missing") from None
        except (TypeError, ValueError) as error:
            raise ValueError(f"a damaged verdict: {error}") from None


# ---- reading ------------------------------------------------------------------------------------------------------


def _exercise(data: Any) -> ExerciseResult:
    if not isinstance(data, dict):
        raise TypeError("an exercise that is no object")
    return ExerciseResult(_text(data["name"]), _number(data["points"]), tuple(map(_test, _list(data["tests"]))))


def _test(data: Any) -> TestResult:
    if not isinstance(data, dict):
        raise TypeError("a test that is no object")
    if data["outcome"] not in get_args(Outcome):
        raise ValueError("an outcome that there is not")
    if not (weight := _number(data["weight"])):
        raise ValueError("a test without weight")
    return TestResult(_text(data["name"]), _text(data["says"]), data["outcome"], _text_or_none(data["message"]), weight)


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(f"{type(value).__name__} where a list belongs")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{type(value).__name__} where text belongs")
    value.encode()  # lone surrogates, which no page and no terminal can show, are a ValueError
    return value


def _text_or_none(value: Any) -> str | None:
    return None if value is None else _text(value)


def _integer(value: Any) -> int:
    if type(value) is not int:
        raise TypeError(f"{type(value).__name__} where an integer belongs")
    return value


def _number(value: Any) -> float:
    if type(value) not in (int, float):
        raise TypeError(f"{type(value).__name__} where a number belongs")
    if not 0 <= value <= LARGEST:  # neither NaN, which no comparison holds for, nor what adds up to infinity
        raise ValueError(f"a number that is not between 0 and {LARGEST}")
    return float(value)
