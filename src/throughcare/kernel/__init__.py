"""What every area stands on: days, law, duties and the case file. No Django here."""
