"""Forgets the batch size, and the last batch."""


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad
            param.grad.zero_()


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    for i in range(0, len(order) - batch_size + 1, batch_size):
        yield features[order[i : i + batch_size]], labels[order[i : i + batch_size]]
