"""Writes the step out with autograd's gradient of the mean instead of calling sgd."""
# loses: train_linreg


def train_linreg(features, labels, lr, num_epochs, batch_size):
    w = torch.normal(0, 0.01, size=(features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            l = squared_loss(linreg(X, w, b), y)
            grads = torch.autograd.grad(l.mean(), [w, b])
            with torch.no_grad():
                for p, g in zip([w, b], grads):
                    p -= lr * g
    return w, b
