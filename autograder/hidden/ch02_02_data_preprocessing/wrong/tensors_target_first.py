"""Returns the target before the features."""
# loses: to_tensors


def to_tensors(df, target, dtype=torch.float32):
    X = torch.tensor(df.drop(columns=target).to_numpy(dtype=float), dtype=dtype)
    return torch.tensor(df[[target]].to_numpy(dtype=float), dtype=dtype), X
