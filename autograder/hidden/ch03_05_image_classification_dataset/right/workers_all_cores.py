"""One worker for each core."""
# covers: get_dataloader_workers


def get_dataloader_workers():
    return os.cpu_count() or 1
