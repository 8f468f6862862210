"""from_numpy, and the type afterwards."""
# covers: to_tensors


def to_tensors(df, target, dtype=torch.float32):
    a = df.astype(float)
    X = torch.from_numpy(a[[c for c in a.columns if c != target]].to_numpy(copy=True))
    y = torch.from_numpy(a[target].to_numpy(copy=True)).unsqueeze(1)
    return X.to(dtype), y.to(dtype)
