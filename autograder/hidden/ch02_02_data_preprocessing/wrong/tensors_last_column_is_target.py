"""Takes the last column for the target."""
# loses: to_tensors


def to_tensors(df, target, dtype=torch.float32):
    a = torch.tensor(df.to_numpy(dtype=float), dtype=dtype)
    return a[:, :-1], a[:, -1:]
