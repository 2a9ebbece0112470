"""What finished files must hold, worked out from the story alone."""
