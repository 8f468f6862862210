"""A grid that is always an array, ticks emptied."""
# covers: show_images


def show_images(imgs, num_rows, num_cols, titles=None, scale=1.5):
    fig, axes = plt.subplots(num_rows, num_cols, figsize=(num_cols * scale, num_rows * scale), squeeze=False)
    axes = [ax for row in axes for ax in row]
    for i, ax in enumerate(axes):
        ax.set_xticks([])
        ax.set_yticks([])
        if i < len(imgs):
            img = imgs[i]
            ax.imshow(img.detach().cpu().numpy() if isinstance(img, torch.Tensor) else np.asarray(img))
            if titles is not None:
                ax.set_title(titles[i])
    return axes
