"""Sorts the rows by label."""
# loses: to_tensors


def to_tensors(df, target, dtype=torch.float32):
    df = df.sort_index()
    X = torch.tensor(df.drop(columns=target).to_numpy(dtype=float), dtype=dtype)
    return X, torch.tensor(df[[target]].to_numpy(dtype=float), dtype=dtype)
