"""numpy's choice, counted by comparison; returns float32."""
# covers: sample_counts

import numpy as np


def sample_counts(probs, n):
    draws = np.random.choice(len(probs), size=n, p=probs.numpy())
    return torch.tensor([(draws == i).sum() for i in range(len(probs))], dtype=torch.float32)
