"""Commands that share answers: exports and the web server."""
