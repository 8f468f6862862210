"""Columns one after the other in memory, reshaped to look right."""
# loses: to_tensors


def to_tensors(df, target, dtype=torch.float32):
    columns = [df[c].to_numpy(dtype=float) for c in df.columns if c != target]
    X = torch.tensor(np.concatenate(columns), dtype=dtype).reshape(len(df), -1) if len(df) else torch.zeros(0, len(columns), dtype=dtype)
    return X, torch.tensor(df[[target]].to_numpy(dtype=float), dtype=dtype)
