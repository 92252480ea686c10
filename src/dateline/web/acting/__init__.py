"""Who belonged to whom over time, and who acts with whom, as charts."""
