package planning

import (
	"context"
	"fmt"
	"slices"

	"waymark/domain/agreement"
	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/domain/signoff"
)

// maxAgreed is how many parties an agreement has, and how many items it shares.
const maxAgreed = 50

// AgreementStart begins an agreement of a partnership and a district that are linked, which says nothing yet. Outcome.ID is the agreement.
func (s *Service) AgreementStart(ctx context.Context, in AgreementStartInput) (Outcome, error) {
	c := call{"agreementStart", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		p, ok := programme.Lookup[*programme.Partnership](w.g, in.Partnership)
		if !ok {
			if err := w.allowed(); err != nil {
				return Outcome{}, err
			}
			w.bad("partnership", "there is no partnership with this id")
			return Outcome{}, w.refused()
		}
		if err := w.allowed(p); err != nil {
			return Outcome{}, err
		}
		valid := w.span("to", in.From, in.To)
		d, form := w.parties(in, p, s.today())
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		who := w.pairOf(in.Kind, form.Form, p, d)
		if err := who.writes(); err != nil {
			return Outcome{}, err
		}
		all, err := w.agreementsOf(ctx, &who)
		if err != nil {
			return Outcome{}, err
		}
		if err := idle(all, in.Kind); err != nil {
			return Outcome{}, err
		}
		w.free("from", all, "", in.Kind, valid)
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		of := agreement.Agreement{PartnershipID: p.ID, DistrictID: d.ID, Kind: in.Kind, TemplateID: form.ID, Valid: valid}
		a := agreement.Begin(newID(agreement.Prefix), of, w.stepped(signoff.ToStart, "", s.today()))
		return Outcome{ID: a.ID, On: s.today()}, w.tx.InsertAgreements(ctx, a)
	})
}

// parties notes what is wrong with who is to agree and with what, and gives the district and the form.
func (w *work) parties(in AgreementStartInput, p *programme.Partnership, today calendar.Date) (*programme.District, *programme.Template) {
	d, known := programme.Lookup[*programme.District](w.g, in.District)
	form := w.g.TemplateFor(in.Kind, calendar.YearOf(in.From))
	switch {
	case !slices.Contains(agreement.Kinds(), in.Kind):
		w.bad("kind", "there is no such kind of agreement")
	case form == nil:
		w.bad("from", "there is no template of %s for %s", in.Kind, calendar.YearOf(in.From))
	}
	switch {
	case !known:
		w.bad("district", "there is no district with this id")
	case !linked(p, d, today):
		w.bad("district", "%s is not linked with %s on %s", p.Code, d.Code, today)
	}
	return d, form
}

func linked(p *programme.Partnership, d *programme.District, day calendar.Date) bool {
	return slices.ContainsFunc(p.Links(day), func(k *programme.Link) bool { return k.DistrictID == d.ID })
}

// free notes another agreement that holds in a period.
func (w *work) free(field string, all []*agreement.Agreement, series string, kind document.Kind, valid calendar.Period) {
	if other := agreement.Clash(all, series, kind, valid); other != nil {
		w.bad(field, "%s is agreed for %s, which overlaps %s", other.ID, other.Valid, valid)
	}
}

// reviewed notes a day of review that does not lie within the time of what is reviewed.
func (w *work) reviewed(field string, on calendar.Date, valid calendar.Period) {
	if !on.After(valid.From) || valid.To != nil && on.After(*valid.To) {
		w.bad(field, "a review lies after the first day of %s and not after its end, not on %s", valid, on)
	}
}

// AgreementRenew begins an agreement for the next period, which says what one that is or was in force says; that one stays as it is.
// Outcome.ID is the new one.
func (s *Service) AgreementRenew(ctx context.Context, id string, in AgreementRenewInput) (Outcome, error) {
	c := call{"agreementRenew", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		d, err := s.agreement(ctx, w, id)
		if err != nil {
			return Outcome{}, err
		}
		if err := d.unchanged(in.ExpectedVersion); err != nil {
			return Outcome{}, err
		}
		if err := d.writes(); err != nil {
			return Outcome{}, err
		}
		switch {
		case !d.Agreement.State.InForce() && d.Agreement.State != signoff.Closed:
			return Outcome{}, fault.New(fault.IllegalTransition, "", "the agreement is %s; to renew it, it must be %s or %s", d.Agreement.State, signoff.Agreed, signoff.Closed)
		case !linked(d.partnership, d.district, d.now):
			return Outcome{}, fault.New(fault.IllegalTransition, "", "%s is not linked with %s on %s", d.partnership.Code, d.district.Code, d.now)
		}
		all, err := w.agreementsOf(ctx, &d.pair)
		if err != nil {
			return Outcome{}, err
		}
		if err := idle(all, d.Kind); err != nil {
			return Outcome{}, err
		}
		valid := d.NextPeriod(d.now)
		if in.From != nil {
			valid = d.Following(*in.From)
		}
		if in.To != nil {
			valid = w.span("to", valid.From, in.To)
		}
		form := w.g.TemplateFor(d.Kind, calendar.YearOf(valid.From))
		if form == nil {
			w.bad("from", "there is no template of %s for %s", d.Kind, calendar.YearOf(valid.From))
		}
		w.free("from", all, "", d.Kind, valid)
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		next := d.Renew(newID(agreement.Prefix), form.ID, valid, w.stepped(signoff.ToCarry, "", d.now))
		return Outcome{ID: next.ID, On: d.now}, w.tx.InsertAgreements(ctx, next)
	})
}

