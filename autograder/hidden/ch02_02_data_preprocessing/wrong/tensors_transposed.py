"""Features along the first axis."""
# loses: to_tensors


def to_tensors(df, target, dtype=torch.float32):
    X = torch.tensor(df.drop(columns=target).to_numpy(dtype=float).T, dtype=dtype)
    return X, torch.tensor(df[[target]].to_numpy(dtype=float), dtype=dtype)
