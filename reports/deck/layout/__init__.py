"""Where text and pictures stand on a slide, and whether they fit."""
