"""Keeps a list, computes with tensors, and has a method more."""
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
        return torch.tensor(self.times, dtype=torch.float64).mean().item()

    def sum(self):
        return torch.tensor(self.times, dtype=torch.float64).sum()

    def cumsum(self):
        return torch.tensor(self.times, dtype=torch.float64).cumsum(0).tolist()

    def __len__(self):
        return len(self.times)