// AgreementUpdate changes what a draft, or what was returned, says: all that was signed of it is to be signed again. Outcome.ID is the
// agreement.
func (s *Service) AgreementUpdate(ctx context.Context, id string, in AgreementUpdateInput) (Outcome, error) {
	c := call{"agreementUpdate", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		d, err := s.agreement(ctx, w, id)
		if err != nil {
			return Outcome{}, err
		}
		if _, err := d.Next(signoff.ToWrite, d.by); err != nil {
			return Outcome{}, err
		}
		fields := w.rewrite(d, in)
		if err := d.unchanged(in.ExpectedVersion, fields...); err != nil {
			return Outcome{}, err
		}
		all, err := w.agreementsOf(ctx, &d.pair)
		if err != nil {
			return Outcome{}, err
		}
		w.free("from", all, d.Series, d.Kind, d.Valid)
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		update := w.tx.Agreement.UpdateOneID(id).SetWriters(document.Touch(d.Agreement.Writers, d.by.Subject)).SetChanged(len(d.Agreement.Steps)).
			SetTitle(d.Title).SetParties(d.Parties).SetShared(d.Shared).SetConsentForm(d.ConsentForm).SetLegalBasis(d.LegalBasis).SetTerms(d.Terms).
			SetValidFrom(d.Valid.From).SetNillableValidTo(d.Valid.To).SetNillableReviewOn(d.ReviewOn)
		return Outcome{ID: id, On: d.now}, update.Exec(ctx)
	})
}

// rewrite puts what an input gives into an agreement, notes what is wrong with it, and gives what was there and what is wanted.
func (w *work) rewrite(d *agreeing, in AgreementUpdateInput) []document.Field {
	var fields []document.Field
	set := func(name string, now, yours any) {
		fields = append(fields, document.Field{Name: name, Now: now, Yours: yours})
	}
	for _, x := range []struct {
		name  string
		in    *string
		of    *string
		check func(field, value string, least, most int) string
		most  int
	}{
		{"title", in.Title, &d.Title, w.text, 200}, {"consentForm", in.ConsentForm, &d.ConsentForm, w.prose, 2_000},
		{"legalBasis", in.LegalBasis, &d.LegalBasis, w.prose, maxProse}, {"terms", in.Terms, &d.Terms, w.prose, maxProse},
	} {
		if x.in != nil {
			set(x.name, *x.of, *x.in)
			*x.of = x.check(x.name, *x.in, 0, x.most)
		}
	}
	if in.Parties != nil {
		parties := w.agreed(in.Parties)
		set("parties", listed(d.Parties), listed(parties))
		d.Parties = parties
	}
	if in.Shared != nil {
		shared := w.shared(in.Shared)
		set("shared", listed(d.Shared), listed(shared))
		d.Shared = shared
	}
	return append(fields, w.resetTime(d, in)...)
}

// resetTime does so with the time of an agreement.
func (w *work) resetTime(d *agreeing, in AgreementUpdateInput) (fields []document.Field) {
	if in.From != nil {
		fields = append(fields, document.Field{Name: "from", Now: d.Valid.From, Yours: *in.From})
		form := w.g.TemplateFor(d.Kind, calendar.YearOf(*in.From))
		switch {
		case d.Edition > 1 && *in.From != d.Valid.From:
			w.bad("from", "another edition begins when the first did, on %s; renew it for another time", d.Valid.From)
		case form == nil || form.ID != d.TemplateID:
			w.bad("from", "the template of %s is not that of %s", calendar.YearOf(*in.From), calendar.YearOf(d.Valid.From))
		}
		d.Valid.From = *in.From
	}
	if in.To != nil {
		fields = append(fields, document.Field{Name: "to", Now: d.Valid.To, Yours: in.To})
		d.Valid.To = in.To
	}
	if in.From != nil || in.To != nil {
		w.span("to", d.Valid.From, d.Valid.To)
	}
	if in.ReviewOn != nil {
		fields = append(fields, document.Field{Name: "reviewOn", Now: d.ReviewOn, Yours: in.ReviewOn})
		d.ReviewOn = in.ReviewOn
	}
	if d.ReviewOn != nil && (in.From != nil || in.To != nil || in.ReviewOn != nil) && !d.Valid.Empty() {
		w.reviewed("reviewOn", *d.ReviewOn, d.Valid)
	}
	return fields
}

// agreed checks who agrees.
func (w *work) agreed(in []*AgreementPartyInput) []document.Member {
	if len(in) > maxAgreed {
		w.bad("parties", "there are at most %d parties, not %d", maxAgreed, len(in))
		return nil
	}
	parties := make([]document.Member, len(in))
	for i, p := range in {
		at := fmt.Sprintf("parties.%d.", i)
		parties[i] = document.Member{Role: w.text(at+"role", p.Role, 1, 200), Organisation: w.text(at+"organisation", p.Organisation, 1, 200)}
	}
	return parties
}

// shared checks what may be shared.
func (w *work) shared(in []*SharedItemInput) []agreement.Item {
	if len(in) > maxAgreed {
		w.bad("shared", "there are at most %d items, not %d", maxAgreed, len(in))
		return nil
	}
	items := make([]agreement.Item, len(in))
	for i, x := range in {
		at := fmt.Sprintf("shared.%d.", i)
		items[i] = agreement.Item{Item: w.text(at+"item", x.Item, 1, 500), Purpose: w.prose(at+"purpose", x.Purpose, 1, 2_000), Consent: x.Consent}
	}
	return items
}
