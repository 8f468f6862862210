"""Row by row."""
# covers: softmax_regression


def softmax_regression(X, W, b):
    rows = []
    for x in X:
        e = torch.exp(x @ W + b)
        rows.append(e / e.sum())
    return torch.stack(rows) if rows else X.new_zeros(0, W.shape[1])
