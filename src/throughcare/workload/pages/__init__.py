"""The pages of this area: who is given a case, with what they carry."""
