"""Measures in evaluation mode, and goes back to training mode."""
# covers: train_concise


def train_concise(net, data_iter, num_epochs, lr):
    loss = nn.MSELoss(reduction="sum")
    trainer = torch.optim.SGD(net.parameters(), lr=lr)
    losses = []
    for epoch in range(num_epochs):
        net.train()
        for X, y in data_iter:
            trainer.zero_grad()
            (loss(net(X), y) / len(X)).backward()
            trainer.step()
        net.eval()
        with torch.inference_mode():
            losses.append(sum(loss(net(X), y) for X, y in data_iter) / sum(len(X) for X, _ in data_iter))
    net.train()
    return losses
