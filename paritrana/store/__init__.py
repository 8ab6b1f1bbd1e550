"""What a workspace keeps for good: the bytes it was sent, and the journal of what happened to them."""
