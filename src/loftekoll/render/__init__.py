"""From values to text: tables, JSON, reports. Never writes, never decides."""
