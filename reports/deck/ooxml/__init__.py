"""The deck's file: its parts, masters, shapes and packing, as PowerPoint wants them."""
