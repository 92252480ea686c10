"""Many events by columns, for tables of other libraries; no record is made of each."""
