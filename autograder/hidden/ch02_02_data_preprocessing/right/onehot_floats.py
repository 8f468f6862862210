"""Indicators as floating-point numbers."""
# covers: one_hot_with_na


def one_hot_with_na(df):
    words = [c for c in df.columns if pd.api.types.is_string_dtype(df[c])]
    return pd.get_dummies(df, columns=words, dummy_na=True, dtype=float)
