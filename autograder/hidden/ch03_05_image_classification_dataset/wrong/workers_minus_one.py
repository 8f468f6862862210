"""Means all cores by -1, as other libraries do."""
# loses: get_dataloader_workers


def get_dataloader_workers():
    return -1
