// A button beside a command copies it.
