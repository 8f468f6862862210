"""A tensor for each column, stacked side by side."""
# covers: to_tensors


def to_tensors(df, target, dtype=torch.float32):
    columns = [torch.tensor(df[c].tolist(), dtype=dtype) for c in df.columns if c != target]
    return torch.stack(columns, dim=1), torch.tensor(df[target].tolist(), dtype=dtype)[:, None]
