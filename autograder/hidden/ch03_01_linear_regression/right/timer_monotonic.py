"""The monotonic clock, imported by name; statistics and itertools."""
# covers: Timer

from itertools import accumulate
from statistics import fmean
from time import monotonic


class Timer:
    def __init__(self):
        self.times = []
        self.start()

    def start(self):
        self._began = monotonic()

    def stop(self):
        lap = monotonic() - self._began
        self.times += [lap]
        return lap

    def avg(self):
        return fmean(self.times)

    def sum(self):
        return sum(self.times)

    def cumsum(self):
        return list(accumulate(self.times))
