"""float32, whatever is asked for."""
# loses: to_tensors


def to_tensors(df, target, dtype=torch.float32):
    return torch.FloatTensor(df.drop(columns=target).to_numpy(dtype=float)), torch.FloatTensor(df[[target]].to_numpy(dtype=float))
