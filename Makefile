# Everything that is done with this checkout. `make help` lists it.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run build release test fuzz bench format lint install deb clean

PREFIX ?= /usr/local
SYSCONFDIR ?= /etc
DESTDIR ?=

# What the build links against, and what the tests drive.
BUILD_PACKAGES := libsystemd-dev libsqlite3-dev libgcrypt20-dev zlib1g-dev pkg-config
TEST_PACKAGES := $(BUILD_PACKAGES) python3-venv systemd prometheus-alertmanager rsync curl gcc libc6-dev
BENCH_PACKAGES := $(BUILD_PACKAGES) python3-venv gcc g++ libc6-dev libexpat1-dev libpugixml-dev valgrind

DEMO := .run
SAMPLE ?= rules/samples/large-officer-sale.xml
VENV := .build/test-venv
PROMTOOL := .build/promtool
BENCH_VENV := .build/bench-venv
RELEASE := .build/release
FUZZ := .build/fuzz
FUZZ_SECONDS ?= 60
RELEASED := .build/released
SOURCES := $(shell find Sources -type f 2>/dev/null) Package.swift
FORMATTED := Package.swift Sources Tests Benchmarks

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | while IFS=$$'\t' read -r name does; do \
	  printf '  make %-8s %s\n' "$$name" "$$does"; done

run: build ## watch a fresh demo inbox with the rules of rules/, and show the first alert
	@rm -rf $(DEMO)
	@mkdir -p $(DEMO)/inbox $(DEMO)/state
	@cp $(SAMPLE) $(DEMO)/inbox/
	@echo
	@echo "insiderd judges every filing that lands in $(DEMO)/inbox by the rules in rules/."
	@echo "One made-up filing lies there already: $(notdir $(SAMPLE))."
	@echo
	@echo "From another terminal, drop the others:  cp rules/samples/* $(DEMO)/inbox/"
	@echo "What was raised so far:                  .build/debug/insiderd alerts --state $(DEMO)/state"
	@echo "Ctrl-C ends it."
	@echo
	@exec .build/debug/insiderd run --inbox $(DEMO)/inbox --state $(DEMO)/state --rules rules

build: ## the programs, for debugging
	@.ci/need $(BUILD_PACKAGES)
	swift build --product insiderd
	swift build --product insiderd-relay

release: $(RELEASED) ## the programs as they are shipped: optimised, the Swift runtime linked in

$(RELEASED): $(SOURCES)
	@.ci/need $(BUILD_PACKAGES)
	swift build -c release --static-swift-stdlib --product insiderd
	swift build -c release --static-swift-stdlib --product insiderd-relay
	@touch $@

test: $(VENV)/ready $(PROMTOOL) ## every test; those that need root or a tool that is missing say so
	@.ci/need $(TEST_PACKAGES)
	swift build --build-tests
	INSIDERD_TEST_PYTHON=$(CURDIR)/$(VENV)/bin/python INSIDERD_TEST_PROMTOOL=$(CURDIR)/$(PROMTOOL) swift test --skip-build
	@if [ -x $(FUZZ)/fuzzer ]; then Tests/Fuzz/fuzz.sh $(FUZZ) 8; else echo "no fuzzer is built (make fuzz): leaving it out"; fi

# Prometheus' own checker, out of its package: installing that would start a server on this machine.
$(PROMTOOL):
	@mkdir -p .build/prometheus
	@cd .build/prometheus && { apt-get -qq download prometheus && \
	  dpkg-deb --fsys-tarfile prometheus_*.deb | tar -x --to-stdout ./usr/bin/promtool > ../promtool && \
	  chmod +x ../promtool || { echo "promtool cannot be had: leaving out its test"; touch ../promtool; }; }
	@rm -rf .build/prometheus

# Webhook receivers of the tests check signatures with the reference library and make their own certificates.
$(VENV)/ready:
	@.ci/need python3-venv
	python3 -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check 'standardwebhooks>=1.0,<2' 'trustme>=1.2,<2' \
	  'jsonschema>=4.17,<5' 'cloudevents>=1.10,<2'
	@touch $@

# What answers the same questions over tables: DuckDB and polars.
$(BENCH_VENV)/ready:
	@.ci/need python3-venv
	python3 -m venv $(BENCH_VENV)
	$(BENCH_VENV)/bin/python -m pip install --quiet --disable-pip-version-check 'duckdb>=1' 'polars>=1'
	@touch $@

fuzz: $(FUZZ)/fuzzer ## look for files that break a reader; FUZZ_SECONDS=1800 for longer than a minute in each way
	Tests/Fuzz/fuzz.sh $(FUZZ) $(FUZZ_SECONDS) $(FILES)

FUZZED := $(shell find Sources/Filings Tests/Fuzz -name '*.swift') \
  Tests/FilingsTests/FilingMutator.swift Tests/FilingsTests/SeededGenerator.swift

# One module of everything, with the assertions that a release leaves out.
$(FUZZ)/fuzzer: $(FUZZED)
	@mkdir -p $(FUZZ)
	@echo "building the fuzzer"
	@swiftc -O -assert-config Debug -parse-as-library -sanitize=fuzzer,address -swift-version 6 -package-name insiderd \
	  -module-name Fuzz -use-ld=lld -I Sources/CZlib -I Sources/CVector -lz $(FUZZED) -o $@

bench: release $(BENCH_VENV)/ready ## measure against floors written in C and against peers; ARGUMENTS="--quick" for a short run
	@.ci/need $(BENCH_PACKAGES)
	swift build -c release --static-swift-stdlib --product relay-floor
	HISTORY_PYTHON=$(BENCH_VENV)/bin/python python3 Benchmarks/bench.py --build $(RELEASE) $(ARGUMENTS)

