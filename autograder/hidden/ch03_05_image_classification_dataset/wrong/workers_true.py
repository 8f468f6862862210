"""Says that there are workers, not how many."""
# loses: get_dataloader_workers


def get_dataloader_workers():
    return True
