"""For each report a leaf of its own, and all functions so far."""
# covers: sequential_grads


def sequential_grads(fs, x, reset):
    grads = []
    for i in range(len(fs)):
        leaf = torch.tensor(x.tolist(), dtype=x.dtype, requires_grad=True)
        for f in fs[i if reset else 0 : i + 1]:
            f(leaf).backward()
        grads.append(leaf.grad)
    return grads
