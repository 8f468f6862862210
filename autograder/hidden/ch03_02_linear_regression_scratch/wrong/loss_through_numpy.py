"""Computes in numpy, which cuts the graph."""
# loses: squared_loss


def squared_loss(y_hat, y):
    error = y_hat.detach().numpy() - y.detach().numpy().reshape(y_hat.shape)
    return torch.from_numpy(error**2 / 2)
