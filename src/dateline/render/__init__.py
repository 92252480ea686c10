"""Records as text for people: tables and explanations."""
