"""Where mail comes from: adapters for `ports.Source`.  They know a server or a folder, never the store or a flow."""
