"""What frames every page: menu, footer, looks and access."""
