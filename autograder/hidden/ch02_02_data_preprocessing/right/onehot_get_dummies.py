"""What get_dummies does by itself."""
# covers: one_hot_with_na


def one_hot_with_na(df):
    return pd.get_dummies(df, dummy_na=True)
