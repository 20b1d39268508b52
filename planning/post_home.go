package planning

import (
	"context"
	"fmt"

	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// stay is a home of a post as it is to be: on other days, or no more.
type stay struct {
	home  *programme.Home
	valid calendar.Period
	gone  bool
}

// stays fits the homes of a post to its funding, from its first day to its last: the first and the last one are stretched or
// cut, those outside go.
func stays(post *programme.Post, funded calendar.Period) []stay {
	homes := post.AllHomes()
	first, last := 0, 0
	for i, h := range homes {
		if !h.Valid.From.After(funded.From) {
			first = i
		}
		if funded.To == nil || h.Valid.From.Before(*funded.To) {
			last = i
		}
	}
	fitted := make([]stay, len(homes))
	for i, h := range homes {
		fitted[i] = stay{home: h, valid: h.Valid, gone: i < first || i > last}
		if i == first {
			fitted[i].valid.From = funded.From
		}
		if i == last {
			fitted[i].valid.To = funded.To
		}
	}
	return fitted
}

// rehome writes the homes that have changed.
func (w *work) rehome(ctx context.Context, stays []stay) error {
	for _, s := range stays {
		var err error
		switch update := w.tx.Home.UpdateOneID(s.home.ID); {
		case s.gone:
			err = w.tx.Home.DeleteOneID(s.home.ID).Exec(ctx)
		case s.valid.From != s.home.Valid.From || !same(s.valid.To, s.home.Valid.To):
			err = update.SetValidFrom(s.valid.From).SetNillableValidTo(s.valid.To).Exec(ctx)
		}
		if err != nil {
			return fmt.Errorf("fit home: %w", err)
		}
	}
	return nil
}

func same(a, b *calendar.Date) bool {
	return (a == nil) == (b == nil) && (a == nil || *a == *b)
}
