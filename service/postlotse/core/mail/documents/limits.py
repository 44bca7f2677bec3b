"""How much work one attachment may cause.  Figures only: core has no clock, so bytes, entries and steps are counted instead.

A worker's wall clock and address space stand behind these; they should never be what stops a document, because they
would stop the mail with it.
"""

#: Characters of text given back for one document.
MAX_TEXT = 20_000

#: Bytes of an attachment; larger ones are left to a person.
MAX_ARCHIVE = 25_000_000
MAX_PDF = 8_000_000
MAX_RTF = 10_000_000
MAX_PLAIN = 1_000_000

#: Zip archives (DOCX, ODT): entries, bytes of one entry when unpacked, and how far it may shrink.
MAX_ENTRIES = 2_000
MAX_ENTRY = 4_000_000
MAX_RATIO = 200
#: XML: elements opened, and how deep.
MAX_ELEMENTS = 300_000
MAX_DEPTH = 500

#: RTF: control words, groups and runs of text.
MAX_TOKENS = 300_000
MAX_GROUPS = 1_000

#: PDF: pages read; units of work (see `pdf._Budget`), of which interpreting one byte of page content takes one.
MAX_PAGES = 10
PDF_WORK = 400_000
#: Objects in the file, entries of the page tree, elements of an array, forms on a page.
MAX_PDF_OBJECTS = 40_000
#: Reads of the file: pypdf parses objects byte by byte.
MAX_PDF_READS = 800_000
MAX_PDF_TREE = 5_000
MAX_PDF_ELEMENTS = 20_000
MAX_FORMS = 30
#: Bytes: of the table of objects when unpacked, of any other stream, and of a damaged stream that is still mended.
MAX_PDF_TABLE = 500_000
MAX_PDF_STREAM = 2_000_000
MAX_PDF_RECOVERY = 20_000
