"""Measures in float64."""
# covers: train_concise


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
        squares = [((net(X) - y).detach().double() ** 2).flatten() for X, y in data_iter]
        losses.append(torch.cat(squares).mean().item())
    return losses
