"""The site: what any Django project needs, and nothing about babies."""

__version__ = "0.1.0"
