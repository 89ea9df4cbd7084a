"""loftekoll: shows how public promises (medborgarlöften) are kept."""

__version__ = "0.1.0"
