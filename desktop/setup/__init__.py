"""Setting up: the assistant of the first start and the dialog that asks for the phone system."""
