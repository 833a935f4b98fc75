"""Joins the dossier into the account by ids, gives sigla, and checks that every part resolves to its span."""
