"""Takes the mean of the gradient instead of dividing by the batch size."""
# loses: sgd


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad.mean()
            param.grad.zero_()
