"""Sixteen for each core."""
# loses: get_dataloader_workers


def get_dataloader_workers():
    return os.cpu_count() * 16
