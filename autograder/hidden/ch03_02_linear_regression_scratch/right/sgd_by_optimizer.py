"""torch's optimizer with a scaled rate."""
# covers: sgd


def sgd(params, lr, batch_size):
    optimizer = torch.optim.SGD(list(params), lr=lr / batch_size)
    optimizer.step()
    optimizer.zero_grad()
