"""The Excel form: its layout, its writer, its reader, its marker."""
