"""Published cases as data, with source and published answer."""
