"""A table of functions; 0-d tensors."""
# covers: best_constant


def best_constant(x, loss):
    return {"l2": torch.mean, "l1": torch.median}[loss](x)
