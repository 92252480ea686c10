"""The read-only web server: pages, a JSON API, exports and feeds of one database."""
