"""Readers of documents, one module for each kind; what they need comes with the extra `documents`."""
