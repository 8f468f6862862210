"""The target comes as a vector."""
# loses: to_tensors


def to_tensors(df, target, dtype=torch.float32):
    y = torch.tensor(df[target].to_numpy(dtype=float), dtype=dtype)
    return torch.tensor(df.drop(columns=target).to_numpy(dtype=float), dtype=dtype), y
