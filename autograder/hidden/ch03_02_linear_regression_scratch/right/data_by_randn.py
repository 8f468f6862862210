"""randn and an explicit column."""
# covers: synthetic_data


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    y = X @ w.reshape(-1, 1) + b
    return X, y + 0.01 * torch.randn(num_examples, 1)
