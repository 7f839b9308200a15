/// The ledger's tables. A change is a new entry at the end: the position is the version that it leads to.
enum Schema {
  static let migrations = [
    initial, renderings, stuckFiles, incidents, operators, history, settings, mentions, lives,
    totals, formats, unnumbered, identities,
  ]

  /// From this version on filings are found by `mention`.
  static let mentionsVersion = 8

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

  /// A file that was rejected and cannot leave the inbox is not rejected a second time.
  private static let stuckFiles = """
    -- Why it is no filing.
    ALTER TABLE inbox_file ADD COLUMN rejection TEXT;
    """

  /// What befell the daemon itself; its deliveries stand among those of the alerts.
  private static let incidents = """
    CREATE TABLE incident (
      id TEXT PRIMARY KEY,
      kind TEXT NOT NULL,
      state TEXT NOT NULL,
      revision INTEGER NOT NULL,
      evidence BLOB NOT NULL,         -- digest of what the revision says
      body TEXT NOT NULL,
      recorded INTEGER NOT NULL       -- seconds since 1970
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

  /// What the operators' commands show and do: tests of destinations, why a destination fails, each failed attempt, the
  /// rule's wording at the time, and what is kept of that which was pruned.
  private static let operators = """
    ALTER TABLE delivery ADD COLUMN kind TEXT NOT NULL DEFAULT 'alert';  -- or test: `insiderd send-test`, no alert
    ALTER TABLE delivery ADD COLUMN queued INTEGER;        -- seconds since 1970
    UPDATE delivery SET queued = coalesce(settled, due);
    CREATE INDEX delivery_dead ON delivery (destination, id) WHERE state = 'dead';
    CREATE INDEX delivery_queued ON delivery (queued);
    CREATE INDEX delivery_test ON delivery (queued) WHERE kind = 'test';
    CREATE INDEX alert_filing ON alert (filing);
    CREATE INDEX party_filing ON party (filing);
    ALTER TABLE destination ADD COLUMN since INTEGER;      -- the first failure in a row
    ALTER TABLE destination ADD COLUMN reason TEXT;        -- of the last one
    ALTER TABLE rule_file ADD COLUMN since INTEGER;        -- second since which this text is good
    CREATE TABLE attempt (            -- each that failed
      id INTEGER PRIMARY KEY,
      delivery INTEGER NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
      moment INTEGER NOT NULL,        -- seconds since 1970
      reason TEXT NOT NULL
    ) STRICT;
    CREATE INDEX attempt_delivery ON attempt (delivery);
    CREATE TABLE criterion (          -- what rules found, in the one form that ids are derived from
      digest BLOB PRIMARY KEY,
      rule TEXT NOT NULL,
      text TEXT NOT NULL,
      first INTEGER NOT NULL          -- second at which an alert was first raised by it
    ) STRICT, WITHOUT ROWID;
    ALTER TABLE alert ADD COLUMN criterion BLOB;
    CREATE TABLE pruned_alert (       -- ids that could come back must not be raised a second time
      id TEXT PRIMARY KEY,
      revision INTEGER NOT NULL,
      evidence BLOB NOT NULL,
      certainty TEXT NOT NULL,
      state TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE pruned_filing (      -- a file that is dropped again is known
      digest BLOB NOT NULL,
      accession TEXT NOT NULL,        -- empty where there was none
      PRIMARY KEY (digest, accession)
    ) STRICT, WITHOUT ROWID;
    """

  /// What was imported and never judged, how far each import came, and since when somebody vouches for the history.
  private static let history = """
    CREATE TABLE history (            -- filings that are known and were not judged
      filing INTEGER PRIMARY KEY REFERENCES filing (id)
    ) STRICT;
    CREATE TABLE import (
      digest BLOB PRIMARY KEY,        -- of the file's size, beginning and end, whatever it is called
      name BLOB NOT NULL,             -- as it was called last
      position INTEGER NOT NULL,      -- stops of the walk that are in the ledger
      finished INTEGER,               -- seconds since 1970
      filings INTEGER NOT NULL,
      row_count INTEGER NOT NULL,
      problems INTEGER NOT NULL,
      first INTEGER,                  -- the days that a data set covers, since 1970
      last INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE import_problem (
      id INTEGER PRIMARY KEY,
      import BLOB NOT NULL,
      file BLOB NOT NULL,
      reason TEXT NOT NULL
    ) STRICT;
    CREATE TABLE reach (              -- one row: since when every filing is here, by somebody's word
      id INTEGER PRIMARY KEY CHECK (id = 1),
      since INTEGER NOT NULL          -- days since 1970
    ) STRICT;
    """

  /// The number of rows is counted without reading a filing.
  private static let totals = "CREATE INDEX filing_rows ON filing (row_count)"

  /// By the digest alone, each filing would land in another page of an index as large as the ledger: filings that come
  /// together are of the same days.
  private static let identities = """
    CREATE INDEX filing_identity ON filing (period, digest);
    DROP INDEX filing_digest;
    """

  /// A body whose destination has another format by now is written anew.
  private static let formats = "ALTER TABLE delivery ADD COLUMN format TEXT"

  /// Filings that have a number are looked for among those that have none, of which there are few.
  private static let unnumbered =
    "CREATE INDEX filing_unnumbered ON filing (period, form, issuer) WHERE accession IS NULL"

  /// A destination that was paused or retired gets another try when its settings are others.
  private static let settings = """
    ALTER TABLE destination ADD COLUMN settings BLOB;      -- digest of the webhook's, as they last were
    """

  /// Filings are found by who is named in them and when, so that a window costs what lies in it and not what the ledger
  /// holds. What was recorded before is entered anew (`Ledger.enterMentions`).
  private static let mentions = """
    DROP TABLE party;
    CREATE TABLE mention (            -- an issuer or owner, and a day of the filing: of a row, of the period
      party TEXT NOT NULL,
      day INTEGER NOT NULL,           -- days since 1970
      filing INTEGER NOT NULL REFERENCES filing (id),
      PRIMARY KEY (party, day, filing)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE amendment (          -- the owners who amended something
      party TEXT NOT NULL,
      filing INTEGER NOT NULL REFERENCES filing (id),
      PRIMARY KEY (party, filing)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE party_name (         -- pages name parties without their numbers
      name TEXT NOT NULL,
      party TEXT NOT NULL,
      PRIMARY KEY (name, party)
    ) STRICT, WITHOUT ROWID;
    """

  /// Alerts that take each other's place, that stand for others, that were kept back, that somebody decided.
  private static let lives = """
    ALTER TABLE alert ADD COLUMN topic BLOB;    -- digest: the rule, and whose filings it looks at
    ALTER TABLE alert ADD COLUMN part TEXT;     -- the rest of the identity: values, the window's first day
    ALTER TABLE alert ADD COLUMN start INTEGER; -- the window's first day
    ALTER TABLE alert ADD COLUMN muted TEXT;    -- why nobody is told of it
    CREATE INDEX alert_topic ON alert (topic) WHERE topic IS NOT NULL;
    CREATE TABLE alias (              -- an id that was derived from a better container, and the id that people know
      id TEXT PRIMARY KEY,
      alert TEXT NOT NULL REFERENCES alert (id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE throttle (           -- when destinations were last told of something under a key
      key BLOB PRIMARY KEY,
      alert TEXT NOT NULL,
      sent INTEGER NOT NULL           -- seconds since 1970
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE resolution (         -- what a person read where the reader could not
      id INTEGER PRIMARY KEY,
      alert TEXT NOT NULL REFERENCES alert (id),
      filing INTEGER NOT NULL REFERENCES filing (id),
      field TEXT NOT NULL,
      value TEXT NOT NULL,
      note TEXT,
      person TEXT NOT NULL,
      recorded INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX resolution_alert ON resolution (alert);
    ALTER TABLE filing ADD COLUMN completed BLOB;  -- the facts with what people read in them
    """
}
