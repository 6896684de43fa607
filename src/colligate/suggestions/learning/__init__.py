"""Learning from what people decided which passages speak to a code: one linear model over words, explained by them."""
