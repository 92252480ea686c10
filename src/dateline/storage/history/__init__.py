"""The history: who changed what, when and why."""
