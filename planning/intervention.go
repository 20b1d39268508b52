package planning

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"waymark/domain/intervention"
	"waymark/domain/programme"
)

// What is recorded of something that was tried has limits.
const (
	maxTriedOffices = 50        // offices
	maxTriedWeeks   = 520       // weeks of a phase
	maxTriedCount   = 1_000_000 // of anything
)

// InterventionRecord records what has been published about something that was tried. Outcome.ID is the intervention.
func (s *Service) InterventionRecord(ctx context.Context, in InterventionRecordInput) (Outcome, error) {
	c := call{"interventionRecord", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		if err := w.allowed(); err != nil {
			return Outcome{}, err
		}
		taken := slices.ContainsFunc(w.g.Interventions(), func(x *programme.Intervention) bool { return x.Code == in.Code })
		w.code("code", in.Code, slug, taken)
		source := w.g.Source(in.Source)
		if source == nil {
			w.bad("source", "there is no source with the code %.64q", in.Source)
		}
		x := &programme.Intervention{Meta: programme.Meta{ID: newID(programme.InterventionPrefix)}, Code: in.Code, Name: w.text("name", in.Name, 1, 200),
			Description: w.said("description", in.Description), Scope: w.said("scope", in.Scope), Offices: w.tried(in.Offices)}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		x.SourceID = source.ID
		return Outcome{ID: x.ID, On: s.today()}, w.insert(ctx, programme.Records{Interventions: []*programme.Intervention{x}})
	})
}

// InterventionUpdate changes what is recorded about something that was tried. Outcome.ID is the intervention.
func (s *Service) InterventionUpdate(ctx context.Context, id string, in InterventionUpdateInput) (Outcome, error) {
	c := call{"interventionUpdate", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		if _, err := subject[*programme.Intervention](w, id, in.ExpectedVersion); err != nil {
			return Outcome{}, err
		}
		update := w.tx.Intervention.UpdateOneID(id)
		if in.Name != nil {
			update.SetName(w.text("name", *in.Name, 1, 200))
		}
		if in.Description != nil {
			update.SetDescription(w.said("description", in.Description))
		}
		if in.Scope != nil {
			update.SetScope(w.said("scope", in.Scope))
		}
		if in.Offices != nil {
			update.SetOffices(w.tried(in.Offices))
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: id, On: s.today()}, update.Exec(ctx)
	})
}

// said checks a text of several lines that may be left out.
func (w *work) said(field string, text *string) string {
	if text == nil {
		return ""
	}
	return w.prose(field, *text, 0, 2_000)
}

// tried checks where something was tried.
func (w *work) tried(in []*InterventionOfficeInput) []intervention.Office {
	if n := len(in); n < 1 || n > maxTriedOffices {
		w.bad("offices", "it was tried in 1 to %d offices, not %d", maxTriedOffices, n)
	}
	offices := make([]intervention.Office, len(in))
	for i, o := range in {
		field := fmt.Sprintf("offices.%d.", i)
		label := w.text(field+"label", o.Label, 1, 100)
		if w.isOffice(label) {
			w.bad(field+"label", "it is what a jobcentre is called: small numbers are published without the name of the office")
		}
		if slices.ContainsFunc(offices[:i], func(other intervention.Office) bool { return other.Label == label }) {
			w.bad(field+"label", "the office is named twice")
		}
		if o.To.Before(o.From) {
			w.bad(field+"to", "the last day, %s, is before the first, %s", o.To, o.From)
		}
		if o.Cost != nil && *o.Cost < 0 {
			w.bad(field+"cost", "a cost is not negative")
		}
		if len(o.Counts) == 0 {
			w.bad(field+"counts", "say what was counted in at least one phase")
		}
		number := func(name string, n *int) int {
			if n == nil {
				return 0
			}
			if *n < 1 || *n > maxTriedCount {
				w.bad(field+name, "it is a whole number from 1 to %d; leave it out when it is not said", maxTriedCount)
			}
			return *n
		}
		offices[i] = intervention.Office{Label: label, From: o.From, To: o.To, Staff: number("staff", o.Staff), Estimated: number("estimatedReferrals", o.EstimatedReferrals),
			Sessions: number("sessionsPerWeek", o.SessionsPerWeek), Champions: number("champions", o.Champions), Outreach: o.Outreach, Approaching: o.Approaching,
			Cost: o.Cost, Counts: w.triedCounts(field+"counts.", o.Counts)}
	}
	return offices
}

// isOffice tells whether a text is the code or a name of a jobcentre.
func (w *work) isOffice(label string) bool {
	return slices.ContainsFunc(w.g.AllJobcentres(), func(j *programme.Jobcentre) bool {
		return strings.EqualFold(j.Code, label) || slices.ContainsFunc(j.Names(), func(n *programme.PlaceName) bool { return strings.EqualFold(n.Text, label) })
	})
}

func (w *work) triedCounts(at string, in []*InterventionCountInput) []intervention.Count {
	counts := make([]intervention.Count, len(in))
	for i, c := range in {
		field := fmt.Sprintf("%s%d.", at, i)
		of := ""
		if c.Substance != nil {
			of = string(*c.Substance)
		}
		if slices.ContainsFunc(counts[:i], func(other intervention.Count) bool { return other.Phase == c.Phase && other.Substance == of }) {
			w.bad(field+"phase", "this phase and group of substances is there twice")
		}
		if c.Weeks < 1 || c.Weeks > maxTriedWeeks {
			w.bad(field+"weeks", "a phase lasts 1 to %d weeks, not %d", maxTriedWeeks, c.Weeks)
		}
		number := func(name string, n *int) *int64 {
			if n == nil {
				return nil
			}
			if *n < 0 || *n > maxTriedCount {
				w.bad(field+name, "it is a whole number from 0 to %d", maxTriedCount)
			}
			return new(int64(*n))
		}
		counts[i] = intervention.Count{Phase: c.Phase, Weeks: c.Weeks, Substance: of, Referrals: number("referrals", c.Referrals),
			Discussions: number("discussionStartsKnown", c.DiscussionStartsKnown), Treatments: number("treatmentStartsKnown", c.TreatmentStartsKnown),
			InTreatment: number("markersInTreatment", c.MarkersInTreatment), NotInTreatment: number("markersNotInTreatment", c.MarkersNotInTreatment),
			Definition: w.optionalText(field+"definition", c.Definition, 500), Note: w.optionalText(field+"note", c.Note, 500)}
	}
	return counts
}
