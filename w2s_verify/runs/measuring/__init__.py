"""MEASURED: numbers with intervals. No verdict word is used here, and nothing here decides a claim."""
