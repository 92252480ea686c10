"""Separated cells: CSV, TSV, and tables read by a mapping."""
