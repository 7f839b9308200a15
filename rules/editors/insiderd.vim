" Vim syntax of insiderd's rule files. It is made from the tables of the language, and a test keeps it so.
if exists("b:current_syntax")
  finish
endif
syntax clear
syntax iskeyword @,48-57,_,.
syntax keyword rulesSection list define rule webhook test
syntax keyword rulesClause severity stage match where group when unknown throttle message notify
syntax keyword rulesKeyword of from file by or and not in between is contains matches within once per every distinct derivative credential given expect because url secret format routing_key topic possible timeout order allow ca header
syntax keyword rulesKind purchase sale exercise conversion grant withholding gift inheritance disposition tender small_acquisition other trade transaction holding filing proposed_sale officer director ten_percent_owner other_insider ceo cfo coo chair president general_counsel
syntax keyword rulesConstant yes no known unknown absent match possible nothing info notice warning critical live shadow ignore alert ticker cik text date
syntax keyword rulesUnit shares business day days week weeks month months year years share
syntax keyword rulesFunction sum min max avg count first last percent_of_holding short_swing_profit days_since_last
syntax keyword rulesField shares price value date code security direct nature owned_after acquired swap timeliness footnotes exercise_price expires underlying.security underlying.shares outstanding exchange broker filing.form filing.amendment filing.accession filing.filed filing.accepted filing.period filing.days_late filing.plan_10b5_1 filing.exit filing.remarks filing.source issuer.name issuer.cik issuer.ticker issuer.foreign_ticker owner.name owner.cik owner.title owner.officer owner.director owner.ten_percent_owner owner.other
syntax match rulesComment /#.*$/
syntax region rulesString start=/"/ skip=/\\["\\]/ end=/"/ oneline
syntax match rulesNumber /\$\?\<\d[0-9_]*\(\.\d\+\)\?\(k\|m\|bn\)\?\>%\?/
syntax match rulesNumber /\<\d\{4}-\d\{2}-\d\{2}\>/
syntax match rulesTicker /@[A-Z0-9][A-Z0-9.-]*/
highlight default link rulesSection Structure
highlight default link rulesClause Statement
highlight default link rulesKeyword Keyword
highlight default link rulesKind Type
highlight default link rulesConstant Constant
highlight default link rulesUnit Special
highlight default link rulesFunction Function
highlight default link rulesField Identifier
highlight default link rulesComment Comment
highlight default link rulesString String
highlight default link rulesNumber Number
highlight default link rulesTicker Constant
let b:current_syntax = "insiderd-rules"
