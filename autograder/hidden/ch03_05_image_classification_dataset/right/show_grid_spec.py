"""A GridSpec and axes that share their ticks."""
# covers: show_images


def show_images(imgs, num_rows, num_cols, titles=None, scale=1.5):
    fig = plt.figure(figsize=(num_cols * scale, num_rows * scale))
    axes = fig.add_gridspec(num_rows, num_cols, wspace=0.05).subplots(squeeze=False).ravel()
    for ax in axes:
        ax.xaxis.set_visible(False)
        ax.yaxis.set_visible(False)
    for ax, img, title in zip(axes, imgs, titles or [None] * len(imgs)):
        ax.imshow(torch.as_tensor(np.array(img)).float() / 255, interpolation="nearest")
        if title is not None:
            ax.set_title(title)
    return axes
