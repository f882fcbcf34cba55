// The keyboard: `?` says which keys there are.
