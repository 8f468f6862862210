"""Returns arrays of numpy."""
# loses: to_tensors


def to_tensors(df, target, dtype=torch.float32):
    return df.drop(columns=target).to_numpy(dtype=float), df[[target]].to_numpy(dtype=float)
