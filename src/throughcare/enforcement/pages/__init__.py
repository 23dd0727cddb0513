"""Pages of enforcement: deciding, warning, breach, licence, absences, and compliance as a whole."""
