"""Tables as a frozen text holds them: which cell words lie in, and which heads stand over and before it."""
