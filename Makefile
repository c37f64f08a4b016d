# docketwatch: what a developer or operator types. `make` lists it.
GO      ?= go
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
LDFLAGS := -s -w -X main.version=$(VERSION)
LINT    := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0

.PHONY: help
help: ## list these targets
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: build
build: ## the program, as ./bin/docketwatch
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags "$(LDFLAGS)" -o bin/docketwatch ./cmd/docketwatch

.PHONY: run
run: build ## the daemon with the shipped watch list; needs no account
	./bin/docketwatch run -c examples/sanctuary.yaml

.PHONY: demo
demo: build ## the litigation of 2017 in a minute, without a network
	./bin/docketwatch demo --exit

.PHONY: test
test: ## every test but the long ones
	$(GO) test $(TESTFLAGS) $$($(GO) list ./... | grep -v '/lab$$')
	$(GO) test -short ./lab # without TESTFLAGS: it takes one step at a time, so that nothing can race; make faults plays all of it

.PHONY: kill
kill: ## 200 kills at random moments, with and without look-up in Slack's history
	DOCKETWATCH_KILLS=200 $(GO) test -count=1 -timeout 30m -run 'TestKill' -v ./cmd/docketwatch

.PHONY: month
month: ## thirty days of twelve active cases on CourtListener's free plan: requests a day, waits
	DOCKETWATCH_DAYS=30 $(GO) test -count=1 -timeout 30m -run 'TestAMonthOf' -v ./cmd/docketwatch

.PHONY: faults
faults: ## 2,000 simulated lives with faults and crashes; writes docs/reliability.md
	DOCKETWATCH_SEEDS=$(or $(SEEDS),2000) DOCKETWATCH_FIGURES=$(CURDIR)/docs/reliability.md $(GO) test -count=1 -timeout 60m -run 'TestSeeds$$' -v ./lab
	$(GO) test -count=1 -timeout 30m ./lab

.PHONY: faults-long
faults-long: ## 100,000 of them, and months of fifty courts
	DOCKETWATCH_SEEDS=$(or $(SEEDS),100000) DOCKETWATCH_FROM=10000 $(GO) test -count=1 -timeout 0 -run 'TestSeeds$$' -v ./lab
	DOCKETWATCH_FULL=$(or $(FULL),5) $(GO) test -count=1 -timeout 0 -run 'TestAMonthOfFiftyCourts' -v ./lab

.PHONY: pdfs
pdfs: ## 10,000 damaged and hostile PDFs: no crash, each within its limits, text or a reason
	DOCKETWATCH_PDFS=10000 $(GO) test -count=1 -timeout 60m -run 'HostileDocumentsDo' -v ./watcher/pdftext

.PHONY: fuzz
fuzz: ## every fuzz target for 30 s
	@for pkg in $$($(GO) list ./...); do \
	  for f in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
	    echo "$$pkg $$f"; $(GO) test -run '^$$' -fuzz "^$$f$$" -fuzztime 30s $$pkg || exit 1; done; done

.PHONY: bench
bench: ## speed and memory: a cycle of 200 feeds, a start and an idle daemon among them
	$(GO) test -run '^$$' -bench . -benchtime 20x ./...

.PHONY: lint
lint: ## formatting, vet, and the house rules of .golangci.yml
	@test -z "$$(gofmt -l .)" || { gofmt -l .; echo 'run gofmt -w on these'; exit 1; }
	$(GO) vet ./...
	$(GO) run $(LINT) run ./...

.PHONY: check
check: lint test build ## what must pass before a change lands
	./bin/docketwatch check -c examples/sanctuary.yaml
