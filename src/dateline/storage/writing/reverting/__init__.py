"""What going back needs: what stood before, what came to hang on it since, and what is no record."""
