"""Sampled from torch's distribution objects, in float64 inside."""
# covers: synthetic_data


def synthetic_data(w, b, num_examples):
    column = w.reshape(-1, 1).double()
    X = torch.distributions.Normal(0.0, 1.0).sample((num_examples, len(column)))
    mean = X.double() @ column + b
    return X, torch.distributions.Normal(mean, 0.01).sample().float()
