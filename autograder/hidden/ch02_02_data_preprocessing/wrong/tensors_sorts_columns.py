"""Features in alphabetical order."""
# loses: to_tensors


def to_tensors(df, target, dtype=torch.float32):
    X = df[df.columns.difference([target])].to_numpy(dtype=float)[:, ::-1].copy()
    return torch.tensor(X, dtype=dtype), torch.tensor(df[[target]].to_numpy(dtype=float), dtype=dtype)
