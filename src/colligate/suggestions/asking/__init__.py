"""Asking a language model that the user brought: what it is told, what its answers may count as, what that costs."""
