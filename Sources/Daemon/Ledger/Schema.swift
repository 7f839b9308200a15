/// The ledger's tables. A change is a new entry at the end: the position is the version that it leads to.
enum Schema {
  static let migrations = [initial, renderings, settings]

  private static let initial = """
    CREATE TABLE filing (
      id INTEGER PRIMARY KEY,
      digest BLOB NOT NULL,           -- of the canonical form: the same facts, whatever the file and container
      accession TEXT,
      container TEXT NOT NULL,
      filed INTEGER,                  -- days since 1970
      accepted TEXT,                  -- New York's wall clock
      facts BLOB NOT NULL,            -- the canonical form: issuer, owners, rows, footnotes
      row_count INTEGER NOT NULL,
      file BLOB NOT NULL,             -- its name in the inbox, as bytes
      recorded INTEGER NOT NULL       -- seconds since 1970
    ) STRICT;
    CREATE INDEX filing_digest ON filing (digest);
    CREATE INDEX filing_accession ON filing (accession) WHERE accession IS NOT NULL;

    CREATE TABLE alert (
      id TEXT PRIMARY KEY,
      rule TEXT NOT NULL,
      severity TEXT NOT NULL,
      certainty TEXT NOT NULL,
      state TEXT NOT NULL,
      revision INTEGER NOT NULL,
      evidence BLOB NOT NULL,         -- digest of what the latest revision says
      filing INTEGER NOT NULL REFERENCES filing (id),
      ticker TEXT,
      raised INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX alert_raised ON alert (raised);

    CREATE TABLE revision (
      alert TEXT NOT NULL REFERENCES alert (id),
      number INTEGER NOT NULL,
      body TEXT NOT NULL,
      recorded INTEGER NOT NULL,
      PRIMARY KEY (alert, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE delivery (
      id INTEGER PRIMARY KEY,
      alert TEXT NOT NULL,
      revision INTEGER NOT NULL,
      destination TEXT NOT NULL,
      state TEXT NOT NULL,            -- pending, delivered, unconfirmed, dead, withheld
      reason TEXT,
      body BLOB NOT NULL,             -- the exact bytes, the same on each attempt
      attempts INTEGER NOT NULL,      -- that failed
      due INTEGER NOT NULL,           -- no attempt before this second
      interval INTEGER NOT NULL,      -- seconds from when that was set
      settled INTEGER,
      UNIQUE (alert, revision, destination)
    ) STRICT;
    CREATE INDEX delivery_pending ON delivery (destination, id) WHERE state = 'pending';

    CREATE TABLE destination (
      name TEXT PRIMARY KEY,
      status TEXT NOT NULL,           -- working, failing, paused, retired
      failures INTEGER NOT NULL,      -- in a row
      probe INTEGER NOT NULL,         -- while it is failing, no attempt before this second
      interval INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE inbox_file (         -- files that were judged and stay in the inbox
      name BLOB PRIMARY KEY,
      fingerprint BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE crash (              -- files at which the judge ended without a word
      name BLOB PRIMARY KEY,
      count INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE rejection (
      id INTEGER PRIMARY KEY,
      file BLOB NOT NULL,
      reason TEXT NOT NULL,
      recorded INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE rule_file (          -- the last good text of each
      name TEXT PRIMARY KEY,
      text BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;
    """

  /// A page and the document that it was printed from are one filing.
  private static let renderings = """
    ALTER TABLE filing ADD COLUMN form TEXT;
    ALTER TABLE filing ADD COLUMN period INTEGER;          -- days since 1970
    ALTER TABLE filing ADD COLUMN first_facts BLOB;        -- of the page whose place the filing took: alerts keep their ids
    ALTER TABLE filing ADD COLUMN issuer TEXT;             -- its CIK
    CREATE INDEX filing_period ON filing (period, form, issuer);
    CREATE TABLE party (              -- who is named in which filing: its issuer and its owners
      key TEXT NOT NULL,
      filing INTEGER NOT NULL REFERENCES filing (id),
      PRIMARY KEY (key, filing)
    ) STRICT, WITHOUT ROWID;
    """

  /// A destination that was paused or retired gets another try when its settings are others.
  private static let settings = """
    ALTER TABLE destination ADD COLUMN settings BLOB;      -- digest of the webhook's, as they last were
    """
}
