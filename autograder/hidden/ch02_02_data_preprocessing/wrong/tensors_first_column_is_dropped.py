"""Finds the target, but takes the features from the second column on."""
# loses: to_tensors


def to_tensors(df, target, dtype=torch.float32):
    y = torch.tensor(df[[target]].to_numpy(dtype=float), dtype=dtype)
    return torch.tensor(df.iloc[:, 1:].to_numpy(dtype=float), dtype=dtype), y
