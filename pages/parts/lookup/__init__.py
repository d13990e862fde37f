"""The answers of the look-up, its tables and the glossary."""
