// Package audit is what is known of changes: who changed what, when and why, field by field, and how that reads as a sentence.
package audit

import (
	"encoding/json"
	"slices"
	"time"
)

// Action is what a change did to a record.
type Action string

// The actions.
const (
	Create Action = "CREATE"
	Update Action = "UPDATE"
	Delete Action = "DELETE"
)

// Entry is one change of one record. It is written in the transaction of the change and never altered.
type Entry struct {
	ID         int64     // grows by one from entry to entry, in the order of the commits
	At         time.Time // when it was recorded: one moment for the whole transaction, after that of the one before
	Revision   int64     // of the programme, once the transaction had committed
	By         string    // the subject on whose behalf it was made
	Operation  string    // the name of the mutation
	RequestID  string    // empty outside of a request
	Reason     string    // empty where none is asked for
	Action     Action
	Type       string   // the entity: "Holding"
	RecordID   string   // of what was changed
	Version    int      // of the record after the change; of one that was deleted, its last
	Restricted bool     // it is about a restricted statement
	Changes    []Change // by field, in the order of their names
	Subjects   []string // ids of the record itself and of all that it refers to, sorted
}

// Change is what became of one field. The values are those of the record's row as JSON: dates and decimals are texts. What is
// empty (no date, no text, false, nought) is null.
type Change struct {
	Field  string          `json:"field"`
	Before json.RawMessage `json:"before,omitempty"`
	After  json.RawMessage `json:"after,omitempty"`
}

// Row is a record as JSON, by field.
type Row map[string]json.RawMessage

// Between gives what leads from one row to another, by field. A row of nil has no fields.
func Between(before, after Row) []Change {
	var changes []Change
	for field, was := range before {
		if is, ok := after[field]; !ok || string(is) != string(was) {
			changes = append(changes, Change{Field: field, Before: was, After: is})
		}
	}
	for field, is := range after {
		if _, ok := before[field]; !ok {
			changes = append(changes, Change{Field: field, After: is})
		}
	}
	slices.SortFunc(changes, func(a, b Change) int {
		if a.Field < b.Field {
			return -1
		}
		return 1 // no field comes twice
	})
	return changes
}

// Undo takes a row back to what it was before the entry: nil when there was none. The row given is changed.
func (e Entry) Undo(row Row) Row {
	if e.Action == Create {
		return nil
	}
	if row == nil {
		row = Row{}
	}
	for _, c := range e.Changes {
		if c.Before == nil {
			delete(row, c.Field)
		} else {
			row[c.Field] = c.Before
		}
	}
	return row
}
