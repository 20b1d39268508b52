package planning

import (
	"context"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/programme"
)

// OutreachStart records sessions at an office or a provider. Outcome.ID is the outreach.
func (s *Service) OutreachStart(ctx context.Context, in OutreachStartInput) (Outcome, error) {
	c := call{"outreachStart", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		office := reference[*programme.Jobcentre](w, "jobcentre", in.Jobcentre, "jobcentre")
		if office != nil {
			if err := w.allowed(office); err != nil {
				return Outcome{}, err
			}
			w.on("from", office.Name(in.From), in.From, office.Valid)
		}
		o := &programme.Outreach{Meta: programme.Meta{ID: newID(programme.OutreachPrefix)}, OutreachKind: in.Kind, ServiceID: in.Service, JobcentreID: in.Jobcentre,
			Sessions: in.SessionsPerWeek, Risk: in.RiskAssessment, AssessedOn: in.AssessedOn, Valid: w.span("to", in.From, in.To)}
		service := reference[*programme.Service](w, "service", in.Service, "service")
		if service != nil {
			w.on("from", service.Name, in.From, service.Valid)
		}
		if in.Site != nil {
			site, ok := programme.Lookup[*programme.Site](w.g, *in.Site)
			switch {
			case in.Kind == programme.ProviderAtJobcentre:
				w.bad("site", "the provider's sessions are held in the office")
			case !ok || !w.rights.Sees(site) || service != nil && site.Provider != service.Provider:
				w.bad("site", "the provider has no site with this id")
			}
			o.SiteID = *in.Site
		}
		w.perWeek(in.SessionsPerWeek)
		if in.Restrictions != nil {
			o.Restrictions = w.prose("restrictions", *in.Restrictions, 0, 2_000)
		}
		w.assessment(o.Risk, o.AssessedOn, s.today())
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: o.ID, On: in.From}, w.insert(ctx, programme.Records{Outreaches: []*programme.Outreach{o}})
	})
}

// OutreachUpdate changes what is recorded of sessions. Outcome.ID is the outreach.
func (s *Service) OutreachUpdate(ctx context.Context, id string, in OutreachUpdateInput) (Outcome, error) {
	c := call{"outreachUpdate", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		o, err := subject[*programme.Outreach](w, id, in.ExpectedVersion)
		if err != nil {
			return Outcome{}, err
		}
		update := w.tx.Outreach.UpdateOneID(id)
		if in.SessionsPerWeek != nil {
			w.perWeek(*in.SessionsPerWeek)
			update.SetSessions(*in.SessionsPerWeek)
		}
		if in.Restrictions != nil {
			update.SetRestrictions(w.prose("restrictions", *in.Restrictions, 0, 2_000))
		}
		if in.RiskAssessment != nil || in.AssessedOn != nil {
			risk := o.Risk
			if in.RiskAssessment != nil {
				risk = *in.RiskAssessment
			}
			w.assessment(risk, in.AssessedOn, s.today())
			update.SetRisk(risk).SetNillableAssessedOn(in.AssessedOn)
			if in.AssessedOn == nil {
				update.ClearAssessedOn()
			}
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: id, On: s.today()}, update.Exec(ctx)
	})
}

// OutreachEnd ends sessions. Outcome.ID is the outreach.
func (s *Service) OutreachEnd(ctx context.Context, id string, in OutreachEndInput) (Outcome, error) {
	c := call{"outreachEnd", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		o, err := subject[*programme.Outreach](w, id, in.ExpectedVersion)
		if err != nil {
			return Outcome{}, err
		}
		if err := w.ending("outreach", o.Valid, in.On); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: id, On: in.On}, w.tx.Outreach.UpdateOneID(id).SetValidTo(in.On).Exec(ctx)
	})
}

func (w *work) perWeek(sessions decimal.Decimal) {
	if sessions <= decimal.Zero || sessions > 100*decimal.One {
		w.bad("sessionsPerWeek", "there are more than 0 and at most 100 sessions a week, not %s", sessions)
	}
}

// assessment checks what came of an assessment of the risk, and its day.
func (w *work) assessment(risk programme.Risk, on *calendar.Date, today calendar.Date) {
	switch {
	case risk == programme.RiskRefused:
		w.bad("riskAssessment", "no sessions are held where the assessment refused them; end them")
	case risk == programme.RiskNotAssessed && on != nil:
		w.bad("assessedOn", "what has not been assessed has no day")
	case risk != programme.RiskNotAssessed && on == nil:
		w.bad("assessedOn", "an assessment has a day")
	case on != nil && on.After(today):
		w.bad("assessedOn", "%s is yet to come", on)
	}
}
