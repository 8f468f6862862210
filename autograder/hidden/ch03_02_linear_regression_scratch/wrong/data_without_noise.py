"""Forgets the noise."""
# loses: synthetic_data


def synthetic_data(w, b, num_examples):
    X = torch.normal(0, 1, (num_examples, len(w)))
    return X, (torch.matmul(X, w) + b).reshape((-1, 1))
