"""`autograder grade` with walls taken away and short limits: what never ends should not take the suite with it.

python grade.py WALL,WALL ARGUMENTS: the arguments are those of `autograder`.
"""

import functools
import os
import sys

from autograder import cli
from autograder.command_grade import SINGLE_THREADED


def main(walls: str, *arguments: str) -> int:
    os.environ.update(SINGLE_THREADED)
    from autograder.grading import judge
    from autograder.grading.student import LimitsOf
    from autograder.sandbox import client
    from autograder.sandbox.jail import Layers, Limits

    layers = Layers().without(*filter(None, walls.split(",")))
    Layers.all = classmethod(lambda cls: layers)
    client.Limits = functools.partial(Limits, memory_mib=256)
    judge.LimitsOf = functools.partial(LimitsOf, cell_cpu_s=1.0, load_cpu_s=2.5, submission_cpu_s=20.0)
    return cli.main(arguments)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
