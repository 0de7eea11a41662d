package main

import (
	"fmt"
	"slices"
	"strconv"
)

// A place is one that somebody labelled before any rule had looked at it.
type place struct {
	kind     string // one of kinds
	category string
	repo     string
	file     string
	line     int
}

// kinds of places: a defect, what is right though it looks alike, and what
// readers do not agree on, which is in no table.
var kinds = []string{"defect", "ok", "contested"}

// rulesOf says which rules speak of a category of places.
var rulesOf = map[string][]string{
	"batch":                 {"batchfailure", "batchoutput"},
	"client-per-invocation": {"clientinit", "dbconn"},
	"db-leak":               {"dbconn"},
	"db-per-invocation":     {"dbconn", "clientinit"},
	"error-swallowed":       {"structlog", "batchfailure"},
	"fatal-in-handler":      {"handlerpanic"},
	"fatal-in-init":         {"handlerpanic"},
	"fatal-in-main":         {"handlerpanic"},
	"goroutine":             {"orphangoroutine"},
	"idempotency":           {"idempotency"},
	"logging":               {"structlog"},
	"panic-in-handler":      {"handlerpanic"},
	"secret-log":            {"secretlog"},
	"tmp-leak":              {"tmpfile"},
	"tmp-name":              {"tmpfile"},
}

func readPlaces(name string) ([]place, error) {
	rows, err := readTable(name)
	if err != nil {
		return nil, err
	}
	var places []place
	for _, row := range rows {
		line, err := strconv.Atoi(row["line"])
		if err != nil {
			return nil, fmt.Errorf("%s: line %q is no number", row.place(), row["line"])
		}
		if !slices.Contains(kinds, row["kind"]) {
			return nil, fmt.Errorf("%s: unknown kind %q; allowed are %q", row.place(), row["kind"], kinds)
		}
		if rulesOf[row["category"]] == nil {
			return nil, fmt.Errorf("%s: unknown category %q", row.place(), row["category"])
		}
		places = append(places, place{row["kind"], row["category"], row["repo"], row["file"], line})
	}
	return places, nil
}

// met reports whether a finding stands within two lines of the place.
func (r *report) met(p place) bool {
	return slices.ContainsFunc(r.findings, func(f finding) bool {
		return f.repo == p.repo && f.file == p.file && max(f.line-p.line, p.line-f.line) <= 2 && slices.Contains(rulesOf[p.category], f.rule)
	})
}
