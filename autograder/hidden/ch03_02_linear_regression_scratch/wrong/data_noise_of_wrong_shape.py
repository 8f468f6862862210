"""Adds a vector of noise, which a column of weights turns into a matrix."""
# loses: synthetic_data


def synthetic_data(w, b, num_examples):
    X = torch.normal(0, 1, (num_examples, len(w)))
    y = torch.matmul(X, w) + b + torch.normal(0, 0.01, (num_examples,))
    return X, y.reshape((-1, 1))
