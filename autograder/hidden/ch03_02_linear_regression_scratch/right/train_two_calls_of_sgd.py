"""Steps weights and bias by a call each, and names every argument."""
# covers: train_linreg


def train_linreg(features, labels, lr, num_epochs, batch_size):
    d = features.size(1)
    w = torch.nn.Parameter(torch.normal(0.0, 0.01, (d, 1)))
    b = torch.nn.Parameter(torch.zeros(1))
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size=batch_size, features=features, labels=labels):
            y_hat = linreg(X=X, w=w, b=b)
            squared_loss(y_hat=y_hat, y=y).sum().backward()
            sgd(params=[w], lr=lr, batch_size=batch_size)
            sgd(params=[b], lr=lr, batch_size=batch_size)
    return w, b
