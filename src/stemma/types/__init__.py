"""The nouns, one a file: frozen, no logic beyond their invariants."""
