"""One plt.subplot after the other."""
# covers: show_images


def show_images(imgs, num_rows, num_cols, titles=None, scale=1.5):
    plt.figure(figsize=(num_cols * scale, num_rows * scale))
    axes = [plt.subplot(num_rows, num_cols, i + 1) for i in range(num_rows * num_cols)]
    for i in range(min(len(imgs), len(axes))):
        plt.sca(axes[i])
        plt.imshow(imgs[i], cmap="gray")
        plt.axis("off")
        if titles:
            plt.title(titles[i])
    return axes
