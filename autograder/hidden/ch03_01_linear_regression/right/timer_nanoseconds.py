"""Whole nanoseconds from the performance counter."""
# covers: Timer


class Timer:
    def __init__(self):
        self.times = []
        self.start()

    def start(self):
        self.tik = time.perf_counter_ns()

    def stop(self):
        self.times.append((time.perf_counter_ns() - self.tik) / 1e9)
        return self.times[-1]

    def avg(self):
        return self.sum() / len(self.times)

    def sum(self):
        return sum(self.times)

    def cumsum(self):
        result, total = [], 0.0
        for lap in self.times:
            total += lap
            result.append(total)
        return result
