"""Values, a numpy type, and a reshape."""
# covers: to_tensors


def to_tensors(df, target, dtype=torch.float32):
    y = torch.tensor(df[target].values.astype(np.float64), dtype=dtype).reshape(-1, 1)
    X = torch.tensor(df.drop(target, axis=1).values.astype(np.float64), dtype=dtype)
    return X, y
