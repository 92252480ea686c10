"""The JSON API: its answers, its parameters, its description."""
