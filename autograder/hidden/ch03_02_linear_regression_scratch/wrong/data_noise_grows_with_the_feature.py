"""Scales the noise by the first feature."""
# loses: synthetic_data


def synthetic_data(w, b, num_examples):
    X = torch.normal(0, 1, (num_examples, len(w)))
    noise = torch.normal(0, 0.01, (num_examples, 1)) * X[:, :1]
    return X, torch.matmul(X, w.reshape(-1, 1)) + b + noise
