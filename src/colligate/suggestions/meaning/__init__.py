"""Passages by what they mean: a sentence model on this machine, its vectors, and ranks fused with those of words."""
