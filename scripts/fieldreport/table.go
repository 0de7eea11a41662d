package main

import (
	"fmt"
	"os"
	"strings"
)

// A row is a line of a table by its head, and "" for where it stands.
type row map[string]string

func (row row) place() string { return row[""] }

// readTable reads tab-separated values with a head.
func readTable(name string) ([]row, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	lines := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	head := strings.Split(lines[0], "\t")
	var rows []row
	for i, line := range lines[1:] {
		place := fmt.Sprintf("%s:%d", name, i+2)
		fields := strings.Split(line, "\t")
		if len(fields) != len(head) {
			return nil, fmt.Errorf("%s: %d fields, want %d: %s", place, len(fields), len(head), strings.Join(head, ", "))
		}
		r := row{"": place}
		for i, field := range fields {
			r[head[i]] = field
		}
		rows = append(rows, r)
	}
	return rows, nil
}
