"""Who there is: offices of the city, other bodies, associations.  Types and look-ups only; files are read in `core.rules`."""
