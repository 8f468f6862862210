"""torch's loss module, one loss for each example."""
# covers: squared_loss


def squared_loss(y_hat, y):
    return torch.nn.MSELoss(reduction="none")(y_hat, y.reshape(y_hat.shape)) / 2
