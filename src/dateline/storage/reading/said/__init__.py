"""What sources say of events and of promises, and how these hang together: claims and links."""
