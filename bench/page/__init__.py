"""The page of `make bench`: what is measured, the results of a run, kept as JSON, and the page that is made of them."""