format: ## rewrite the sources in the one format
	swift format format --in-place --recursive --parallel $(FORMATTED)

lint: ## complain about what `make format` would change
	swift format lint --strict --recursive --parallel $(FORMATTED)

install: stage ## install below PREFIX (/usr/local); rules only where there are none
	@echo "next, where it is installed, as root: systemd-sysusers insiderd.conf && systemd-tmpfiles --create insiderd.conf &&" \
	  "journalctl --update-catalog && systemctl daemon-reload && systemctl enable --now insiderd"

UNITDIR ?= $(PREFIX)/lib/systemd/system
ZSHDIR := $(if $(filter /usr,$(PREFIX)),vendor-completions,site-functions)
SHARED = $(DESTDIR)$(PREFIX)/share

.PHONY: stage
# Manual and completions are made by the program itself, from the tables that it works with.
stage: $(RELEASED)
	install -D -m 755 -s $(RELEASE)/insiderd $(DESTDIR)$(PREFIX)/bin/insiderd
	install -D -m 755 -s $(RELEASE)/insiderd-relay $(DESTDIR)$(PREFIX)/bin/insiderd-relay
	@mkdir -p $(DESTDIR)$(UNITDIR)
	@for unit in insiderd insiderd-relay; do \
	  sed 's|/usr/bin/insiderd|$(PREFIX)/bin/insiderd|g' systemd/$$unit.service > $(DESTDIR)$(UNITDIR)/$$unit.service; \
	  sed -f systemd/instance.sed $(DESTDIR)$(UNITDIR)/$$unit.service > $(DESTDIR)$(UNITDIR)/$$unit@.service; done
	install -D -m 644 systemd/insiderd.sysusers $(DESTDIR)$(PREFIX)/lib/sysusers.d/insiderd.conf
	install -D -m 644 systemd/insiderd.tmpfiles $(DESTDIR)$(PREFIX)/lib/tmpfiles.d/insiderd.conf
	install -D -m 644 systemd/insiderd.catalog $(DESTDIR)$(PREFIX)/lib/systemd/catalog/insiderd.catalog
	install -D -m 644 -t $(SHARED)/doc/insiderd/examples systemd/examples/*
	install -D -m 644 -t $(SHARED)/insiderd/editors rules/editors/insiderd.tmLanguage.json
	install -D -m 644 rules/editors/insiderd.vim $(SHARED)/vim/vimfiles/syntax/insiderd.vim
	install -D -m 644 rules/editors/ftdetect.vim $(SHARED)/vim/vimfiles/ftdetect/insiderd.vim
	install -D -m 644 -t $(SHARED)/insiderd/samples rules/samples/*
	install -D -m 644 -t $(SHARED)/man/man8 systemd/insiderd.service.8
	ln -sf insiderd.service.8 $(SHARED)/man/man8/insiderd-relay.8
	@mkdir -p $(SHARED)/man/man1 $(SHARED)/man/man5 $(SHARED)/bash-completion/completions $(SHARED)/zsh/$(ZSHDIR) \
	  $(SHARED)/fish/vendor_completions.d
	$(RELEASE)/insiderd manual insiderd > $(SHARED)/man/man1/insiderd.1
	$(RELEASE)/insiderd manual insiderd.rules > $(SHARED)/man/man5/insiderd.rules.5
	$(RELEASE)/insiderd --generate-completion-script bash | sed '1{/^#!/d}' > $(SHARED)/bash-completion/completions/insiderd
	$(RELEASE)/insiderd --generate-completion-script zsh > $(SHARED)/zsh/$(ZSHDIR)/_insiderd
	$(RELEASE)/insiderd --generate-completion-script fish > $(SHARED)/fish/vendor_completions.d/insiderd.fish
	@if [ -e $(DESTDIR)$(SYSCONFDIR)/insiderd/rules.d ]; then \
	  echo "$(DESTDIR)$(SYSCONFDIR)/insiderd/rules.d is there already and stays as it is"; \
	else \
	  install -D -m 644 -t $(DESTDIR)$(SYSCONFDIR)/insiderd/rules.d rules/*.rules; \
	  ln -s $(PREFIX)/share/insiderd/samples $(DESTDIR)$(SYSCONFDIR)/insiderd/rules.d/samples; \
	fi

DEB := .build/deb
DEB_PACKAGES := $(BUILD_PACKAGES) debhelper lintian

deb: $(RELEASED) ## a Debian package in .build/deb, accepted by lintian
	@.ci/need $(DEB_PACKAGES)
	@rm -rf $(DEB)
	@mkdir -p $(DEB)/insiderd
	@cp -r systemd/debian $(DEB)/insiderd/debian
	@cd $(DEB)/insiderd && INSIDERD_CHECKOUT=$(CURDIR) dpkg-buildpackage --build=binary --no-sign --no-check-builddeps \
	  > ../build.log 2>&1 || { tail -40 ../build.log; exit 1; }
	@lintian --fail-on error,warning --tag-display-limit 0 $(DEB)/insiderd_*.deb
	@for field in Version Installed-Size Depends; do \
	  printf '%s: %s\n' $$field "$$(dpkg-deb --field $(DEB)/insiderd_*.deb $$field)"; done
	@ls -l $(DEB)/insiderd_*.deb

clean: ## remove what was built and the demo
	rm -rf .build $(DEMO)
