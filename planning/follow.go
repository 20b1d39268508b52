package planning

import (
	"context"
	"fmt"
	"slices"

	"waymark/domain/agreement"
	"waymark/domain/assessment"
	"waymark/domain/audit"
	"waymark/domain/fault"
	"waymark/domain/plan"
	"waymark/domain/programme"
	"waymark/domain/viewer"
	"waymark/store"
)

// Following says which changes somebody is to be told of.
type Following struct {
	After  int64              // the entry of the audit that they have been told of last
	Within *string            // id of the place or post that a change is to be about; nil: any
	Types  []audit.ChangeType // nil: all
}

// maxBehind is how many entries a follower may lag behind once they have caught up.
const maxBehind = 10_000

// FollowFrom gives where to begin following: after the given entry of the audit, or, when nil, after the newest one there is. It
// is INVALID when the text is no id of an entry, or of one that has not been written yet.
func (s *Service) FollowFrom(ctx context.Context, after *string) (int64, error) {
	newest, err := s.store.NewestEntry(ctx)
	if err != nil || after == nil {
		return newest, err
	}
	id, ok := audit.ParseID(*after)
	if !ok {
		return 0, fault.New(fault.Invalid, "after", "it is not the id of a change")
	}
	if id > newest {
		return 0, fault.New(fault.Invalid, "after", "there is no change with this id yet")
	}
	return id, nil
}

// Follow tells of every change that matches, in the order of the commits, none missing and none twice, until the context ends or tell
// fails. Each is told with the newest state of the programme and the rights that the viewer has by then; what they may not see
// is passed over. It asks for the next change when tell has returned, so that a slow listener costs no memory; one that falls more
// than 10,000 entries behind after having caught up is LIMITED.
func (s *Service) Follow(ctx context.Context, f Following, tell func(at Reading, e audit.Entry, about programme.Node) error) error {
	caughtUp := false
	for {
		entries, revision, err := s.recent.after(ctx, f.After)
		if err != nil {
			return fmt.Errorf("follow changes: %w", err)
		}
		if len(entries) == 0 {
			caughtUp = true
			if err := s.store.Wait(ctx, f.After); err != nil {
				return fmt.Errorf("follow changes: %w", err)
			}
			continue
		}
		at, err := s.readingSince(ctx, revision)
		if err != nil {
			return fmt.Errorf("follow changes: %w", err)
		}
		for _, e := range entries {
			if about, ok := s.told(at, f, e); ok {
				if err := tell(at, e, about); err != nil {
					return err
				}
			}
			f.After = e.ID
		}
		if caughtUp {
			if newest := s.recent.newest(); newest-f.After > maxBehind {
				return fault.New(fault.Limited, "", "you are more than %d changes behind: subscribe again after %s", maxBehind, audit.FormatID(f.After))
			}
		}
	}
}

// told gives what an entry is about, which is nil of a document, as far as the follower asked for it and may see it; ok is false
// when they are not to be told.
func (s *Service) told(at Reading, f Following, e audit.Entry) (about programme.Node, ok bool) {
	if f.Types != nil && !slices.Contains(f.Types, e.ChangeType()) {
		return nil, false
	}
	if !store.InGraph(e.Type) {
		return nil, s.toldOfDocument(at, f, e)
	}
	about = at.Graph.Node(e.RecordID)
	if about == nil {
		about = stand(at.Graph, e)
	}
	if about == nil || !at.Rights.Sees(about) {
		return nil, false
	}
	return about, s.within(at.Graph, f, e, about)
}

// within tells whether an entry is about the place or post that the follower asked for, or about something in it.
func (s *Service) within(g *programme.Graph, f Following, e audit.Entry, about programme.Node) bool {
	return f.Within == nil || slices.Contains(e.Subjects, *f.Within) ||
		slices.ContainsFunc(g.Whereabouts(about, s.today()), func(p programme.Place) bool { return p.Identity().ID == *f.Within })
}

// toldOfDocument tells whether a follower is told of a change of a document: who works on it of all, everybody else of its publication
// and of what takes its place.
func (s *Service) toldOfDocument(at Reading, f Following, e audit.Entry) bool {
	for _, id := range e.Subjects {
		p, ok := programme.Lookup[*programme.Partnership](at.Graph, id)
		if !ok || !at.Rights.Sees(p) {
			continue
		}
		return (at.Rights.WorksOn(id) || assessment.Published(e) || plan.Published(e) || agreement.Published(e)) && s.within(at.Graph, f, e, p)
	}
	return false
}

// stand gives what stands for a record that is no more: of a home the post, of a placement the office.
func stand(g *programme.Graph, e audit.Entry) programme.Node {
	for _, id := range e.Subjects {
		switch n := g.Node(id).(type) {
		case *programme.Post:
			if e.Type == "Home" {
				return n
			}
		case *programme.Jobcentre:
			if e.Type == "Placement" {
				return n
			}
		}
	}
	return nil
}

// readingSince gives the viewer's reading of a state of the programme that is at least of a revision: that of the graph at hand
// when it is, without asking the database.
func (s *Service) readingSince(ctx context.Context, revision int64) (Reading, error) {
	who, ok := viewer.From(ctx)
	g := s.cache.graphNow()
	if !ok || g == nil || g.Revision() < revision {
		return s.Reading(ctx)
	}
	return s.readingOf(ctx, g, who)
}
