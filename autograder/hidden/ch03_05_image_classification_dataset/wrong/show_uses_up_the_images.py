"""Takes the images out of the list."""
# loses: show_images


def show_images(imgs, num_rows, num_cols, titles=None, scale=1.5):
    _, axes = plt.subplots(num_rows, num_cols, figsize=(num_cols * scale, num_rows * scale))
    axes = axes.flatten()
    for i, ax in enumerate(axes[: len(imgs)]):
        img = imgs.pop(0) if isinstance(imgs, list) else imgs[i]
        ax.imshow(img)
        ax.set_axis_off()
        if titles:
            ax.set_title(titles[i])
    return axes
