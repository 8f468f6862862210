"""One for each example of a batch."""
# loses: get_dataloader_workers


def get_dataloader_workers():
    return 256
