# Stillnight. The two commands for a fresh machine are `make run` and `make test`.
# Everything a target needs is installed by the target (Debian and Ubuntu, by apt); on other systems it
# is named instead. See scripts/need.

SHELL    := /bin/bash
VERSION  := $(shell sed -n 's/^ *Version *= *"\(.*\)"/\1/p' FyneApp.toml)
# Names of hosts and users are looked up in Go in all programs, so that what rests on it is compiled once for the window
# and the command line: the database among it.
PURE     := netgo,osusergo
TAGS     := accessibility,$(PURE)
LDFLAGS  := -s -w -X main.version=$(VERSION)
# No version-control stamp: it would differ between two builds of the same source. All is compiled with the same flags,
# so that the toolkit and the database are compiled once, and without what debuggers read, an eighth of the work: the
# programs are stripped of it anyway.
export GOFLAGS := -buildvcs=false -trimpath -gcflags=all=-dwarf=false
BUILD    := build
DIST     := dist
# Software drawing: tests and screenshots must not depend on a graphics card.
XVFB     := LIBGL_ALWAYS_SOFTWARE=1 xvfb-run -a -s "-screen 0 1600x1000x24"

BUILD_NEEDS  := gcc pkg-config libgl1-mesa-dev xorg-dev libwayland-dev libxkbcommon-dev
TEST_NEEDS   := xvfb xauth xdotool openbox imagemagick poppler-utils qpdf cups printer-driver-cups-pdf strace desktop-file-utils appstream dbus dunst xdg-desktop-portal xdg-desktop-portal-gtk
WINDOWS_NEEDS := gcc-mingw-w64-x86-64 zip advancecomp nsis
PACKAGE_NEEDS := dpkg-dev binutils xz-utils imagemagick $(WINDOWS_NEEDS)
PACKAGE_TEST_NEEDS := lintian desktop-file-utils appstream shared-mime-info man-db bsdextrautils rpm xvfb xdotool openbox wine wine64 icoutils binutils unzip

.PHONY: run build cli test vet lint unit window bench calibrate race soak soak-window memory fuzz package package-test compare-start latency screenshots clean help

help: ## says what each target does
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

run: build ## opens the program (DEMO=1: the sample diary); with no display makes the sample report instead
	@scripts/run "$(BUILD)" $(if $(DEMO),--demo)

build: ## builds the window program and the command-line program into build/
	@scripts/need go $(BUILD_NEEDS)
	@mkdir -p $(BUILD)
	go build -tags $(TAGS) -ldflags "$(LDFLAGS)" -o $(BUILD)/stillnight ./cmd/stillnight
	CGO_ENABLED=0 go build -tags $(PURE) -ldflags "$(LDFLAGS)" -o $(BUILD)/stillnight-cli ./cmd/stillnight-cli

cli: ## builds the command-line program only (no C compiler needed)
	@scripts/need go
	@mkdir -p $(BUILD)
	CGO_ENABLED=0 go build -tags $(PURE) -ldflags "$(LDFLAGS)" -o $(BUILD)/stillnight-cli ./cmd/stillnight-cli

# What all need is compiled first, then the rest goes side by side: the tests in the window wait more than they work.
test: ## checks everything
	@scripts/need go $(BUILD_NEEDS) $(TEST_NEEDS)
	@$(MAKE) --no-print-directory build vet
	@$(MAKE) --no-print-directory -j3 lint unit window

# With -trimpath the go command finds files that cgo made in another clone, which name that clone's sources; vet's
# look at calls into C would read them there, and fail where the clone is gone. We hand C nothing that holds Go pointers.
vet: ## formatting, and go vet
	@scripts/need go $(BUILD_NEEDS)
	@unformatted=$$(gofmt -l cmd internal resources); if [ -n "$$unformatted" ]; then echo "gofmt would change: $$unformatted"; exit 1; fi
	go vet -cgocall=false -tags "$(TAGS),window" ./...

lint: vet ## vet, staticcheck, complexity, dead code, types on other systems
	go tool staticcheck -tags "$(TAGS),window" ./...
	scripts/complexity
	scripts/dead-code

# The longest package begins first. "vet" has looked at all of it. What the toolkit keeps of windows goes ten seconds
# after they are closed: after a minute there are gigabytes of it.
unit: ## every test that needs no window
	@scripts/need go $(BUILD_NEEDS) $(TEST_NEEDS)
	FYNE_CACHE=10s go test -vet=off -tags $(TAGS) -timeout 20m ./internal/ui ./...

window: build ## whole-program tests in a real window under Xvfb
	@scripts/need go $(BUILD_NEEDS) $(TEST_NEEDS)
	$(XVFB) go test -vet=off -tags "$(TAGS),window" -count=1 -timeout 25m -run '^TestWindow' ./cmd/stillnight

bench: build ## benchmarks: charts beside go-chart's own renderer, comparisons, store, report, screens; start and presses beside a bare window
	@scripts/need go $(BUILD_NEEDS) $(TEST_NEEDS) python3 libxtst6
	go test -tags $(TAGS) -run '^$$' -bench . -benchtime 5x -cpu 1 ./internal/...
	scripts/compare-start "$(BUILD)" 3
	scripts/latency "$(BUILD)" 3

