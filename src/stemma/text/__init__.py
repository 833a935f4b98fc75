"""What all stages share: offset-true sentences, words, clauses, folding, EDTF."""
