package planning

import (
	"context"
	"time"

	"waymark/domain/access"
	"waymark/domain/agreement"
	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/store"
)

// AgreementFilter says which agreements.
type AgreementFilter = store.AgreementFilter

// Agreements gives the agreements that somebody may see, without their parties, what they share and their terms, in no order. It is one
// statement.
func (s *Service) Agreements(ctx context.Context, rights *access.Rights, f AgreementFilter) ([]*agreement.Agreement, error) {
	return s.store.Agreements(access.With(ctx, rights.Reader()), f)
}

// Agreement gives an agreement with all that it says, or nil when there is none that may be seen. With a moment it is as it had been
// recorded by then, to who may see it now; of what had not been agreed by then only to who works on it. It is one statement, four with
// a moment. A moment that is yet to come is INVALID with the path knownAt.
func (s *Service) Agreement(ctx context.Context, rights *access.Rights, id string, moment *time.Time) (*agreement.Agreement, error) {
	ctx = access.With(ctx, rights.Reader())
	if err := s.hasPassed(ctx, moment); err != nil {
		return nil, err
	}
	a, err := s.store.Agreement(ctx, id, moment)
	if err != nil || a == nil || a.Unpublished && !rights.WorksOn(a.PartnershipID) {
		return nil, err
	}
	return a, nil
}

// AgreementStandings tells how each pair of a district and a partnership that the viewer sees stands with an agreement of a kind on a day. It is
// FORBIDDEN to who works on no documents, and INVALID for a day of which there is no template. It is one statement.
func (s *Service) AgreementStandings(ctx context.Context, at Reading, kind document.Kind, day calendar.Date) ([]agreement.Standing, error) {
	if !at.Rights.WorksOnAny() {
		return nil, fault.New(fault.Forbidden, "", "who has agreements is for the programme's staff, and for partnerships about themselves")
	}
	template := at.Graph.TemplateFor(kind, calendar.YearOf(day))
	if template == nil {
		return nil, fault.New(fault.Invalid, "asOf", "there is no template of %s for %s", kind, calendar.YearOf(day))
	}
	all, err := s.Agreements(ctx, at.Rights, AgreementFilter{})
	if err != nil {
		return nil, err
	}
	district := func(id string) *programme.District {
		d, _ := programme.Lookup[*programme.District](at.Graph, id)
		return d
	}
	pairs := agreement.Pairs(at.Graph.AllPartnerships(), district, all, kind, day)
	return agreement.Standings(pairs, all, kind, day, template.Form.Expiring), nil
}

// SeedAgreements records agreements that are not recorded yet, by id, and leaves everything that is there as it is. It gives the number
// of new records; a second run gives 0 and changes nothing. The partnerships, districts and templates are there already.
func (s *Service) SeedAgreements(ctx context.Context, agreements []*agreement.Agreement) (int, error) {
	ids := make([]string, len(agreements))
	for i, a := range agreements {
		ids[i] = a.ID
	}
	known, err := s.store.Agreements(service(ctx), AgreementFilter{IDs: ids})
	if err != nil || len(known) == len(agreements) {
		return 0, err
	}
	var missing []*agreement.Agreement
	_, err = s.change(ctx, call{operation: "seed"}, func(ctx context.Context, w *work) (Outcome, error) {
		there, err := w.tx.Agreements(w.reading(ctx), AgreementFilter{IDs: ids}) // looked at again: another process may have seeded meanwhile
		if err != nil {
			return Outcome{}, err
		}
		recorded := map[string]bool{}
		for _, a := range there {
			recorded[a.ID] = true
		}
		missing = nil
		for _, a := range agreements {
			if _, ok := programme.Lookup[*programme.Partnership](w.g, a.PartnershipID); ok && !recorded[a.ID] {
				missing = append(missing, a)
			}
		}
		return Outcome{}, w.tx.InsertAgreements(ctx, missing...)
	})
	return len(missing), err
}
