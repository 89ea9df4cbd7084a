"""The only place that reads and writes files: YAML into values with places, folders into dossiers, entries out."""
