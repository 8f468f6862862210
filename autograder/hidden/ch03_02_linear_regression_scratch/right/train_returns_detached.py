"""Returns detached parameters, prints the loss."""
# covers: train_linreg


def train_linreg(features, labels, lr, num_epochs, batch_size):
    d = features.shape[1]
    w = (0.01 * torch.randn(d, 1)).requires_grad_(True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            l = squared_loss(linreg(X, w, b), y).sum()
            l.backward()
            sgd((w, b), lr, batch_size)
        with torch.no_grad():
            print(f"epoch {epoch + 1}, loss {float(squared_loss(linreg(features, w, b), labels).mean()):f}")
    return [w.detach(), b.detach()]
