package programme

import "slices"

// Without gives the records whose ids are not known yet. The records themselves are shared with r.
func (r Records) Without(known func(id string) bool) Records {
	return Records{
		Revision:      r.Revision,
		Regions:       without(r.Regions, known),
		Districts:     without(r.Districts, known),
		Partnerships:  without(r.Partnerships, known),
		Jobcentres:    without(r.Jobcentres, known),
		Names:         without(r.Names, known),
		Identifiers:   without(r.Identifiers, known),
		Lineages:      without(r.Lineages, known),
		Links:         without(r.Links, known),
		Placements:    without(r.Placements, known),
		Grades:        without(r.Grades, known),
		Posts:         without(r.Posts, known),
		Homes:         without(r.Homes, known),
		Coordinators:  without(r.Coordinators, known),
		Holdings:      without(r.Holdings, known),
		Offers:        without(r.Offers, known),
		Covers:        without(r.Covers, known),
		DrugChampions: without(r.DrugChampions, known),
		Sources:       without(r.Sources, known),
		Statements:    without(r.Statements, known),
		Grants:        without(r.Grants, known),
		Allocations:   without(r.Allocations, known),
		Indicators:    without(r.Indicators, known),
		Dimensions:    without(r.Dimensions, known),
		Categories:    without(r.Categories, known),
		FigureBatches: without(r.FigureBatches, known),
		Templates:     without(r.Templates, known),
		Families:      without(r.Families, known),
		FamilyMembers: without(r.FamilyMembers, known),
		Providers:     without(r.Providers, known),
		Services:      without(r.Services, known),
		Sites:         without(r.Sites, known),
		ServiceSites:  without(r.ServiceSites, known),
		Contracts:     without(r.Contracts, known),
		Interventions: without(r.Interventions, known),
		Pauses:        without(r.Pauses, known),

		EmploymentProgrammes: without(r.EmploymentProgrammes, known),
		Competences:          without(r.Competences, known),
		TrainingSessions:     without(r.TrainingSessions, known),
		TrainingAttendances:  without(r.TrainingAttendances, known),
		ReferralCodes:        without(r.ReferralCodes, known),
		PathwayTemplates:     without(r.PathwayTemplates, known),
		Pathways:             without(r.Pathways, known),
		Outreaches:           without(r.Outreaches, known),
	}
}

// With gives the records of both, those of r first, in lists of their own. The records themselves are shared with r and other.
// The revision is the larger of the two.
func (r Records) With(other Records) Records {
	return Records{
		Revision:      max(r.Revision, other.Revision),
		Regions:       slices.Concat(r.Regions, other.Regions),
		Districts:     slices.Concat(r.Districts, other.Districts),
		Partnerships:  slices.Concat(r.Partnerships, other.Partnerships),
		Jobcentres:    slices.Concat(r.Jobcentres, other.Jobcentres),
		Names:         slices.Concat(r.Names, other.Names),
		Identifiers:   slices.Concat(r.Identifiers, other.Identifiers),
		Lineages:      slices.Concat(r.Lineages, other.Lineages),
		Links:         slices.Concat(r.Links, other.Links),
		Placements:    slices.Concat(r.Placements, other.Placements),
		Grades:        slices.Concat(r.Grades, other.Grades),
		Posts:         slices.Concat(r.Posts, other.Posts),
		Homes:         slices.Concat(r.Homes, other.Homes),
		Coordinators:  slices.Concat(r.Coordinators, other.Coordinators),
		Holdings:      slices.Concat(r.Holdings, other.Holdings),
		Offers:        slices.Concat(r.Offers, other.Offers),
		Covers:        slices.Concat(r.Covers, other.Covers),
		DrugChampions: slices.Concat(r.DrugChampions, other.DrugChampions),
		Sources:       slices.Concat(r.Sources, other.Sources),
		Statements:    slices.Concat(r.Statements, other.Statements),
		Grants:        slices.Concat(r.Grants, other.Grants),
		Allocations:   slices.Concat(r.Allocations, other.Allocations),
		Indicators:    slices.Concat(r.Indicators, other.Indicators),
		Dimensions:    slices.Concat(r.Dimensions, other.Dimensions),
		Categories:    slices.Concat(r.Categories, other.Categories),
		FigureBatches: slices.Concat(r.FigureBatches, other.FigureBatches),
		Templates:     slices.Concat(r.Templates, other.Templates),
		Families:      slices.Concat(r.Families, other.Families),
		FamilyMembers: slices.Concat(r.FamilyMembers, other.FamilyMembers),
		Providers:     slices.Concat(r.Providers, other.Providers),
		Services:      slices.Concat(r.Services, other.Services),
		Sites:         slices.Concat(r.Sites, other.Sites),
		ServiceSites:  slices.Concat(r.ServiceSites, other.ServiceSites),
		Contracts:     slices.Concat(r.Contracts, other.Contracts),
		Interventions: slices.Concat(r.Interventions, other.Interventions),
		Pauses:        slices.Concat(r.Pauses, other.Pauses),

		EmploymentProgrammes: slices.Concat(r.EmploymentProgrammes, other.EmploymentProgrammes),
		Competences:          slices.Concat(r.Competences, other.Competences),
		TrainingSessions:     slices.Concat(r.TrainingSessions, other.TrainingSessions),
		TrainingAttendances:  slices.Concat(r.TrainingAttendances, other.TrainingAttendances),
		ReferralCodes:        slices.Concat(r.ReferralCodes, other.ReferralCodes),
		PathwayTemplates:     slices.Concat(r.PathwayTemplates, other.PathwayTemplates),
		Pathways:             slices.Concat(r.Pathways, other.Pathways),
		Outreaches:           slices.Concat(r.Outreaches, other.Outreaches),
	}
}

