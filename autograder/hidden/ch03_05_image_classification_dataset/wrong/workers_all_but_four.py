"""Leaves four cores alone, of two."""
# loses: get_dataloader_workers


def get_dataloader_workers():
    return os.cpu_count() - 4
