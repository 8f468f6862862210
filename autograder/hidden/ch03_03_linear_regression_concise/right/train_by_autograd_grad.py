"""Asks autograd for the gradients and steps by hand."""
# covers: train_concise


def train_concise(net, data_iter, num_epochs, lr):
    loss = nn.MSELoss()
    trainer = list(net.parameters())
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter:
            slopes = torch.autograd.grad(loss(net(X), y), trainer)
            for p, slope in zip(trainer, slopes):
                p.data.sub_(lr * slope)
        with torch.no_grad():
            pairs = [(net(X), y) for X, y in data_iter]
            losses.append(float(nn.functional.mse_loss(torch.cat([p for p, _ in pairs]), torch.cat([y for _, y in pairs]))))
    return losses
