package schema

import (
	"context"
	"slices"

	"entgo.io/ent"
	"entgo.io/ent/dialect/sql"
	"entgo.io/ent/privacy"

	"waymark/domain/access"
)

// policy lets a viewer read and write what the tables of package access say. Whatever they do not allow is denied: the last
// rule of both lists is deny, and a context without a viewer meets only that one. Which rows of a table somebody reads is kept
// by an interceptor of the store, since a policy cannot narrow a query without knowing its type.
func policy() ent.Policy {
	return privacy.Policy{
		Query:    privacy.QueryPolicy{mayRead{}, denyQuery{}},
		Mutation: privacy.MutationPolicy{mayWrite{}, denyMutation{}},
	}
}

type mayRead struct{}

func (mayRead) EvalQuery(ctx context.Context, _ ent.Query) error {
	asked := ent.QueryFromContext(ctx)
	rights, ok := access.From(ctx)
	if !ok || asked == nil {
		return privacy.Skip
	}
	if _, ok := rights.Readable(asked.Type); !ok {
		return privacy.Skip
	}
	return privacy.Allow
}

type mayWrite struct{}

// EvalMutation narrows an update or a deletion to the rows that the viewer may write, and looks at what a new row refers to.
func (mayWrite) EvalMutation(ctx context.Context, m ent.Mutation) error {
	rights, ok := access.From(ctx)
	if !ok {
		return privacy.Skip
	}
	rows, ok := rights.Writable(m.Type())
	if !ok {
		return privacy.Skip
	}
	if !m.Op().Is(ent.OpCreate) {
		if rows == nil {
			return privacy.Allow
		}
		narrowed, ok := m.(interface{ WhereP(...func(*sql.Selector)) })
		if !ok {
			return privacy.Skip
		}
		narrowed.WhereP(matching(rows))
		return privacy.Allow
	}
	id := ""
	if made, ok := m.(interface{ ID() (string, bool) }); ok {
		id, _ = made.ID()
	}
	if rows != nil && !refersTo(rows, m) {
		return privacy.Skip
	}
	rights.Made(id)
	return privacy.Allow
}

// matching keeps the rows in which one of the columns, or every one, names one of the ids.
func matching(rows *access.Rows) func(*sql.Selector) {
	return func(s *sql.Selector) {
		some := make([]*sql.Predicate, len(rows.Columns))
		for i, column := range rows.Columns {
			some[i] = sql.In(s.C(column), values(rows.IDs)...)
		}
		if rows.Every {
			s.Where(sql.And(some...))
			return
		}
		s.Where(sql.Or(some...))
	}
}

func values(ids []string) []any {
	list := make([]any, len(ids))
	for i, id := range ids {
		list[i] = id
	}
	return list
}

// refersTo tells whether a new row refers to what the viewer may write, and to nothing else by the same columns. A record of its
// own, which others refer to, is anybody's to make who may write such records.
func refersTo(rows *access.Rows, m ent.Mutation) bool {
	if slices.Equal(rows.Columns, []string{"id"}) {
		return true
	}
	found := false
	for _, column := range rows.Columns {
		value, set := m.Field(column)
		if !set {
			continue
		}
		text, ok := value.(string)
		if !ok || !slices.Contains(rows.IDs, text) {
			return false
		}
		found = true
	}
	return found
}

type denyQuery struct{}

func (denyQuery) EvalQuery(context.Context, ent.Query) error { return privacy.Deny }

type denyMutation struct{}

func (denyMutation) EvalMutation(context.Context, ent.Mutation) error { return privacy.Deny }
