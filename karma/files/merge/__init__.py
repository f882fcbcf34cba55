"""The merge that understands contacts: three texts of one person's file become one (faults.md G01–G08)."""
