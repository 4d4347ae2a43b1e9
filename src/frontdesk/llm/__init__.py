"""Chat models by provider; the only place that knows model vendors."""
