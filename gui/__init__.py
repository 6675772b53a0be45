"""Descent's window: shows the engine and lets a person steer it. It never computes; it only asks."""
