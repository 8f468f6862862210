"""Every lap runs from the making of the timer."""
# loses: Timer


class Timer:
    def __init__(self):
        self.times = []
        self.made = time.time()

    def start(self):
        pass

    def stop(self):
        self.times.append(time.time() - self.made)
        return self.times[-1]

    def avg(self):
        return sum(self.times) / len(self.times)

    def sum(self):
        return sum(self.times)

    def cumsum(self):
        return np.array(self.times).cumsum().tolist()
