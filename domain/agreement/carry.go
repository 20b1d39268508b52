package agreement

import (
	"slices"
	"time"

	"waymark/domain/calendar"
	"waymark/domain/programme"
	"waymark/domain/signoff"
)

// Begin gives a draft of the first edition for a period, which says nothing yet. Who begins it is its first writer.
func Begin(id string, of Agreement, step signoff.Step) *Agreement {
	of.Meta = programme.Meta{ID: id, Synthetic: of.Synthetic}
	of.Series, of.Edition, of.State, of.Unpublished = id, 1, signoff.Draft, true
	of.Steps, of.Changed, of.Writers = signoff.Steps{step}, 1, []string{step.By}
	return &of
}

// Renew gives a draft for another period which says what this one says; the day of its review is as long after its start as it was.
func (a *Agreement) Renew(id, template string, valid calendar.Period, step signoff.Step) *Agreement {
	of := Agreement{Meta: programme.Meta{Synthetic: a.Synthetic}, PartnershipID: a.PartnershipID, DistrictID: a.DistrictID, Kind: a.Kind, TemplateID: template,
		CarriedFrom: a.ID, Valid: valid, Content: a.clone()}
	if a.ReviewOn != nil {
		review := valid.From.AddDays(a.ReviewOn.DaysSince(a.Valid.From))
		if valid.To == nil || !review.After(*valid.To) {
			of.ReviewOn = &review
		}
	}
	return Begin(id, of, step)
}

// Revise gives a draft of another edition, which says what this one says. The signatures that hold are in the step.
func (a *Agreement) Revise(id string, edition int, step signoff.Step) *Agreement {
	next := *a
	next.Meta = programme.Meta{ID: id, Synthetic: a.Synthetic}
	next.Edition, next.State, next.Unpublished, next.CarriedFrom = edition, signoff.Draft, true, a.ID
	next.Steps, next.Changed, next.Writers, next.Reviews = signoff.Steps{step}, 0, nil, slices.Clone(a.Reviews)
	next.Content = a.clone()
	return &next
}

func (a *Agreement) clone() Content {
	c := a.Content
	c.Parties, c.Shared = slices.Clone(c.Parties), slices.Clone(c.Shared)
	return c
}

// NextPeriod gives the period that follows that of an agreement, as long in years, or else in days: from its end on, or, once that has passed, from
// a day on. One without an end is followed by one without an end.
func (a *Agreement) NextPeriod(today calendar.Date) calendar.Period {
	from := today
	if held, _ := a.Held(today); held.To != nil && held.To.After(today) {
		from = *held.To
	}
	return a.Following(from)
}

// Following gives the period from a day on that is as long as that of an agreement.
func (a *Agreement) Following(from calendar.Date) calendar.Period {
	p := a.Valid
	if p.To == nil {
		return calendar.Open(from)
	}
	for years := 1; years <= 10; years++ {
		if after(p.From, 12*years) == *p.To {
			return calendar.Between(from, after(from, 12*years))
		}
	}
	return calendar.Between(from, from.AddDays(p.To.DaysSince(p.From)))
}

// after gives the day so many months later. What has no such day, as 29 February, gives the first of the month after.
func after(d calendar.Date, months int) calendar.Date {
	t := d.Time()
	month := int(t.Month()) - 1 + months
	year, m := t.Year()+month/12, time.Month(month%12+1)
	if day := calendar.New(year, m, t.Day()); day.Time().Month() == m {
		return day
	}
	return calendar.New(year, m+1, 1)
}
