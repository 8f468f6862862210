"""Draws noise from [0, 0.01) with rand."""
# loses: synthetic_data


def synthetic_data(w, b, num_examples):
    X = torch.normal(0, 1, (num_examples, len(w)))
    y = torch.matmul(X, w) + b
    y += 0.01 * torch.rand(y.shape)
    return X, y.reshape((-1, 1))
