"""Losses as 0-d tensors without a graph, in one tensor."""
# covers: train_concise


def train_concise(net, data_iter, num_epochs, lr):
    trainer = torch.optim.SGD(net.parameters(), lr=lr)
    losses = torch.zeros(num_epochs)
    for epoch in range(num_epochs):
        seen = []
        for X, y in data_iter:
            trainer.zero_grad()
            torch.nn.functional.mse_loss(net(X), y).backward()
            trainer.step()
            seen.append((X, y))
        features, labels = (torch.cat(parts) for parts in zip(*seen))
        losses[epoch] = torch.nn.functional.mse_loss(net(features), labels).detach()
    return losses
