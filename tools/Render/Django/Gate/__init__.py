"""Says to the gateway in front of Flower who a session of this site belongs to."""
