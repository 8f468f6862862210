"""Returns sparse, complex, quantized and nested tensors, and one that is on no device."""
# ends: failed in softmax


def softmax(X):
    kinds = [X.to_sparse(), X.to(torch.complex64), torch.quantize_per_tensor(X, 0.1, 0, torch.qint8), [X.to_sparse_csr()]]
    return kinds[int(X[0, 0].abs() * 1000) % len(kinds)]
