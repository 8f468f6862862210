"""Goes through integers."""
# loses: to_tensors


def to_tensors(df, target, dtype=torch.float32):
    a = df.fillna(0).astype(int)
    return torch.tensor(a.drop(columns=target).to_numpy(), dtype=dtype), torch.tensor(a[[target]].to_numpy(), dtype=dtype)
