package audit

import (
	"encoding/json"
	"slices"

	"waymark/domain/fault"
)

// Diff gives what lies between two versions of a record, by field, from all entries of that record in their order. The later version
// may be given first. A version that there is not, or of which nothing was recorded, is INVALID with the path from or to.
func Diff(entries []Entry, from, to int) ([]Change, error) {
	first, last := versions(entries)
	var faults fault.List
	for _, v := range []struct {
		path    string
		version int
	}{{"from", from}, {"to", to}} {
		switch {
		case v.version < 1 || v.version > last:
			faults.Add(v.path, "there is no version %d: the versions go from 1 to %d", v.version, last)
		case v.version < first:
			faults.Add(v.path, "what version %d was is not recorded: the audit begins with version %d", v.version, first)
		}
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	low, high := min(from, to), max(from, to)
	before, after := Row{}, Row{}
	for _, e := range entries {
		if e.Action != Update || e.Version <= low || e.Version > high {
			continue
		}
		for _, c := range e.Changes {
			if _, known := after[c.Field]; !known {
				before[c.Field] = c.Before
			}
			after[c.Field] = c.After
		}
	}
	if from > to {
		before, after = after, before
	}
	for _, row := range []Row{before, after} {
		for field, value := range row {
			if value == nil {
				delete(row, field)
			}
		}
	}
	return Between(before, after), nil
}

// versions gives the first and the last version that entries tell of.
func versions(entries []Entry) (first, last int) {
	for i, e := range entries {
		if i == 0 {
			first = e.Version
			if e.Action == Update {
				first--
			}
		}
		last = e.Version
	}
	return first, last
}

// bookkeeping are the fields that change with every change.
var bookkeeping = []string{"id", "version", "created_at", "updated_at"}

// Told gives the changes without what changes with every change.
func Told(changes []Change) []Change {
	return slices.DeleteFunc(slices.Clone(changes), func(c Change) bool { return slices.Contains(bookkeeping, c.Field) })
}

// personal are the fields that tell who somebody is, by entity; of every entity that refers to people, the reference.
var personal = map[string]string{"Coordinator": "name", "DrugChampion": "adviser"}

// Personal tells whether a field tells who a person is.
func Personal(entity, field string) bool {
	return field == "coordinator_id" || personal[entity] == field
}

// Text gives a value as the API writes it: a text as it is, anything else as JSON. ok is false for what is empty.
func Text(value json.RawMessage) (text string, ok bool) {
	if len(value) == 0 || string(value) == "null" {
		return "", false
	}
	if err := json.Unmarshal(value, &text); err != nil {
		return string(value), true
	}
	return text, true
}
