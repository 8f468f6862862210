"""The engine beside a Dask worker: lines of JSON in, one answer for each, until the input ends.

It is a process of its own, because an engine forks, and Dask's threads and event loop must not be forked. The first
line says what the coordinator grades with; an engine that has anything else refuses, and says both.
"""

from __future__ import annotations

import base64
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from autograder import data
from autograder.course import Course
from autograder.errors import CourseError
from autograder.grading.judge import Judge
from autograder.grading.pool import Plan, engine_id, grade_one, run_session
from autograder.grading.room import Room, load_section
from autograder.sandbox.client import Sandbox
from autograder.scratch import scratch_folder
from autograder.submission import Found, SubmissionError

Answer = Callable[[dict[str, Any]], None]


def identity(course: Course, dataset: str, ids: list[str]) -> dict[str, str]:
    """What decides verdicts here, by name: the engine, the dataset, and each assignment's graders."""
    graders = {f"graders of {i}": Room(load_section(course, i), course.hidden / i, dataset).digest for i in ids}
    return {"engine": engine_id(), "dataset": data.dataset_id(dataset), **graders}


def main() -> None:
    """Answer what stands on standard input."""
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)  # what anything prints goes to the worker's log

    def answer(value: dict[str, Any]) -> None:
        try:
            answers.write(json.dumps(value) + "\n")
            answers.flush()
        except BrokenPipeError:
            raise KeyboardInterrupt from None  # the worker is gone; pytest, which may be around us, ends over this

    terms = json.loads(sys.stdin.readline())
    try:
        try:
            _serve(terms, sys.stdin, answer)
        except CourseError as error:
            answer({"refused": str(error)})
    except KeyboardInterrupt:
        pass


def _serve(terms: dict[str, Any], requests: IO[str], answer: Answer) -> None:
    course = Course.find()
    dataset = data.dataset_setting(course)
    ids = terms["ids"]
    for section_id in ids:
        course.section_path(section_id)
    check_same(identity(course, dataset, ids), terms["identity"])
    with Sandbox(data=course.data, dataset=dataset, unsafe=terms["unsafe"], long_run=terms["long_run"]) as sandbox:
        slot = sandbox.slot(0)
        with scratch_folder() as folder:
            run_session(course, dataset, ids, _feed(course, dataset, slot, folder, requests, answer))


def check_same(ours: Mapping[str, str], wanted: Mapping[str, str]) -> None:
    """Refuse to grade with anything but what the coordinator has.

    Raises:
        CourseError: something differs; names it, with both hashes.
    """
    for name, value in wanted.items():
        if ours.get(name) != value:
            raise CourseError(
                f"its {name} is {ours.get(name)}, this run's is {value}: bring both to the same commit and dataset, "
                "then start the worker again"
            )


def _feed(
    course: Course, dataset: str, slot: Any, folder: Path, requests: IO[str], answer: Answer
) -> Iterator[Callable[[Judge, dict[str, Room]], None]]:
    answer({"ready": True})
    for line in requests:
        request = json.loads(line)
        path = folder / f"submission{request['suffix']}"
        path.write_bytes(base64.b64decode(request["content"]))
        found = Found("", request["assignment"], path)
        plan = Plan(course, dataset, request["seed"])

        def task(judge: Judge, rooms: dict[str, Room], plan: Plan = plan, found: Found = found) -> None:
            try:
                verdict = grade_one(plan, judge, rooms[found.assignment], found, slot)
            except SubmissionError as error:
                answer({"unread": str(error)})
            else:
                answer({"verdict": verdict.to_json()})

        yield task


if __name__ == "__main__":
    main()
