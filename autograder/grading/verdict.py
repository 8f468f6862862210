"""The verdict: everything a report or a gradebook may know about one graded submission."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

SCHEMA = 1
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
            exercises = tuple(
                ExerciseResult(
                    exercise["name"],
                    float(exercise["points"]),
                    tuple(TestResult(**test) for test in exercise["tests"]),
                )
                for exercise in data["exercises"]
            )
            fields = ("assignment", "student", "submission", "grader", "seed", "level", "engine", "dataset", "platform")
            return cls(
                **{name: data[name] for name in fields},
                isolation=tuple(data["isolation"]),
                exercises=exercises,
                seconds=float(data["seconds"]),
                problems=tuple(data["problems"]),
                reason=data["reason"],
                max_points=float(data["max_score"]),
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"a damaged verdict: {error!r}") from None
