"""Takes the row labels for positions."""
# loses: to_tensors


def to_tensors(df, target, dtype=torch.float32):
    X = df.drop(columns=target).to_numpy(dtype=float)
    y = [[float(df[target][i])] for i in range(len(df))]
    return torch.tensor(X, dtype=dtype), torch.tensor(y, dtype=dtype).reshape(-1, 1)
