"""Two loops over the grid."""
# covers: show_images


def show_images(imgs, num_rows, num_cols, titles=None, scale=1.5):
    fig, axes = plt.subplots(num_rows, num_cols, squeeze=False)
    fig.set_size_inches(num_cols * scale, num_rows * scale)
    for row in range(num_rows):
        for col in range(num_cols):
            i = row * num_cols + col
            axes[row, col].axis("off")
            if i >= len(imgs):
                continue
            axes[row, col].imshow(imgs[i])
            if titles:
                axes[row, col].set_title(titles[i])
    fig.tight_layout()
    return axes.reshape(-1)
