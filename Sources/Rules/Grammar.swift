/// The grammar of rule files, as the manual prints it and as `Parser` reads it.
package enum Grammar {
  /// Productions of Wirth's notation (EBNF with `[ ]` for once or not at all and `{ }` for any number of times); names
  /// in capitals are tokens.
  package static let text = #"""
    file      = { list | define | rule | webhook | test } .
    list      = "list" NAME "of" ( "ticker" | "cik" | "text" ) ( "=" set | "from" "file" STRING ) .
    define    = "define" NAME "=" expr .
    rule      = "rule" NAME [ STRING ] "{" { clause } "}" .
    clause    = "severity" ( "info" | "notice" | "warning" | "critical" )
              | "stage" ( "live" | "shadow" )
              | "match" [ "derivative" ] NAME { "or" NAME } [ "by" NAME { "or" NAME } ]
              | "where" expr
              | "group" "by" path { "," path } [ "within" NUMBER span ]
              | "when" expr
              | "unknown" ( "possible" | "ignore" | "alert" )
              | "throttle" "once" "per" path { "," path } "every" NUMBER span
              | "message" STRING
              | "notify" NAME { "," NAME } .
    expr      = unary | unary { "and" unary } | unary { "or" unary } .
    unary     = "not" unary | relation .
    relation  = sum [ ("<"|"<="|"="|"!="|">="|">") sum
                    | [ "not" ] "in" ( set | NAME )
                    | [ "not" ] "between" sum "and" sum
                    | "is" [ "not" ] ( "known" | "unknown" | "absent" )
                    | [ "not" ] ( "contains" | "matches" ) STRING ] .
    sum       = term { ("+"|"-") term } .
    term      = factor { ("*"|"/") factor } .
    factor    = literal | call | path | "(" expr ")" | "-" factor .
    call      = NAME "(" [ "distinct" ] [ expr { "," expr } ] ")" .
    path      = NAME { "." NAME } .
    set       = "{" element { "," element } "}" .
    element   = literal | NAME .
    literal   = MONEY [ "per" "share" ] | NUMBER [ unit ] | STRING | DATE | TICKER | "yes" | "no" .
    unit      = "%" | "shares" | span .
    span      = "business" ("day"|"days") | ("day"|"week"|"month"|"year") ["s"] .
    webhook   = "webhook" NAME "{" { setting } "}" .
    setting   = NAME { STRING | NAME | NUMBER | "," } .
    test      = "test" STRING "{" { step } "}" .
    step      = "given" "filing" STRING
              | "given" NAME "{" [ pair { "," pair } ] "}"
              | "expect" NAME ( "match" | "possible" | "nothing" ) [ "because" path { "," path } ] .
    pair      = path ":" ( literal | "unknown" | "absent" ) .
    """#
}
