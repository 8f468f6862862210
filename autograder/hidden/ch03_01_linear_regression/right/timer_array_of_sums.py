"""cumsum gives a NumPy array."""
# covers: Timer


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
        return np.mean(self.times)

    def sum(self):
        return float(np.sum(self.times))

    def cumsum(self):
        return np.cumsum(self.times)
