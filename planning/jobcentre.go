package planning

import (
	"context"
	"fmt"

	"waymark/domain/calendar"
	"waymark/domain/fault"
	"waymark/domain/programme"
)

// JobcentreOpen opens an office in a district. Outcome.ID is the jobcentre.
func (s *Service) JobcentreOpen(ctx context.Context, in JobcentreOpenInput) (Outcome, error) {
	c := call{"jobcentreOpen", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		w.code("code", in.Code, label, w.g.Jobcentre(in.Code) != nil)
		name := w.text("name", in.Name, 1, 200)
		if district := reference[*programme.District](w, "district", in.District, "district"); district != nil {
			if err := w.allowed(district); err != nil {
				return Outcome{}, err
			}
			w.inside("on", "the office's life", calendar.Open(in.On), district.Name(in.On), district.Valid)
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		id, life := newID(programme.JobcentrePrefix), calendar.Open(in.On)
		place := programme.PlaceRef{JobcentreID: id}
		err := w.insert(ctx, programme.Records{
			Jobcentres: []*programme.Jobcentre{{Meta: programme.Meta{ID: id}, Code: in.Code, Valid: life}},
			Names:      []*programme.PlaceName{{Meta: programme.Meta{ID: newID(programme.NamePrefix)}, Place: place, Text: name, Valid: life}},
			Placements: []*programme.Placement{{Meta: programme.Meta{ID: newID(programme.PlacementPrefix)}, JobcentreID: id, DistrictID: in.District, Valid: life}},
		})
		return Outcome{ID: id, On: in.On}, err
	})
}

// JobcentreClose closes an office on a day, releases its champions and ends its outreach and pathways. Outcome.ID is the jobcentre.
func (s *Service) JobcentreClose(ctx context.Context, id string, in JobcentreCloseInput) (Outcome, error) {
	c := call{"jobcentreClose", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		office, err := subject[*programme.Jobcentre](w, id, in.ExpectedVersion)
		if err != nil {
			return Outcome{}, err
		}
		if office.Valid.To != nil {
			return Outcome{}, fault.New(fault.IllegalTransition, "", "the office was closed on %s", office.Valid.To)
		}
		if !in.On.After(office.Valid.From) {
			w.bad("on", "the end, %s, is not after the opening, %s", in.On, office.Valid.From)
		}
		if later, ok := programme.FirstFrom(office.AllChampions(), in.On); ok {
			w.bad("on", "a drug champion is to start on %s", later.Valid.From)
		}
		if later, ok := programme.FirstFrom(office.AllOutreach(), in.On); ok {
			w.bad("on", "outreach is to start on %s", later.Valid.From)
		}
		if later, ok := programme.FirstFrom(office.AllOwnPathways(), in.On); ok {
			w.bad("on", "pathway %s is to start on %s", later.Code, later.Valid.From)
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		for _, champion := range office.AllChampions() {
			if programme.LivesOn(champion.Valid, in.On) {
				if err := w.tx.DrugChampion.UpdateOneID(champion.ID).SetValidTo(in.On).Exec(ctx); err != nil {
					return Outcome{}, fmt.Errorf("release champion: %w", err)
				}
			}
		}
		if err := w.endAtOffice(ctx, office, in.On); err != nil {
			return Outcome{}, err
		}
		for _, stay := range office.AllPlacements() {
			var err error
			switch {
			case programme.LivesOn(stay.Valid, in.On):
				err = w.tx.Placement.UpdateOneID(stay.ID).SetValidTo(in.On).Exec(ctx)
			case !stay.Valid.From.Before(in.On): // a district that it will not live to see
				err = w.tx.Placement.DeleteOneID(stay.ID).Exec(ctx)
			}
			if err != nil {
				return Outcome{}, fmt.Errorf("end placement: %w", err)
			}
		}
		return Outcome{ID: id, On: in.On}, w.tx.Jobcentre.UpdateOneID(id).SetValidTo(in.On).Exec(ctx)
	})
}

// endAtOffice ends what is held in an office, and the ways to and from it alone, on the day on which it closes.
func (w *work) endAtOffice(ctx context.Context, office *programme.Jobcentre, on calendar.Date) error {
	for _, o := range office.AllOutreach() {
		if programme.LivesOn(o.Valid, on) {
			if err := w.tx.Outreach.UpdateOneID(o.ID).SetValidTo(on).Exec(ctx); err != nil {
				return fmt.Errorf("end outreach: %w", err)
			}
		}
	}
	return w.endPathways(ctx, office.AllOwnPathways(), on)
}

// ChampionAppoint appoints a drug champion. Outcome.ID is the champion, Outcome.Related the jobcentre.
func (s *Service) ChampionAppoint(ctx context.Context, in ChampionAppointInput) (Outcome, error) {
	c := call{"championAppoint", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		adviser := w.optionalText("adviser", in.Adviser, 200)
		p := w.span("to", in.From, in.To)
		office := reference[*programme.Jobcentre](w, "jobcentre", in.Jobcentre, "jobcentre")
		if office != nil {
			if err := w.allowed(office); err != nil {
				return Outcome{}, err
			}
			if office.Version != in.ExpectedVersion {
				return Outcome{}, fault.New(fault.Conflict, "input.expectedVersion",
					"it has changed: you read version %d and it is now at version %d", in.ExpectedVersion, office.Version)
			}
			w.inside("from", "the role", p, "the office", office.Valid)
			for _, other := range programme.Overlapping(office.AllChampions(), p) {
				if in.Lead && other.Lead {
					w.bad("lead", "the office has a lead champion already, %s", other.Valid)
				}
			}
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		champion := &programme.DrugChampion{Meta: programme.Meta{ID: newID(programme.DrugChampionPrefix)},
			JobcentreID: office.ID, Adviser: adviser, Lead: in.Lead, Valid: p}
		if err := w.insert(ctx, programme.Records{DrugChampions: []*programme.DrugChampion{champion}}); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: champion.ID, On: in.From, Related: []string{office.ID}}, w.tx.Jobcentre.UpdateOneID(office.ID).Exec(ctx)
	})
}

// ChampionRelease ends a drug champion's role. Outcome.ID is the champion, Outcome.Related the jobcentre.
func (s *Service) ChampionRelease(ctx context.Context, id string, in ChampionReleaseInput) (Outcome, error) {
	c := call{"championRelease", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		champion, err := subject[*programme.DrugChampion](w, id, in.ExpectedVersion)
		if err != nil {
			return Outcome{}, err
		}
		switch {
		case !in.On.After(champion.Valid.From):
			w.bad("on", "the end, %s, is not after the start, %s", in.On, champion.Valid.From)
		case champion.Valid.To != nil && !in.On.Before(*champion.Valid.To):
			return Outcome{}, fault.New(fault.IllegalTransition, "", "the role ended on %s already", champion.Valid.To)
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		if err := w.tx.DrugChampion.UpdateOneID(id).SetValidTo(in.On).Exec(ctx); err != nil {
			return Outcome{}, fmt.Errorf("release champion: %w", err)
		}
		return Outcome{ID: id, On: in.On, Related: []string{champion.JobcentreID}}, w.tx.Jobcentre.UpdateOneID(champion.JobcentreID).Exec(ctx)
	})
}
