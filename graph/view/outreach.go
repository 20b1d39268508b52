package view

import (
	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/programme"
)

// Outreach is sessions that a provider holds in an office, or the staff of an office at a provider.
type Outreach struct {
	record
	lens Lens
	o    *programme.Outreach
}

func (l Lens) outreach(o *programme.Outreach) *Outreach { return &Outreach{record{&o.Meta}, l, o} }

// Kind tells who comes to whom.
func (o *Outreach) Kind() programme.OutreachKind { return o.o.OutreachKind }

// Service gives the service.
func (o *Outreach) Service() *Service { return o.lens.service(o.o.Service) }

// Jobcentre gives the office.
func (o *Outreach) Jobcentre() *Jobcentre { return o.lens.jobcentre(o.o.Jobcentre) }

// Site tells where at the provider, or nil.
func (o *Outreach) Site() *Site {
	if o.o.Site == nil || !o.lens.rights.Sees(o.o.Site) {
		return nil
	}
	return o.lens.site(o.o.Site)
}

// SessionsPerWeek tells how many sessions there are a week.
func (o *Outreach) SessionsPerWeek() decimal.Decimal { return o.o.Sessions }

func (o *Outreach) insider() bool { return o.lens.rights.WorksWith(o.o.Service) }

// Restrictions tells under which conditions they are held, or nil.
func (o *Outreach) Restrictions() *string {
	if !o.insider() {
		return nil
	}
	return text(o.o.Restrictions)
}

// RiskAssessment tells what came of the assessment of the risk, or nil.
func (o *Outreach) RiskAssessment() *programme.Risk {
	if !o.insider() {
		return nil
	}
	return &o.o.Risk
}

// AssessedOn gives the day of that, or nil.
func (o *Outreach) AssessedOn() *calendar.Date {
	if !o.insider() {
		return nil
	}
	return o.o.AssessedOn
}

// ValidFrom gives the first day.
func (o *Outreach) ValidFrom() calendar.Date { return o.o.Valid.From }

// ValidTo gives the first day on which none are held any more, or nil.
func (o *Outreach) ValidTo() *calendar.Date { return o.o.Valid.To }

// Outreach gives what is held in the office, or by its staff, on the day.
func (j *Jobcentre) Outreach() []*Outreach { return shown(j.j.Outreach(j.lens.day), j.lens.outreach) }

// Outreach gives what is held of the service in Jobcentres, or by their staff at it, on the day.
func (s *Service) Outreach() []*Outreach { return shown(s.s.Outreach(s.lens.day), s.lens.outreach) }
