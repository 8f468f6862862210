"""Adds one and the same noise to all labels."""
# loses: synthetic_data


def synthetic_data(w, b, num_examples):
    X = torch.normal(0, 1, (num_examples, len(w)))
    y = torch.matmul(X, w) + b + torch.normal(0, 0.01, (1,))
    return X, y.reshape((-1, 1))
