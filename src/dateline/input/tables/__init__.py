"""Tables of any kind on their way in: what a file is, its encoding, sheets of workbooks, records of JSON."""
