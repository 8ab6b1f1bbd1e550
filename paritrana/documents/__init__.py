"""The papers: one view model each, rendered as tables, workbooks, pages and certificates."""
