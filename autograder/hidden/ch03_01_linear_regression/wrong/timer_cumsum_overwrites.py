"""cumsum leaves its running sums in times."""
# loses: Timer


class Timer:
    def __init__(self):
        self.times = []
        self.start()

    def start(self):
        self.tik = time.time()

    def stop(self):
        self.times.append(time.time() - self.tik)
        return self.times[-1]

    def avg(self):
        return sum(self.times) / len(self.times)

    def sum(self):
        return sum(self.times)

    def cumsum(self):
        for i in range(1, len(self.times)):
            self.times[i] += self.times[i - 1]
        return list(self.times)
