"""What the charts show: counts by day, week, quarter, stage and giver. Drawing is for templates."""
