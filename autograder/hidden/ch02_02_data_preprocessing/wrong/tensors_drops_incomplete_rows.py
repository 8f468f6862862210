"""Drops rows with missing numbers."""
# loses: to_tensors


def to_tensors(df, target, dtype=torch.float32):
    df = df.dropna()
    X = torch.tensor(df.drop(columns=target).to_numpy(dtype=float), dtype=dtype)
    return X, torch.tensor(df[[target]].to_numpy(dtype=float), dtype=dtype)
