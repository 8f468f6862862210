"""Adds uniform noise of the right size."""
# loses: synthetic_data


def synthetic_data(w, b, num_examples):
    X = torch.normal(0, 1, (num_examples, len(w)))
    y = torch.matmul(X, w) + b
    y += (torch.rand(y.shape) - 0.5) * 0.01 * 12**0.5
    return X, y.reshape((-1, 1))
