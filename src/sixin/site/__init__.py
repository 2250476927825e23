"""Where capabilities meet: settings, addresses, commands, home, an elder's story."""
