"""Steps by hand, with the sgd of 3.2."""
# covers: train_concise


def train_concise(net, data_iter, num_epochs, lr):
    loss = nn.MSELoss()
    trainer = list(net.parameters())
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter:
            for p in trainer:
                p.grad = None
            (2 * squared_loss(net(X), y)).sum().backward()
            sgd(trainer, lr, len(y))
        with torch.no_grad():
            pairs = [(net(X), y) for X, y in data_iter]
            losses.append(float(nn.functional.mse_loss(torch.cat([p for p, _ in pairs]), torch.cat([y for _, y in pairs]))))
    return losses
