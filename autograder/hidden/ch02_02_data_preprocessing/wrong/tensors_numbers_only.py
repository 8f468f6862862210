"""Loses the columns of False and True."""
# loses: to_tensors


def to_tensors(df, target, dtype=torch.float32):
    X = torch.tensor(df.drop(columns=target).select_dtypes("number").to_numpy(dtype=float), dtype=dtype)
    return X, torch.tensor(df[[target]].to_numpy(dtype=float), dtype=dtype)
