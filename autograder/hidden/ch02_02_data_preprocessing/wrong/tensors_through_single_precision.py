"""Goes through float32, whatever is asked for."""
# loses: to_tensors


def to_tensors(df, target, dtype=torch.float32):
    a = df.astype(np.float32)
    X, y = a.drop(columns=target).to_numpy(), a[[target]].to_numpy()
    return torch.tensor(X, dtype=dtype), torch.tensor(y, dtype=dtype)
