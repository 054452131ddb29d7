# bcf: what to do with it, from a clean clone on Debian 12 with the Swift 6.3 toolchain.
#
#   make demo    install what is missing, build, and run a scenario on the real Leicestershire plan
#   make test    install what is missing, build, and run every test
#   make accessibility  open the pages in Chromium and look at them with axe-core
#   make lint    check the form of Swift and Lua files
#   make bench   measure, against peers on the same machine in the same run
#   make attack  every hostile script through a release build; says how late, how large and what was left behind
#   make messages  MESSAGES spoilt messages between the program and its worker, both ways, through a release build
#   make asan    run the Lua machine's tests, and a session at a terminal, under AddressSanitizer
#   make fuzz    the pattern matcher under libFuzzer and the sanitizers, FUZZ executions of chance and of libFuzzer
#   make clean   remove what was built
#
# DEMO=Scenarios/other.lua make demo runs another scenario.

DEMO ?= Scenarios/urgent-care-to-assistive-technology.lua
BUILD_PACKAGES := coinor-libcbc-dev libedit-dev libexpat1-dev liblua5.4-dev libmd-dev libxlsxwriter-dev libzip-dev
LINT_PACKAGES := lua-check
# What the tests ask for a second opinion; those that need it are left out where it is missing. A browser for pages,
# Python to fetch axe-core, which looks whether everybody can use them, a spreadsheet to calculate workbooks again, and an
# independent reading of JSON Schema.
TEST_PACKAGES := chromium chromium-driver libreoffice-calc python3-jsonschema python3-venv
AXE := .build-axe/axe.min.js
BENCH_PACKAGES := gcc hyperfine lua5.4 python3-venv
# How many scripts by chance `make asan` runs, and how many patterns `make fuzz` matches.
SCRIPTS ?= 3000
FUZZ ?= 1000000
# How many spoilt messages `make messages` sends, and half as many spoilt conversations each way.
MESSAGES ?= 10000
SANITIZERS := -g -O1 -fno-sanitize-recover=all -fsanitize=address,undefined
MATCHER := Tests/Fuzz/match.c Sources/LuaShim/match.c
RELEASE := -c release --static-swift-stdlib -Xswiftc -cross-module-optimization

# Installs Debian packages by name, those that are missing and no others.
define install
	@missing=""; \
	for package in $(1); do \
	  dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  echo "Installing$$missing"; \
	  if [ "$$(id -u)" = 0 ]; then sudo=""; else sudo=sudo; fi; \
	  $$sudo apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	fi
endef

.PHONY: demo test accessibility lint bench attack messages asan fuzz clean prerequisites

prerequisites:
	@command -v swift >/dev/null || { echo "bcf needs the Swift 6.3 toolchain: see https://www.swift.org/install/linux/"; exit 1; }
	$(call install,$(BUILD_PACKAGES))

demo: prerequisites
	swift build $(RELEASE) --product bcf
	.build/release/bcf run $(DEMO)

test: prerequisites $(AXE)
	$(call install,$(TEST_PACKAGES))
	swift build --product bcf
	swift test --disable-xctest

accessibility: prerequisites $(AXE)
	$(call install,$(TEST_PACKAGES))
	swift build --product bcf
	swift test --disable-xctest --filter PageCommandTests

$(AXE):
	$(call install,$(TEST_PACKAGES))
	python3 -m venv .build-axe/python
	.build-axe/python/bin/pip install -q --no-deps axe-core-python==0.1.0
	cp .build-axe/python/lib/python3*/site-packages/axe_core_python/axe.min.js $@

lint:
	$(call install,$(LINT_PACKAGES))
	swift format lint --strict --recursive Package.swift Sources Tests Benchmarks
	luacheck -q Scenarios Benchmarks

bench: prerequisites
	$(call install,$(BENCH_PACKAGES))
	swift build $(RELEASE) --product bcf
	swift build $(RELEASE) --product bcf-benchmarks
	Benchmarks/run
	Benchmarks/workbooks

attack: prerequisites
	swift build $(RELEASE) --product bcf --scratch-path .build-attack
	BCF_ATTACK=1 BCF_PROGRAM=$(CURDIR)/.build-attack/release/bcf \
	swift test --disable-xctest --filter 'AttackTests\.(AttackTests|CompleteAttackTests|DeterminismTests|ParentTests)/'

messages: prerequisites
	swift build $(RELEASE) --product bcf --scratch-path .build-attack
	BCF_MESSAGES=$(MESSAGES) BCF_PROGRAM=$(CURDIR)/.build-attack/release/bcf \
	swift test --disable-xctest --filter MessageTests

asan: prerequisites
	BCF_FUZZ=$(SCRIPTS) LSAN_OPTIONS=suppressions=Tests/leak-suppressions.txt:print_suppressions=0 \
	swift test --disable-xctest --sanitize=address --scratch-path .build-asan --filter 'LuaHostTests|ScriptingTests|ReplTerminalTests'

fuzz:
	@mkdir -p .build-fuzz/corpus
	clang $(SANITIZERS) -o .build-fuzz/chance $(MATCHER)
	clang $(SANITIZERS),fuzzer -DLIBFUZZER -o .build-fuzz/guided $(MATCHER)
	.build-fuzz/chance $(FUZZ)
	.build-fuzz/guided -runs=$(FUZZ) -max_len=64 -print_final_stats=1 -verbosity=0 .build-fuzz/corpus

clean:
	rm -rf .build .build-axe .build-asan .build-attack .build-fuzz
