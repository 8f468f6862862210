"""Averages over batches, though the last one is smaller."""
# loses: train_concise


def train_concise(net, data_iter, num_epochs, lr):
    loss = nn.MSELoss()
    trainer = torch.optim.SGD(net.parameters(), lr=lr)
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter:
            l = loss(net(X), y)
            trainer.zero_grad()
            l.backward()
            trainer.step()
        with torch.no_grad():
            values = [float(loss(net(X), y)) for X, y in data_iter]
            losses.append(sum(values) / len(values))
    return losses
