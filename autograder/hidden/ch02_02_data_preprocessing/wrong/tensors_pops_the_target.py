"""Pops the target out of the caller's table."""
# loses: to_tensors


def to_tensors(df, target, dtype=torch.float32):
    y = torch.tensor(df.pop(target).to_numpy(dtype=float), dtype=dtype).reshape(-1, 1)
    return torch.tensor(df.to_numpy(dtype=float), dtype=dtype), y
