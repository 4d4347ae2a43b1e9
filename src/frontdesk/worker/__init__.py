"""The process that carries out queued jobs."""
