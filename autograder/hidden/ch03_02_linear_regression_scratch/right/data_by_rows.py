"""One example after the other, in a plain loop."""
# covers: synthetic_data


def synthetic_data(w, b, num_examples):
    weights = w.flatten().tolist()
    X, y = [], []
    for _ in range(num_examples):
        row = [random.gauss(0, 1) for _ in weights]
        X.append(row)
        y.append([sum(x * v for x, v in zip(row, weights)) + b + random.gauss(0, 0.01)])
    return torch.tensor(X), torch.tensor(y)
