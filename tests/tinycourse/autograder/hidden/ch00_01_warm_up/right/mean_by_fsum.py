"""An exact sum."""
# covers: mean_of

import math


def mean_of(values):
    return math.fsum(values) / len(values)
