"""One tensor of the whole table, then columns of it."""
# covers: to_tensors


def to_tensors(df, target, dtype=torch.float32):
    whole = torch.tensor(df.to_numpy(dtype=np.float64), dtype=dtype)
    j = list(df.columns).index(target)
    rest = [i for i in range(df.shape[1]) if i != j]
    return whole[:, rest], whole[:, j : j + 1]
