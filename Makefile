# Throughcare. `make demo` shows it, `make test` proves it; the rest is for those who change it.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.PHONY: help setup demo test check format

help: ## What can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 14

setup: ## Tools and dependencies; leaves .venv/bin/throughcare
	@scripts/setup

demo: setup ## Everything, from nothing to http://localhost:8000
	@exec .venv/bin/throughcare demo

test: setup ## Every test, browser included, in parallel
	@scripts/chromium
	@.venv/bin/python -m pytest -n $${TEST_WORKERS:-logical} --dist worksteal $(TEST)

check: setup ## Style, types, import contracts, links
	@scripts/check

format: setup ## Put the code in order
	@.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format --quiet .
