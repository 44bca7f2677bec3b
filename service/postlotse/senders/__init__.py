"""Where mail goes: adapters for `ports.Sender`.  They know a relay or a folder, never the store or a flow."""
