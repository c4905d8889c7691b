# `make run` and `make test` are all that a newcomer needs; `make help` lists the rest.
SHELL := /bin/bash
LINTED = git ls-files -z --cached --others --exclude-standard '*.swift'

.PHONY: help run test test-long check format bench bench-check compare build clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

run: ## install what is missing, build, and start a live demo cinema
	@scripts/install.sh run
	swift build -c release --product seatgrid
	.build/release/seatgrid demo

test: ## install what is missing, run every test that CI runs
	@scripts/install.sh test
	@scripts/test.sh

test-long: ## the same with every fault point, sanitizers and soak: hours
	@scripts/install.sh test
	@scripts/install.sh bench
	@scripts/test.sh long

check: ## format and house rules
	$(LINTED) | xargs -0 swift format lint --strict --parallel
	swift build --build-tests
	swift test --skip-build --filter TidyTests

format: ## lay the sources out as `check` wants them
	$(LINTED) | xargs -0 swift format --in-place --parallel
	$(LINTED) | xargs -0 scripts/wrap_comments.py

bench: ## figures, beside a plain NIO hello in the same run
	@scripts/install.sh bench
	swift build -c release --product seatgrid
	swift build -c release --product MicroBench
	LoadTests/bench/bench.sh

bench-check: ## instructions of a fixed scenario against the committed figure
	@scripts/install.sh bench
	swift build -c release --product MicroBench
	LoadTests/bench/instructions.sh

compare: ## one table with Express, node:http, Redis and PostgreSQL (installs them)
	@scripts/install.sh bench
	swift build -c release --product seatgrid
	LoadTests/peers/compare.sh

build: ## the release binary, .build/release/seatgrid
	@scripts/install.sh run
	swift build -c release --product seatgrid

clean: ## drop everything that was built
	rm -rf .build .build-* .venv-test LoadTests/.build
