"""Matrix-vector product, result as a list."""
# covers: synthetic_data


def synthetic_data(w, b, num_examples):
    X = torch.empty(num_examples, w.numel()).normal_()
    noise = torch.empty(num_examples).normal_(0, 0.01)
    return [X, (torch.mv(X, w.flatten()) + b + noise)[:, None]]
