# Run `make` to see what there is.
SWIFT_BUILD_FLAGS ?=
BENCH_FLAGS ?=
export SWIFT_BUILD_FLAGS

.DEFAULT_GOAL := help
.PHONY: help demo gameday rehearsal test proof unit model bench bench-pairs budget bench-growth bench-scaling bench-year bench-steady bench-figures rehearsals chaos fuzz mutants clocks alarm cluster flood lint install up down clean api-check

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## install what is missing, build, start everything, send complaints through, show where they went; INPUT=FILE KEEP=1
	@scripts/demo.sh

rehearsal: ## a scenario through the real workers in a store of its own, then its figures; FILE=examples/rehearsals/kaltim-2020.jsonl KEEP=1
	@scripts/rehearsal.sh

gameday: ## one breakage after the other: the doctor names it, the alert fires, the book's cure mends it; a table of all
	@scripts/gameday.sh

test: ## lint and every test, on a private broker and database
	@scripts/test.sh

proof: ## the same tests, those that repeat themselves with many more rounds
	@LAPOR_LONG_TESTS=1 scripts/test.sh

unit: ## the tests that need neither broker nor database
	env -u LAPOR_AMQP_URL -u LAPOR_DATABASE_URL -u LAPOR_MANAGEMENT_URL swift test --disable-xctest $(SWIFT_BUILD_FLAGS)

model: ## the formal model, exhaustively: the design without error, every mutant found
	@scripts/install.sh --test
	python3 Model/run.py

bench: ## what a complaint causes and costs, medians of three rounds in release mode, beside a C loop; BENCH_FLAGS, docs/performance.md
	@scripts/install.sh --bench
	swift build -c release $(SWIFT_BUILD_FLAGS)
	python3 Benchmarks/bench.py $(BENCH_FLAGS)

bench-pairs: ## this tree's release programs and those of OTHER=CHECKOUT in turn: how many times dearer each part is
	@[ -n "$(OTHER)" ] || { echo 'OTHER=CHECKOUT, built with swift build -c release' >&2; exit 2; }
	@scripts/install.sh
	swift build -c release $(SWIFT_BUILD_FLAGS)
	python3 Benchmarks/bench.py --pairs $(OTHER) --rounds 5 $(BENCH_FLAGS)

budget: ## instructions that a complaint costs in each stage; fails over Benchmarks/budget.json; BENCH_FLAGS="--raise 'REASON'"
	@scripts/install.sh --bench
	swift build -c release $(SWIFT_BUILD_FLAGS)
	python3 Benchmarks/budget.py $(BENCH_FLAGS)

bench-growth: ## what a complaint costs with none, 10,000, 1,000,000 and 10,000,000 complaints in the store
	@scripts/install.sh
	swift build -c release $(SWIFT_BUILD_FLAGS)
	python3 Benchmarks/growth.py $(BENCH_FLAGS)

bench-scaling: ## what a complaint costs with 1, 2 and 4 processes of each worker, and with 2 and 4 lanes
	@scripts/install.sh
	swift build -c release $(SWIFT_BUILD_FLAGS)
	python3 Benchmarks/scaling.py $(BENCH_FLAGS)

bench-year: ## 2,000,000 complaints as fast as they go, and their reconciliation
	@scripts/install.sh
	swift build -c release $(SWIFT_BUILD_FLAGS)
	python3 Benchmarks/year.py $(BENCH_FLAGS)

bench-steady: ## 200 complaints a second for ten minutes, with autovacuum on
	@scripts/install.sh
	swift build -c release $(SWIFT_BUILD_FLAGS)
	python3 Benchmarks/steady.py $(BENCH_FLAGS)

bench-figures: ## how long reports over 1,000,000 cases take, and that folding their journals anew gives the same
	@scripts/install.sh
	swift build -c release $(SWIFT_BUILD_FLAGS)
	python3 Benchmarks/figures.py $(BENCH_FLAGS)

rehearsals: ## a scenario 100 times, half of them on busy processors: one digest, and nothing that does not add up; BENCH_FLAGS='--plays 30'
	@scripts/install.sh
	swift build -c release $(SWIFT_BUILD_FLAGS)
	python3 Benchmarks/rehearsals.py $(BENCH_FLAGS)

chaos: ## everything that can break, breaks, while complaints come in; MINUTES=5 SEED=1 TLS=1
	@scripts/install.sh
	swift build -c release $(SWIFT_BUILD_FLAGS)
	python3 Chaos/chaos.py --minutes $(or $(MINUTES),5) --seed $(or $(SEED),1) $(if $(TLS),--tls)

fuzz: ## libFuzzer and AddressSanitizer try each decoder for SECONDS=3600, two at a time; what it learns is kept in .lapor/fuzz
	@scripts/install.sh
	@scripts/fuzz.sh $(or $(SECONDS),3600)

mutants: ## COUNT=50000 broken messages with sound ones between them: each is found again, no worker ends; SEED=1
	@scripts/install.sh --test
	swift build -c release $(SWIFT_BUILD_FLAGS)
	.lapor/venv/bin/python Chaos/mutants.py --count $(or $(COUNT),50000) --seed $(or $(SEED),1)

clocks: ## due deadlines while ClockWorkers are killed: each speaks once; CASES=100000
	@scripts/install.sh
	swift build -c release $(SWIFT_BUILD_FLAGS)
	python3 Chaos/clocks.py --cases $(or $(CASES),100000)

alarm: ## a memory alarm of MINUTES=40 while complaints wait
	@scripts/install.sh
	swift build -c release $(SWIFT_BUILD_FLAGS)
	python3 Chaos/alarm.py --minutes $(or $(MINUTES),40)

cluster: ## three broker nodes and a database pair lose members while complaints come in
	@scripts/install.sh
	swift build -c release $(SWIFT_BUILD_FLAGS)
	python3 Chaos/cluster.py

flood: ## one channel floods with valid, bad and large submissions: how much slower another one is; SECONDS=30
	@scripts/install.sh --test
	swift build -c release $(SWIFT_BUILD_FLAGS)
	.lapor/venv/bin/python Chaos/flood.py --seconds $(or $(SECONDS),30)

api-check: ## a running gateway against its contract: GATEWAY=http://127.0.0.1:8080 KEY=lapor_...
	@scripts/api-check.sh

lint: ## format, shell scripts, stray machine paths
	@scripts/lint.sh

PREFIX ?= /usr/local
install: ## the programs, their manual pages, completion and systemd units, below PREFIX=/usr/local; DESTDIR for packages
	swift build -c release --static-swift-stdlib $(SWIFT_BUILD_FLAGS)
	@scripts/install-programs.sh "$$(swift build -c release --static-swift-stdlib --show-bin-path)" "$(DESTDIR)$(PREFIX)"

up: ## start the private broker and database
	@scripts/install.sh
	@scripts/stack.sh up

down: ## stop them
	@scripts/stack.sh down

clean: ## stop and delete every stack of this repository, and all that was built
	@scripts/clean.sh
