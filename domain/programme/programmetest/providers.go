package programmetest

import (
	"waymark/domain/calendar"
	"waymark/domain/processmap"
	"waymark/domain/programme"
)

// Provider adds a voluntary organisation named like its code.
func (b *Builder) Provider(code string, valid calendar.Period) *programme.Provider {
	p := &programme.Provider{Meta: b.meta(programme.ProviderPrefix), Code: code, Name: code, ProviderKind: programme.VoluntaryProvider, Valid: valid}
	b.Records.Providers = append(b.Records.Providers, p)
	return p
}

// Service adds open access of a provider, named like its code.
func (b *Builder) Service(of *programme.Provider, code string, valid calendar.Period) *programme.Service {
	s := &programme.Service{Meta: b.meta(programme.ServicePrefix), Code: code, Name: code, ProviderID: of.ID, ServiceKind: programme.OpenAccess, Tier: 2, Valid: valid}
	b.Records.Services = append(b.Records.Services, s)
	return s
}

// Site adds a site of a provider, named like its code.
func (b *Builder) Site(of *programme.Provider, code string, valid calendar.Period) *programme.Site {
	s := &programme.Site{Meta: b.meta(programme.SitePrefix), Code: code, Name: code, ProviderID: of.ID, Valid: valid}
	b.Records.Sites = append(b.Records.Sites, s)
	return s
}

// Pathway adds a way from a district, or from an office of it, to a service; it has two steps, and a template of its own.
func (b *Builder) Pathway(code string, from programme.Place, to *programme.Service, way programme.Direction, valid calendar.Period) *programme.Pathway {
	steps := []processmap.Step{{Key: "start", Kind: processmap.Start, Text: "Somebody asks for help.", Next: []processmap.Way{{Step: "end"}}},
		{Key: "end", Kind: processmap.End, Text: "They get it."}}
	t := &programme.PathwayTemplate{Meta: b.meta(programme.PathwayFormPrefix), Code: code, Name: code, Direction: way, Steps: steps, SourceID: b.Source("source of " + code).ID}
	p := &programme.Pathway{Meta: b.meta(programme.PathwayPrefix), Code: code, Name: code, Direction: way, ServiceID: to.ID, TemplateID: t.ID,
		DistrictID: programme.RefTo(from).DistrictID, JobcentreID: programme.RefTo(from).JobcentreID, Contact: programme.Contact{Role: "Duty worker"}, Steps: steps, Valid: valid}
	b.Records.PathwayTemplates = append(b.Records.PathwayTemplates, t)
	b.Records.Pathways = append(b.Records.Pathways, p)
	return p
}

// Pause adds a time in which a service takes nobody.
func (b *Builder) Pause(of *programme.Service, reason string, valid calendar.Period) {
	b.Records.Pauses = append(b.Records.Pauses, &programme.Pause{Meta: b.meta(programme.PausePrefix), ServiceID: of.ID, Reason: reason, Valid: valid})
}
