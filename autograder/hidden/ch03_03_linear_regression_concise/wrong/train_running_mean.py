"""Returns the mean of the losses seen during the epoch."""
# loses: train_concise


def train_concise(net, data_iter, num_epochs, lr):
    total = count = 0
    loss = nn.MSELoss()
    trainer = torch.optim.SGD(net.parameters(), lr=lr)
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter:
            l = loss(net(X), y)
            trainer.zero_grad()
            l.backward()
            trainer.step()
            total, count = total + float(l.detach()) * len(y), count + len(y)
        losses.append(total / count)
        total = count = 0
    return losses
