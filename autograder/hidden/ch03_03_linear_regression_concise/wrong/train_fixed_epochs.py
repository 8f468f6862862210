"""Always makes three epochs."""
# loses: train_concise


def train_concise(net, data_iter, num_epochs, lr):
    loss = nn.MSELoss()
    trainer = torch.optim.SGD(net.parameters(), lr=lr)
    losses = []
    for _ in range(3):
        for X, y in data_iter:
            l = loss(net(X), y)
            trainer.zero_grad()
            l.backward()
            trainer.step()
        with torch.no_grad():
            pairs = [(net(X), y) for X, y in data_iter]
            losses.append(float(nn.functional.mse_loss(torch.cat([p for p, _ in pairs]), torch.cat([y for _, y in pairs]))))
    return losses
