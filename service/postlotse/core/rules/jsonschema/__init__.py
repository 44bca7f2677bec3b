"""JSON Schemas (draft 2020-12) of the rules folder's files: editors complete, explain and mark errors with them.  Pure."""

from postlotse.core.rules.jsonschema.ids import Ids, ids_of
from postlotse.core.rules.jsonschema.whole import FILES, schema_name, schemas

__all__ = ["FILES", "Ids", "ids_of", "schema_name", "schemas"]
