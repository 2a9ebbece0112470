"""Everything that brand decides: colours, type, spaces, fonts, logo."""
