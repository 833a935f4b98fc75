"""The sections of a view, one file for each group of questions."""
