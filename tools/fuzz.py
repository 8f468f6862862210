"""Fuzz a reader of hostile bytes: `python tools/fuzz.py TARGET [--runs N] [--seconds N] [--with hypothesis]`.

TARGET is one of tests/fuzz/targets.py. A case that fails is written to tests/fuzz/corpus/TARGET/, where the suite finds
it. docs/fuzzing.md says more. Needs `pip install ".[fuzz]"`.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
INSIDE = "AUTOGRADER_FUZZ_FOLDER"
SLOWEST_S = 60  # a case that takes longer has failed; a loaded machine may take its time


def main() -> None:
    """Run a fuzzer on a target until it has had its runs, or a case fails."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("target", choices=("notebook", "script", "archive", "wire", "verdict"))
    parser.add_argument("--runs", type=int, default=100_000)
    parser.add_argument("--seconds", type=int, default=0, help="stop after this time")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--with", dest="fuzzer", choices=("atheris", "hypothesis"), default="atheris")
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    if options.fuzzer == "hypothesis":
        _hypothesis(options)
    elif INSIDE in os.environ:
        _atheris(options, Path(os.environ[INSIDE]))
    else:  # libFuzzer leaves without cleaning up, so that it works in a process and a folder of its own
        with tempfile.TemporaryDirectory(prefix="fuzz-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None) as folder:
            environment = {**os.environ, INSIDE: folder, "TMPDIR": folder}
            sys.exit(subprocess.run([sys.executable, __file__, *sys.argv[1:]], env=environment, check=False).returncode)


def _atheris(options: argparse.Namespace, folder: Path) -> None:
    """Guided by the coverage of the readers' own code; most mutations know the form of a case."""
    try:
        import atheris
    except ImportError:
        sys.exit('atheris is missing; run pip install ".[fuzz]"')
    with atheris.instrument_imports(include=["autograder.submission", "autograder.doors.nbgrader_notebook",
                                             "autograder.sandbox.wire", "autograder.grading.verdict", "zipfile"]):  # fmt: skip
        from tests.fuzz.targets import check
    from tests.fuzz.mutate import LONGEST, mutate
    from tests.fuzz.seeds import CORPUS, WORDS, seeds

    def one(data: bytes) -> None:
        check(options.target, data)

    def mutated(data: bytes, longest: int, seed: int) -> bytes:
        return mutate(options.target, data, random.Random(seed), lambda part: atheris.Mutate(part, longest))[:longest]

    start, found, words = folder / "seeds", folder / "found", folder / "words"
    for place in (start, found, CORPUS / options.target):
        place.mkdir(exist_ok=True)
    for number, seed in enumerate(seeds(options.target)):
        (start / str(number)).write_bytes(seed)
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in WORDS[options.target]), encoding="ascii")
    settings = {"runs": options.runs, "seed": options.seed, "max_len": min(LONGEST, 16_384), "timeout": SLOWEST_S,
                "max_total_time": options.seconds, "rss_limit_mb": 4096, "dict": words, "print_final_stats": 1,
                "artifact_prefix": f"{CORPUS / options.target}/"}  # fmt: skip
    arguments = [sys.argv[0], *(f"-{name}={value}" for name, value in settings.items()), str(found), str(start)]
    atheris.Setup(arguments, one, custom_mutator=mutated)
    atheris.Fuzz()


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


def _hypothesis(options: argparse.Namespace) -> None:
    """Nearly valid cases drawn and shrunk by hypothesis."""
    from hypothesis import HealthCheck, given, settings

    from tests.fuzz.strategies import cases
    from tests.fuzz.targets import check

    ran = 0

    @settings(max_examples=options.runs, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(cases(options.target))
    def each(data: bytes) -> None:
        nonlocal ran
        ran += 1
        check(options.target, data)

    begun = time.monotonic()
    each()
    print(f"{ran} cases in {time.monotonic() - begun:.0f} s")


if __name__ == "__main__":
    main()
