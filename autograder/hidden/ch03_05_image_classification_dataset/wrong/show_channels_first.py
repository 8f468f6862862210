"""Takes every image with three axes as one whose channels come first."""
# loses: show_images


def show_images(imgs, num_rows, num_cols, titles=None, scale=1.5):
    _, axes = plt.subplots(num_rows, num_cols, figsize=(num_cols * scale, num_rows * scale))
    axes = axes.flatten()
    for i, (ax, img) in enumerate(zip(axes, imgs)):
        img = torch.as_tensor(np.array(img))
        ax.imshow(img.permute(1, 2, 0) if img.dim() == 3 else img)
        ax.set_axis_off()
        if titles:
            ax.set_title(titles[i])
    return axes
