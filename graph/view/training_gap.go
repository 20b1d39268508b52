package view

import (
	"fmt"

	"waymark/domain/calendar"
	"waymark/domain/fault"
	"waymark/domain/programme"
)

// Trained is an office with the training of its staff.
type Trained struct {
	office   *programme.Jobcentre
	last     *calendar.Date
	attended int
}

// TrainingGap is an office whose staff want training.
type TrainingGap struct {
	lens Lens
	t    Trained
}

// TrainingGapConnection is one page of offices whose staff want training.
type TrainingGapConnection = Page[Trained, *TrainingGap]

// TrainingGapEdge is one entry of such a page.
type TrainingGapEdge = Edge[*TrainingGap]

// TrainingGaps gives a page of the offices of an area of whose staff nobody has been trained since a day, or ever, by the lens's day.
func (l Lens) TrainingGaps(district, region, competence *string, since, asOf *calendar.Date, args Args) (*TrainingGapConnection, error) {
	l = l.on(asOf)
	offices, err := l.officesWithin(region, district)
	if err != nil {
		return nil, err
	}
	of := ""
	if competence != nil {
		if of = *competence; l.g.Competence(of) == nil {
			return nil, fault.New(fault.Invalid, "competence", "there is no competence with the code %s", fmt.Sprintf("%.64q", of))
		}
	}
	var gaps []Trained
	for _, office := range offices {
		last, attended := office.Trained(of, l.day)
		if last == nil || since != nil && last.Before(*since) {
			gaps = append(gaps, Trained{office, last, attended})
		}
	}
	o := order[Trained]{name: "training.gap", sorted: true, key: func(t Trained) key { return key{text: t.office.Code} }}
	return paginate(gaps, o, args, func(t Trained) *TrainingGap { return &TrainingGap{l, t} })
}

// Jobcentre gives the office.
func (g *TrainingGap) Jobcentre() *Jobcentre { return g.lens.jobcentre(g.t.office) }

// LastTrainedOn gives the last day on which somebody was trained, or nil.
func (g *TrainingGap) LastTrainedOn() *calendar.Date { return g.t.last }

// Attended tells how many took part in all.
func (g *TrainingGap) Attended() int { return g.t.attended }
