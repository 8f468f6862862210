"""torch.Tensor makes everything float32."""
# loses: bridge


def bridge(x):
    array = x.detach().numpy()
    return array, torch.Tensor(array.copy()), x.item() if x.numel() == 1 else None
