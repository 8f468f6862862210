"""Asks whether the deviation is exactly zero."""
# loses: standardize_split


def standardize_split(train, test, cols):
    mean, std = train[cols].mean(), train[cols].std().replace(0, 1).fillna(1)
    
    
    def scale(df):
        scaled = df.copy()
        scaled[cols] = (df[cols] - mean) / std
        return scaled
    
    return scale(train), scale(test)
