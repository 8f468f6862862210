"""No worker at all."""
# covers: get_dataloader_workers


def get_dataloader_workers():
    """The process that trains reads the data itself."""
    return 0
