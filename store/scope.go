package store

import (
	"context"

	"entgo.io/ent"
	"entgo.io/ent/dialect/sql"

	"waymark/domain/access"
	"waymark/ent/intercept"
)

// ownRows narrows every query to the rows that the viewer of its context may read: lists, counts, aggregates, what is loaded along an edge and
// what is walked along one alike. Whether an entity may be read at all is asked by its policy.
func ownRows() ent.Interceptor {
	return intercept.TraverseFunc(func(ctx context.Context, q intercept.Query) error {
		rights, ok := access.From(ctx)
		if !ok {
			return nil // the policy denies
		}
		if rows, ok := rights.Readable(q.Type()); ok && rows != nil {
			q.WhereP(meant(rows))
		}
		return nil
	})
}

// unpublished is the column of every table of documents that is false once they have been.
const unpublished = "unpublished"

func meant(rows *access.Rows) func(*sql.Selector) {
	ids := anyOf(rows.IDs)
	return func(s *sql.Selector) {
		var some []*sql.Predicate
		for _, column := range rows.Columns {
			some = append(some, sql.In(s.C(column), ids...))
			if rows.Among != "" {
				some = append(some, sql.Not(sql.HasPrefix(s.C(column), rows.Among+"_")))
			}
			if rows.Unplaced {
				some = append(some, sql.IsNull(s.C(column)))
			}
		}
		if len(some) > 0 {
			s.Where(sql.Or(some...))
		}
		if d := rows.Drafts; d != nil {
			open := sql.EQ(s.C(unpublished), false)
			if d.Document != "" {
				documents := sql.Table(d.Table)
				open = sql.In(s.C(d.Document), sql.Select(documents.C("id")).From(documents).Where(sql.EQ(documents.C(unpublished), false)))
			}
			s.Where(sql.Or(open, sql.In(s.C("partnership_id"), anyOf(d.IDs)...)))
		}
		if rows.Open != "" {
			s.Where(sql.EQ(s.C(rows.Open), false))
		}
	}
}
