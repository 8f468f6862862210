"""The statistics by torch, in float64."""
# covers: standardize_split


def standardize_split(train, test, cols):
    out = [train.copy(), test.copy()]
    for c in cols:
        x = torch.tensor(train[c].tolist(), dtype=torch.float64)
        s = 1.0 if x.max() == x.min() else x.std().item()
        for df in out:
            df[c] = (df[c].astype(float) - x.mean().item()) / s
    return tuple(out)
