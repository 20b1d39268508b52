# Waymark's workshop. `make` alone tells what there is; CONTRIBUTING.md tells when to use it.

.DEFAULT_GOAL := targets
.PHONY: targets run build generate migration sums verify generated vet lint test pages bench bench-allocation bench-import bench-peers deploy-lint bench-scaling clean

targets: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## serve the demonstration from ./data as of 30 April 2009 (WAYMARK_ADDR chooses the address)
	go run ./cmd/waymark serve --data ./data --demo --today 2009-04-30 --development-tokens --introspection

build: ## build bin/waymark
	go build -trimpath -o bin/waymark ./cmd/waymark

generate: ## write the code of ent and gqlgen anew from ent/schema and schema
	scripts/generate

migration: ## write the migration from the last one to ent/schema, for both engines: make migration NAME=post_funding
	@test -n "$(NAME)" || { echo 'error: a migration needs a name: make migration NAME=post_funding' >&2; exit 2; }
	scripts/with-postgres go run ./cmd/migration $(NAME)

sums: ## note the checksums of the migrations, after one has been written by hand
	go run ./cmd/migration -sums

verify: generated vet lint ## all that must hold before a commit except the tests: fresh generated code, vet, lint, import law

generated: ## fail if generating changes anything
	scripts/check-generated

vet: ## go vet
	go vet ./...

lint: ## golangci-lint: style, safety, formatting and the import law
	scripts/lint

test: ## run the tests on SQLite and PostgreSQL (ARGS='-run Coverage ./graph/' for some; RACE=off for speed)
	scripts/test $(ARGS)

pages: ## look at the dashboard and GraphiQL in Chromium, which is installed when missing; not a part of make test
	@command -v chromium >/dev/null || scripts/apt-install 'Chromium is not installed' chromium
	go test -tags browser -count=1 -run Pages ./cmd/waymark

bench: ## run the benchmarks on SQLite and PostgreSQL (ARGS=./graph/ for some)
	scripts/with-postgres go test -run '^$$' -bench . -benchmem $(or $(ARGS),./...)

bench-allocation: ## apportionment of 10,000 claimants in times of sorting as many floats (xsort), and by HTTP in times of its JSON alone
	go test -run '^$$' -bench 'Ratio|Simulation' -benchtime 3s ./domain/apportion/
	go test -run '^$$' -bench 'Apportion$$' -benchtime 3s ./graph/

bench-import: ## import of 1,000,000 figures into PostgreSQL beside psql's \copy of the same rows (ROWS=20000 for fewer)
	scripts/with-postgres go test -run '^$$' -bench 'Import$$' -benchtime 1x -timeout 30m ./planning/ -args -import-rows $(or $(ROWS),1000000)

bench-peers: ## Waymark beside PostGraphile and hand-written SQL on one database (QUICK=1 for a minute; SIZE, DURATION, ROUNDS, CLIENTS, DOCS, JSON)
	scripts/bench-peers $(if $(QUICK),--quick) $(if $(SIZE),--size $(SIZE)) $(if $(DURATION),--duration $(DURATION)) $(if $(ROUNDS),--rounds $(ROUNDS)) \
		$(if $(CLIENTS),--concurrency $(CLIENTS)) $(if $(DOCS),--docs $(DOCS)) $(if $(JSON),--json $(JSON))

bench-scaling: ## one server, two, and two with a replica, on one machine (docs/scaling.md)
	scripts/with-postgres go test -run '^$$' -bench Servers -benchtime $(or $(BENCHTIME),5s) -timeout 30m ./cmd/waymark/

deploy-lint: ## hold the files of deploy/ to Helm, Kubernetes, Compose and BuildKit; some minutes the first time
	cd tools/deploy && go run . ../..

clean: ## remove what make built; data/ stays
	rm -rf bin
