"""`karma sync`: fetch, merge in the object store, check, push, and only then change a file."""
