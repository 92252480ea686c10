"""A site to publish: the pages of the server as files with relative links, for any web server or a folder."""
