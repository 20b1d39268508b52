package dataset

import (
	"fmt"
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/programme"
)

// pathways leads from the offices of each district to the services that its partnerships buy, and back. One district in five has none into
// treatment for misusers of alcohol, one in seven none at all, and one in three has no protocol. Some offices hold sessions with a provider.
func (d *demo) pathways(reference programme.Records) {
	r := random(subjectPathways)
	templates := map[programme.Direction]*programme.PathwayTemplate{}
	for _, t := range sorted(reference.PathwayTemplates, func(t *programme.PathwayTemplate) string { return t.Code }) {
		if templates[t.Direction] == nil {
			templates[t.Direction] = t
		}
	}
	number := 0
	for _, a := range d.regions {
		for _, t := range a.districts {
			number++
			services := d.bought(t.district)
			open := firstKind(services, programme.OpenAccess)
			treatment := firstKind(services, programme.StructuredTreatment)
			if number%7 == 0 || open == nil || treatment == nil {
				continue
			}
			var substances []programme.Substance
			if number%5 == 0 {
				substances = []programme.Substance{programme.HeroinCrack, programme.OtherDrugs}
			}
			d.pathway(t.district, "in", open, templates[programme.ToTreatment], substances, number%3 != 0)
			if number%2 == 0 {
				d.pathway(t.district, "out", treatment, templates[programme.ToJobcentre], nil, number%3 != 0)
			}
			for i, office := range d.officesOf(t.district) {
				if i > 0 && i%4 == 0 {
					d.outreach(office, open, between(r, 1, 4))
				}
			}
		}
	}
}

// bought gives the services that the partnerships of a district buy, by code.
func (d *demo) bought(district *programme.District) []*programme.Service {
	linked, bought := map[string]bool{}, map[string]bool{}
	for _, k := range d.records.Links {
		if k.DistrictID == district.ID {
			linked[k.PartnershipID] = true
		}
	}
	for _, c := range d.records.Contracts {
		if linked[c.PartnershipID] {
			bought[c.ServiceID] = true
		}
	}
	var found []*programme.Service
	for _, s := range d.records.Services {
		if bought[s.ID] {
			found = append(found, s)
		}
	}
	return found
}

func firstKind(services []*programme.Service, kind programme.ServiceKind) *programme.Service {
	i := slices.IndexFunc(services, func(s *programme.Service) bool { return s.ServiceKind == kind })
	if i < 0 {
		return nil
	}
	return services[i]
}

// officesOf gives the offices that lie in a district, by code.
func (d *demo) officesOf(district *programme.District) []*programme.Jobcentre {
	in := map[string]bool{}
	for _, p := range d.records.Placements {
		if p.DistrictID == district.ID {
			in[p.JobcentreID] = true
		}
	}
	var found []*programme.Jobcentre
	for _, j := range d.records.Jobcentres {
		if in[j.ID] {
			found = append(found, j)
		}
	}
	return found
}

func (d *demo) pathway(district *programme.District, way string, to *programme.Service, t *programme.PathwayTemplate, substances []programme.Substance, protocol bool) {
	code := "syn-" + district.Code + "-" + way
	p := &programme.Pathway{Meta: synthetic(programme.PathwayPrefix, code), Code: code, Name: t.Name + " (synthetic)", Direction: t.Direction, DistrictID: district.ID,
		ServiceID: to.ID, TemplateID: t.ID, Contact: programme.Contact{Role: "Duty worker of the service", Telephone: "01632 960000", Email: "duty@service.example"},
		Substances: substances, Eligibility: "Adults who agree to be told of.", Steps: t.Steps, Valid: calendar.Open(calendar.New(2009, 1, 5))}
	if protocol {
		p.ProtocolReference = "Synthetic: information-sharing protocol of the district, section 4."
	}
	d.records.Pathways = append(d.records.Pathways, p)
}

func (d *demo) outreach(office *programme.Jobcentre, by *programme.Service, halves int) {
	number := len(d.records.Outreaches) + 1
	assessed := calendar.New(2009, 1, 12).AddDays(number % 40)
	o := &programme.Outreach{Meta: synthetic(programme.OutreachPrefix, fmt.Sprint(number)), OutreachKind: programme.ProviderAtJobcentre, ServiceID: by.ID,
		JobcentreID: office.ID, Sessions: decimal.Decimal(halves) * decimal.One / 2, Risk: programme.RiskAccepted, AssessedOn: &assessed,
		Valid: calendar.Open(calendar.New(2009, 2, 2).AddDays(number % 40))}
	switch number % 3 {
	case 1:
		o.Risk, o.Restrictions = programme.RiskConditional, "Synthetic: two workers at a time, in a room with a second way out."
	case 2:
		o.Risk, o.AssessedOn = programme.RiskNotAssessed, nil
	}
	d.records.Outreaches = append(d.records.Outreaches, o)
}

// training holds two sessions in each region, to which half of the offices of a district send people.
func (d *demo) training(reference programme.Records) {
	r := random(subjectTraining)
	var codes []string
	for _, c := range sorted(reference.Competences, func(c *programme.Competence) string { return c.Code }) {
		codes = append(codes, c.Code)
	}
	for _, a := range d.regions {
		for n, t := range a.districts[:min(2, len(a.districts))] {
			key := t.district.Code + "-" + fmt.Sprint(n)
			s := &programme.TrainingSession{Meta: synthetic(programme.SessionPrefix, key), DistrictID: t.district.ID, Title: "Drug awareness for advisers (synthetic)",
				Day: dayIn(r, calendar.New(2009, 1, 12), calendar.New(2009, 4, 20)), Competences: codes[:min(len(codes), n+1)], Trainer: "A treatment provider",
				Hours: decimal.Decimal(between(r, 3, 7)) * decimal.One}
			d.records.TrainingSessions = append(d.records.TrainingSessions, s)
			for i, office := range d.officesOf(t.district) {
				if i%2 == 0 {
					d.records.TrainingAttendances = append(d.records.TrainingAttendances, &programme.TrainingAttendance{Meta: synthetic(programme.AttendancePrefix, key+"/"+office.Code),
						SessionID: s.ID, JobcentreID: office.ID, Attended: between(r, 1, 9)})
				}
			}
		}
	}
}
