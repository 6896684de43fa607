"""How far a first pass is from the study that careful people made of the same article."""
