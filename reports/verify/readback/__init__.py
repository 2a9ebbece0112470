"""Finished files read with other libraries than those that wrote them."""
