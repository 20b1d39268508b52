package programme

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"waymark/domain/calendar"
)

// Ground is why two providers are probably one.
type Ground string

// The grounds, the strongest first.
const (
	SameCharityNumber Ground = "CHARITY_NUMBER"
	SameCompanyNumber Ground = "COMPANY_NUMBER"
	SameODSCode       Ground = "ODS_CODE"
	SameCQCID         Ground = "CQC_ID"
	SameName          Ground = "NAME"
	SameWebsite       Ground = "WEBSITE"
	SameTelephone     Ground = "TELEPHONE"
)

// Grounds gives all grounds, the strongest first.
func Grounds() []Ground {
	return []Ground{SameCharityNumber, SameCompanyNumber, SameODSCode, SameCQCID, SameName, SameWebsite, SameTelephone}
}

// Duplicate is two providers that are probably one, the first by code first, and why.
type Duplicate struct {
	First, Second *Provider
	Grounds       []Ground // at least one, the strongest first
}

// Duplicates gives the pairs among the providers of a day that are probably one, by the codes of both: those with the same number in a register, with a name that differs
// in spelling alone, or with a website on the same host or the same telephone. They are for somebody to look at: two branches may rightly share a website.
func (g *Graph) Duplicates(day calendar.Date) []Duplicate {
	type pair struct{ first, second *Provider }
	why := map[pair][]Ground{}
	var pairs []pair
	for _, ground := range Grounds() {
		same := map[string][]*Provider{}
		for _, p := range g.Providers(day) {
			mark := ground.mark(p)
			if mark == "" {
				continue
			}
			for _, other := range same[mark] {
				both := pair{other, p}
				if why[both] == nil {
					pairs = append(pairs, both)
				}
				why[both] = append(why[both], ground)
			}
			same[mark] = append(same[mark], p)
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(compareText(a.first.Code, b.first.Code), compareText(a.second.Code, b.second.Code))
	})
	found := make([]Duplicate, len(pairs))
	for i, p := range pairs {
		found[i] = Duplicate{p.first, p.second, why[p]}
	}
	return found
}

// mark gives what is compared on a ground; empty when there is nothing to compare.
func (ground Ground) mark(p *Provider) string {
	switch ground {
	case SameCharityNumber:
		return bare(p.CharityNumber)
	case SameCompanyNumber:
		return bare(p.CompanyNumber)
	case SameODSCode:
		return bare(p.ODSCode)
	case SameCQCID:
		return bare(p.CQCID)
	case SameName:
		return plainName(p.Name)
	case SameWebsite:
		return host(p.Website)
	}
	return plainNumber(p.Telephone)
}

// Forms of a company and words that say nothing, as parts of a name.
var idle = []string{"the", "and", "ltd", "limited", "plc", "llp", "cic", "cio"}

// plainName gives a name without capitals, marks and words that say nothing.
func plainName(name string) string {
	words := strings.FieldsFunc(strings.ToLower(strings.NewReplacer("'", "", "’", "", ".", "").Replace(name)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(slices.DeleteFunc(words, func(word string) bool { return slices.Contains(idle, word) }), " ")
}

// Hosts on which many have their pages.
var shared = []string{"facebook.com", "sites.google.com", "nhs.uk", "gov.uk", "twitter.com", "linkedin.com"}

func host(website string) string {
	u, err := url.Parse(website)
	if err != nil {
		return ""
	}
	name := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	if slices.Contains(shared, name) {
		return ""
	}
	return name
}

// plainNumber gives the digits of a telephone number as it is dialled within the country.
func plainNumber(number string) string {
	digits := onlyDigits(number)
	for _, abroad := range []string{"0044", "44"} {
		if rest, ok := strings.CutPrefix(digits, abroad); ok && (abroad == "0044" || strings.HasPrefix(strings.TrimSpace(number), "+")) {
			return "0" + strings.TrimPrefix(rest, "0")
		}
	}
	return digits
}
