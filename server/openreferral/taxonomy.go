package openreferral

import (
	"fmt"
	"net/http"
	"slices"

	"waymark/domain/programme"
)

// taxonomy is a set of terms by which services are told apart.
type taxonomy struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Description string `json:"description"`
	Terms       []term `json:"taxonomy_terms,omitempty"` // when it is asked for by itself
	link        string // what its terms say of a service
}

// term is one of them.
type term struct {
	ID          string `json:"id"`
	Code        string `json:"code"`
	Name        string `json:"name"`
	Description string `json:"description"`
	Taxonomy    string `json:"taxonomy"`
	TaxonomyID  string `json:"taxonomy_id"`
	link        string
}

// entry is a term before it is one of a taxonomy.
type entry struct{ code, name, description string }

var kinds = []entry{
	{string(programme.OpenAccess), "Open access", "Advice, information and brief help without an appointment."},
	{string(programme.HarmReduction), "Harm reduction", "Needle exchange and what goes with it."},
	{string(programme.StructuredTreatment), "Structured treatment", "Treatment in the community by a care plan."},
	{string(programme.Prescribing), "Prescribing", "Substitute prescribing, by specialists or shared with general practice."},
	{string(programme.InpatientDetox), "Inpatient detoxification", "Detoxification in a hospital or unit."},
	{string(programme.Residential), "Residential rehabilitation", "Rehabilitation for those who live there for the time."},
	{string(programme.RecoverySupport), "Recovery support", "Aftercare, and support by peers."},
	{string(programme.EmploymentSupport), "Employment support", "Help into work."},
}

var tiers = []entry{
	{"1", "Tier 1", "Information, advice, screening and referral by services that are not for drug users alone."},
	{"2", "Tier 2", "Information, advice, triage, harm reduction and brief interventions by drug services, open to all."},
	{"3", "Tier 3", "Structured treatment in the community, by assessment and care plan."},
	{"4", "Tier 4", "Inpatient treatment and residential rehabilitation."},
}

var substances = []entry{
	{string(programme.HeroinCrack), "Heroin and crack", "For people who use heroin, crack or both."},
	{string(programme.OtherDrugs), "Other drugs", "For people who use other drugs."},
	{string(programme.Alcohol), "Alcohol", "For people who drink."},
}

// The keys of the taxonomies, from which their ids and those of their terms are made.
const (
	kindKey      = "kind"
	tierKey      = "tier"
	substanceKey = "substance"
	groupKey     = "group"
)

func newTaxonomy(key, name, description, link string, entries []entry) taxonomy {
	t := taxonomy{ID: idOf("taxonomy", key), Name: name, Description: description, link: link}
	for _, e := range entries {
		t.Terms = append(t.Terms, term{idOf("taxonomy", key, e.code), e.code, e.name, e.description, name, t.ID, link})
	}
	return t
}

// taxonomies gives all of them. The groups are those that services of the day are for.
func (d *directory) taxonomies() []taxonomy {
	var words []string
	for _, s := range d.graph.Services(d.day) {
		words = append(words, s.Groups...)
	}
	slices.Sort(words)
	return []taxonomy{
		newTaxonomy(kindKey, "Kinds of service", "What sort of help a service gives.", "service_type", kinds),
		newTaxonomy(tierKey, "Tiers", "The tiers of Models of Care for treatment of adult drug misusers, 2006.", "service_tier", tiers),
		newTaxonomy(substanceKey, "Substances", "For users of which substances a service is; one that is for any has all of them.", "substance", substances),
		newTaxonomy(groupKey, "Groups", "For whom a service is, in the words of who offers it; one that is for everybody has none.", "audience", groupsOf(slices.Compact(words))),
	}
}

func groupsOf(words []string) []entry {
	var all []entry
	for _, w := range words {
		all = append(all, entry{w, w, "For " + w + "."})
	}
	return all
}

// termsOf gives the terms that a service has.
func termsOf(all []taxonomy, s *programme.Service) []term {
	has := map[string][]string{kindKey: {string(s.ServiceKind)}, tierKey: {fmt.Sprint(s.Tier)}, groupKey: s.Groups}
	about := s.Substances
	if len(about) == 0 {
		about = programme.Substances()
	}
	for _, x := range about {
		has[substanceKey] = append(has[substanceKey], string(x))
	}
	ids := map[string]bool{}
	for key, codes := range has {
		for _, code := range codes {
			ids[idOf("taxonomy", key, code)] = true
		}
	}
	var found []term
	for _, t := range all {
		for _, x := range t.Terms {
			if ids[x.ID] {
				found = append(found, x)
			}
		}
	}
	return found
}

func (d *directory) terms() []term {
	var all []term
	for _, t := range d.taxonomies() {
		all = append(all, t.Terms...)
	}
	return all
}

func taxonomies(d *directory, r *http.Request) (any, error) {
	q, err := asked(r, ofPages...)
	return paged(q, d.taxonomies(), func(t taxonomy) taxonomy { t.Terms = nil; return t }), err
}

func taxonomyByID(d *directory, r *http.Request) (any, error) {
	return byID(r, d.taxonomies(), func(t taxonomy) string { return t.ID }, func(t taxonomy) any { return t })
}

func terms(d *directory, r *http.Request) (any, error) {
	q, err := asked(r, ofPages...)
	return paged(q, d.terms(), func(t term) term { return t }), err
}

func termByID(d *directory, r *http.Request) (any, error) {
	return byID(r, d.terms(), func(t term) string { return t.ID }, func(t term) any { return t })
}
