"""Uses numpy's isnan, which knows no words."""
# loses: drop_most_missing


def drop_most_missing(df):
    missing = np.isnan(df).sum()
    if not missing.any():
        return df
    return df.drop(columns=missing.idxmax())
