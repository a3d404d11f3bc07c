"""One box over everything a person may see, and the Smoelenboek."""
