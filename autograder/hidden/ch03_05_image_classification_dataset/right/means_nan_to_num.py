"""Divides by zero and repairs it."""
# covers: class_means


def class_means(data_iter, num_classes=10):
    sums, counts = 0, 0
    for X, y in data_iter:
        H = (y[:, None] == torch.arange(num_classes)).to(torch.float32)
        sums = sums + torch.einsum("nq,nhw->qhw", H, X[:, 0].float())
        counts = counts + H.sum(0)
    return torch.nan_to_num(sums / counts[:, None, None])