// Count gives the number of records of all types.
func (r Records) Count() int {
	return len(r.Regions) + len(r.Districts) + len(r.Partnerships) + len(r.Jobcentres) + len(r.Names) + len(r.Identifiers) +
		len(r.Lineages) + len(r.Links) + len(r.Placements) + len(r.Grades) + len(r.Posts) + len(r.Homes) + len(r.Coordinators) +
		len(r.Holdings) + len(r.Offers) + len(r.Covers) + len(r.DrugChampions) + len(r.Sources) + len(r.Statements) +
		len(r.Grants) + len(r.Allocations) + len(r.Indicators) + len(r.Dimensions) + len(r.Categories) + len(r.FigureBatches) +
		len(r.Families) + len(r.FamilyMembers) + len(r.Templates) +
		len(r.Providers) + len(r.Services) + len(r.Sites) + len(r.ServiceSites) + len(r.Contracts) + len(r.Pauses) + len(r.Interventions) +
		len(r.EmploymentProgrammes) + len(r.Competences) + len(r.TrainingSessions) + len(r.TrainingAttendances) +
		len(r.ReferralCodes) + len(r.PathwayTemplates) + len(r.Pathways) + len(r.Outreaches)
}

// Nodes gives every record of all types.
func (r Records) Nodes() []Node {
	all := make([]Node, 0, r.Count())
	for _, list := range []func([]Node) []Node{
		nodes(r.Regions),
		nodes(r.Districts),
		nodes(r.Partnerships),
		nodes(r.Jobcentres),
		nodes(r.Names),
		nodes(r.Identifiers),
		nodes(r.Lineages),
		nodes(r.Links),
		nodes(r.Placements),
		nodes(r.Grades),
		nodes(r.Posts),
		nodes(r.Homes),
		nodes(r.Coordinators),
		nodes(r.Holdings),
		nodes(r.Offers),
		nodes(r.Covers),
		nodes(r.DrugChampions),
		nodes(r.Sources),
		nodes(r.Statements),
		nodes(r.Grants),
		nodes(r.Indicators),
		nodes(r.Dimensions),
		nodes(r.Categories),
		nodes(r.FigureBatches),
		nodes(r.Templates),
		nodes(r.Families),
		nodes(r.FamilyMembers),
		nodes(r.Providers),
		nodes(r.Services),
		nodes(r.Sites),
		nodes(r.ServiceSites),
		nodes(r.Contracts),
		nodes(r.Pauses),
		nodes(r.Interventions),
		nodes(r.EmploymentProgrammes),
		nodes(r.Competences),
		nodes(r.TrainingSessions),
		nodes(r.TrainingAttendances),
		nodes(r.ReferralCodes),
		nodes(r.PathwayTemplates),
		nodes(r.Pathways),
		nodes(r.Outreaches),
	} {
		all = list(all)
	}
	return all
}

func nodes[T Node](records []T) func([]Node) []Node {
	return func(all []Node) []Node {
		for _, r := range records {
			all = append(all, r)
		}
		return all
	}
}

func without[T Node](records []T, known func(string) bool) []T {
	return slices.DeleteFunc(slices.Clone(records), func(r T) bool { return known(r.Identity().ID) })
}
