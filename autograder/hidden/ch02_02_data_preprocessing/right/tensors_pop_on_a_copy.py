"""pop, in a copy."""
# covers: to_tensors


def to_tensors(df, target, dtype=torch.float32):
    df = df.copy()
    y = df.pop(target)
    return torch.as_tensor(df.to_numpy(float)).type(dtype), torch.as_tensor(y.to_numpy(float)).type(dtype).view(len(y), 1)
