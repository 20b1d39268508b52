package document

import (
	"encoding/json"
	"fmt"
	"time"

	"waymark/domain/fault"
)

// Field is a field of a row that somebody wants to change: what it is, and what it is to be.
type Field struct {
	Name  string
	Now   any
	Yours any
}

// Conflict refuses a change of a row that has changed since it was read, with what lies between the two: the fields of which the one
// wants something else than is there by now.
func Conflict(id string, read, version int, by string, at time.Time, fields []Field) (*fault.Error, error) {
	e := fault.New(fault.Conflict, "input.expectedVersion", "it has changed: you read version %d and it is now at version %d", read, version)
	e.Edit = &fault.Edit{ID: id, Version: version, ChangedBy: by, ChangedAt: at, Fields: []fault.Difference{}}
	for _, f := range fields {
		theirs, err := text(f.Now)
		if err != nil {
			return nil, fmt.Errorf("compare %s of %s: %w", f.Name, id, err)
		}
		yours, err := text(f.Yours)
		if err != nil {
			return nil, fmt.Errorf("compare %s of %s: %w", f.Name, id, err)
		}
		if yours != theirs {
			e.Edit.Fields = append(e.Edit.Fields, fault.Difference{Name: f.Name, Yours: yours, Theirs: theirs})
		}
	}
	return e, nil
}

// text gives a text as it is, and anything else as JSON.
func text(value any) (string, error) {
	written, err := json.Marshal(value)
	if err != nil {
		return "", err
	}
	var plain string
	if json.Unmarshal(written, &plain) == nil {
		return plain, nil
	}
	return string(written), nil
}
