"""The call-centre floor as the stream reports it, with Qt's signals."""
