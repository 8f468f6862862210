"""Takes df.values, an array of objects once there are False and True."""
# loses: to_tensors


def to_tensors(df, target, dtype=torch.float32):
    return torch.tensor(df.drop(columns=target).values, dtype=dtype), torch.tensor(df[[target]].values, dtype=dtype)
