"""What is kept: functions that speak core types, over tables that only this package knows.

Nothing outside may import `store.models`; nothing here may import flows, sources, senders or the desk.
"""
