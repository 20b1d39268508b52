// Package schema holds the entities that package ent is generated from: their columns, foreign keys, rules and policy.
package schema

import (
	"fmt"
	"strings"

	"entgo.io/ent"
	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/mixin"

	"waymark/domain/calendar"
)

// record is what every record of the programme carries: see programme.Meta.
type record struct {
	mixin.Schema
	prefix string
}

// Fields lists the common columns. The store stamps version and times.
func (r record) Fields() []ent.Field {
	return []ent.Field{
		field.String("id").Immutable().MaxRuneLen(40).Validate(func(id string) error {
			if !strings.HasPrefix(id, r.prefix+"_") {
				return fmt.Errorf("id %q does not start with %s_", id, r.prefix)
			}
			return nil
		}),
		field.Int("version").Default(1),
		field.Time("created_at").Immutable(),
		field.Time("updated_at"),
		field.Bool("synthetic").Default(false).Immutable(),
	}
}

// Policy is the rule of every record.
func (record) Policy() ent.Policy { return policy() }

// placeRef points to one place by the foreign key of its kind.
type placeRef struct{ mixin.Schema }

const onePlace = `(CASE WHEN region_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN district_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN partnership_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN jobcentre_id IS NULL THEN 0 ELSE 1 END)`

// Fields lists the four foreign keys.
func (placeRef) Fields() []ent.Field {
	return []ent.Field{
		field.String("region_id").Optional().Nillable().Immutable(),
		field.String("district_id").Optional().Nillable().Immutable(),
		field.String("partnership_id").Optional().Nillable().Immutable(),
		field.String("jobcentre_id").Optional().Nillable().Immutable(),
	}
}

// Edges lists the four foreign keys.
func (placeRef) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("region", Region.Type).Unique().Field("region_id").Immutable(),
		edge.To("district", District.Type).Unique().Field("district_id").Immutable(),
		edge.To("partnership", Partnership.Type).Unique().Field("partnership_id").Immutable(),
		edge.To("jobcentre", Jobcentre.Type).Unique().Field("jobcentre_id").Immutable(),
	}
}

func dateType() map[string]string {
	return map[string]string{dialect.Postgres: "date", dialect.SQLite: "date"}
}

func date(name string) ent.Field {
	return field.Other(name, calendar.Date{}).SchemaType(dateType())
}

func optionalDate(name string) ent.Field {
	return field.Other(name, calendar.Date{}).SchemaType(dateType()).Optional().Nillable()
}

// rule is a CHECK constraint, named after what it keeps true.
type rule struct{ name, expression string }

// table names a table and the rules that the database itself keeps.
func table(name string, rules ...rule) []schema.Annotation {
	checks := make(map[string]string, len(rules))
	for _, r := range rules {
		checks[r.name] = r.expression
	}
	return []schema.Annotation{entsql.Annotation{Table: name, Checks: checks}}
}