calibrate: ## proves the comparison by simulation and writes internal/compare/CALIBRATION.md
	@scripts/need go
	go run ./internal/compare/calibrate

# SQLite is C turned into Go: watching its every access would take an hour and say nothing of ours. Drawing has no
# goroutines, and takes longest; nor have tests that damage a file in every place, or go through steps of every length,
# one after the other.
RACE_WITHOUT := -gcflags=modernc.org/...=-race=false
RACE_SKIP := Look|Crawl|Flipped|BrokenStep|StepsOfAnyLength|EachOthersSteps|RollOver
RACE_WINDOW := ^TestWindow(StartsADiary|KeepsANight|LocksBefore|SecondStart|EndsCleanly|KilledKeepsHalf)
RACE_PACKAGES := $(addprefix ./internal/,store secret instance durable pages envelope backup moving away ui/shelf ui/saving ui/settings ui/night)

race: ## the store's, the screens' and some of the real window's tests under the race detector
	@scripts/need go $(BUILD_NEEDS) $(TEST_NEEDS)
	go test -race -short "$(RACE_WITHOUT)" -skip '$(RACE_SKIP)' -timeout 10m $(RACE_PACKAGES)
	$(XVFB) go test -race "$(RACE_WITHOUT)" -tags "$(TAGS),window" -count=1 -timeout 10m -run '$(RACE_WINDOW)' ./cmd/stillnight

soak: build ## kills every step of the store at each system call; lives a diary's days by chance against a model: the store alone for SOAK_STORE (default 5m), then window and command line together for SOAK_WINDOW (default 15m); SEED=n begins with another day
	@scripts/need go $(BUILD_NEEDS) $(TEST_NEEDS)
	STILLNIGHT_EVERY_CALL=1 go test -run '^TestKilledBetweenAnyTwoSteps' -count=1 -v -timeout 60m ./internal/store
	STILLNIGHT_SOAK_TIME="$${SOAK_STORE:-5m}" STILLNIGHT_SOAK_SEED="$${SEED:-1000}" \
		go test -run '^TestADayInTheLifeOfADiary$$' -count=1 -v -timeout 60m ./internal/store
	STILLNIGHT_SOAK_TIME="$${SOAK_WINDOW:-15m}" STILLNIGHT_SOAK_SEED="$${SEED:-1000}" STILLNIGHT_LOCK_KILLS=12 \
		$(XVFB) go test -tags "$(TAGS),window" -run '^TestWindow(ADayInTheLifeOfADiary|KilledWhileItLocks)$$' -count=1 -v -timeout 60m ./cmd/stillnight

soak-window: build ## presses PRESSES keys (default 20000) in the real window and holds its memory at the end against the beginning
	@scripts/need $(TEST_NEEDS) python3 libxtst6
	scripts/latency "$(BUILD)" soak "$${PRESSES:-20000}"

memory: build ## looks for passphrases and notes in the memory of the real window, three minutes
	@scripts/need go $(BUILD_NEEDS) $(TEST_NEEDS)
	STILLNIGHT_MEMORY=1 $(XVFB) go test -tags "$(TAGS),window" -count=1 -v -run '^TestWindowKeepsNoPassphraseInMemory$$' ./cmd/stillnight

fuzz: ## runs every fuzz target for FUZZTIME (default 1m), and random walks through the window
	@scripts/need go $(BUILD_NEEDS)
	@scripts/fuzz "$${FUZZTIME:-1m}"

package: build ## makes the .deb, .rpm, .tar.xz, Windows .zip and setup program, and checksums in dist/
	@scripts/need go $(BUILD_NEEDS) $(PACKAGE_NEEDS)
	@scripts/package "$(VERSION)" "$(DIST)"

package-test: package ## installs, upgrades and removes the .deb and the .rpm; uses the Windows program under Wine; builds twice
	@scripts/need $(PACKAGE_TEST_NEEDS)
	scripts/test-deb "$(VERSION)" "$(DIST)"
	scripts/test-rpm "$(VERSION)" "$(DIST)"
	scripts/test-windows "$(DIST)"
	scripts/test-setup "$(DIST)"
	scripts/test-reproducible "$(VERSION)" "$(DIST)"

compare-start: build ## start time, memory and idle CPU beside other programs of the field (installs them)
	@scripts/need $(TEST_NEEDS) python3 oscar lifeograph rednotebook
	scripts/compare-start "$(BUILD)"

latency: build ## from a press to the changed pixel, and frames while things move, beside a bare window
	@scripts/need $(TEST_NEEDS) python3 libxtst6
	scripts/latency "$(BUILD)"

screenshots: build ## takes the README's pictures from the real program
	@scripts/need go $(BUILD_NEEDS) $(TEST_NEEDS)
	@scripts/screenshots "$(BUILD)"

clean: ## removes what was built
	rm -rf $(BUILD) $(DIST)
