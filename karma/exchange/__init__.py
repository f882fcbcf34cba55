"""IN & OUT: other people's formats to and from ours. Pure: text in, data out; the commands read and write."""
