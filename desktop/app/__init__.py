"""The two programs: the service without a screen, and the desk that joins the features."""
