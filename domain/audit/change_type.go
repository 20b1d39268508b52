package audit

import (
	"strings"
	"unicode"
)

// ChangeType is what happened to which kind of record: HOLDING_CREATED, POST_CHANGED.
type ChangeType string

// TypeOf gives the type of an action on a record of an entity.
func TypeOf(entity string, action Action) ChangeType {
	var name strings.Builder
	for i, r := range entity {
		if i > 0 && unicode.IsUpper(r) {
			name.WriteByte('_')
		}
		name.WriteRune(unicode.ToUpper(r))
	}
	switch action {
	case Create:
		return ChangeType(name.String() + "_CREATED")
	case Delete:
		return ChangeType(name.String() + "_DELETED")
	}
	return ChangeType(name.String() + "_CHANGED")
}

// ChangeType gives what happened to which kind of record.
func (e Entry) ChangeType() ChangeType { return TypeOf(e.Type, e.Action) }
