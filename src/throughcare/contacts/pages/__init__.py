"""The pages of contacts: the log, one contact, and every form about one."""
