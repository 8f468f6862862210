"""The calls that the notes name, with the mean of numbers only, since words have none."""
# covers: fill_numeric_mean, to_tensors


def fill_numeric_mean(inputs):
    inputs = inputs.fillna(inputs.mean(numeric_only=True))
    return inputs


def to_tensors(df, target, dtype=torch.float32):
    inputs, outputs = df.drop(columns=target), df[target]
    X = torch.tensor(np.array(inputs.to_numpy(dtype=float)), dtype=dtype)
    y = torch.tensor(np.array(outputs.to_numpy(dtype=float)), dtype=dtype)
    return X, y.reshape(-1, 1)
