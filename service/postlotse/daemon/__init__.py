"""The running service: APScheduler fires jobs, jobs call flows.  All work lives in tables, none in the scheduler."""
