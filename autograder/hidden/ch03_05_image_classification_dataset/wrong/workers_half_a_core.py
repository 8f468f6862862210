"""Divides with /, which makes a float."""
# loses: get_dataloader_workers


def get_dataloader_workers():
    return os.cpu_count() / 2
