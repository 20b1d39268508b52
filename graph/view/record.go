package view

import (
	"time"

	"waymark/domain/programme"
)

// record is what every object says of itself.
type record struct{ meta *programme.Meta }

// ID gives the opaque id, prefixed by type.
func (r record) ID() string { return r.meta.ID }

// Version gives the number that grows by one with each change.
func (r record) Version() int { return r.meta.Version }

// CreatedAt gives when it was recorded.
func (r record) CreatedAt() time.Time { return r.meta.CreatedAt }

// UpdatedAt gives when it was last changed.
func (r record) UpdatedAt() time.Time { return r.meta.UpdatedAt }

// Synthetic tells whether it was generated for demonstration.
func (r record) Synthetic() bool { return r.meta.Synthetic }

func (r record) isNode() {}

// text gives nil for what has not been said.
func text(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// shown gives each record as the object that shows it; never nil.
func shown[R, N any](records []R, show func(R) N) []N {
	out := make([]N, len(records))
	for i, r := range records {
		out[i] = show(r)
	}
	return out
}

// listed gives a list that is never nil.
func listed[T any](all []T) []T { return shown(all, func(x T) T { return x }) }
