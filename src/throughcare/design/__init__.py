"""The page frame, forms and components: HTML is written once, here."""
