package programme

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
)

// Violations looks at the whole graph at all dates for what must never be, and gives a sentence for each, in an order that
// depends on the records alone. A graph that only checked changes have made gives none: any sentence is a defect, or data
// that was brought in unchecked.
func (g *Graph) Violations() []string {
	c := &checker{}
	c.ids(g)
	c.codes(g)
	c.places(g)
	for _, p := range g.partnerships {
		c.links(p)
	}
	for _, j := range g.jobcentres {
		c.jobcentre(j)
	}
	for _, p := range g.posts {
		c.post(p)
	}
	for _, x := range g.coordinators {
		c.coordinator(x)
	}
	for _, p := range g.providers {
		c.provider(p)
	}
	c.pathways(g)
	return c.found
}

type checker struct{ found []string }

func (c *checker) add(format string, args ...any) {
	c.found = append(c.found, fmt.Sprintf(format, args...))
}

func (c *checker) ids(g *Graph) {
	for _, id := range slices.Sorted(maps.Keys(g.nodes)) {
		if prefix := prefixOf(g.nodes[id]); !strings.HasPrefix(id, prefix+"_") {
			c.add("id %q of a %T does not start with %s_", id, g.nodes[id], prefix)
		}
	}
}

func (c *checker) codes(g *Graph) {
	unique(c, g.regions, func(x *Region) string { return x.Code })
	unique(c, g.districts, func(x *District) string { return x.Code })
	unique(c, g.partnerships, func(x *Partnership) string { return x.Code })
	unique(c, g.jobcentres, func(x *Jobcentre) string { return x.Code })
	unique(c, g.grades, func(x *Grade) string { return x.Code })
	unique(c, g.posts, func(x *Post) string { return x.Code })
	unique(c, g.sources, func(x *Source) string { return x.Code })
	unique(c, g.indicators, func(x *Indicator) string { return x.Code })
	unique(c, g.families, func(x *Family) string { return x.Code })
	unique(c, g.interventions, func(x *Intervention) string { return x.Code })
	unique(c, g.providers, func(x *Provider) string { return x.Code })
	unique(c, g.services, func(x *Service) string { return x.Code })
	unique(c, g.sites, func(x *Site) string { return x.Code })
	unique(c, g.employment, func(x *EmploymentProgramme) string { return x.Code })
	unique(c, g.competences, func(x *Competence) string { return x.Code })
	unique(c, g.referralCodes, func(x *ReferralCode) string { return x.Code })
	unique(c, g.pathwayTemplates, func(x *PathwayTemplate) string { return x.Code })
	unique(c, g.pathways, func(x *Pathway) string { return x.Code })
	unique(c, g.dimensions, func(x *Dimension) string { return x.Code })
	unique(c, g.batches, func(x *FigureBatch) string { return x.ExternalID })
	for _, d := range g.dimensions {
		unique(c, d.categories, func(x *Category) string { return d.Code + "=" + x.Code })
	}
}

func unique[T any](c *checker, all []T, code func(T) string) {
	seen := make(map[string]bool, len(all))
	for _, x := range all {
		if seen[code(x)] {
			c.add("code %q belongs to more than one %T", code(x), x)
		}
		seen[code(x)] = true
	}
}

func (c *checker) places(g *Graph) {
	for _, r := range g.regions {
		c.names(r)
	}
	for _, d := range g.districts {
		c.names(d)
		if d.Region == nil {
			c.add("district %s is in no region", d.Code)
			continue
		}
		c.within("district", d.Code, d.Valid, "region "+d.Region.Code, d.Region.Valid)
	}
	for _, p := range g.partnerships {
		c.names(p)
	}
	for _, j := range g.jobcentres {
		c.names(j)
	}
}

func (c *checker) names(p Place) {
	if len(p.Names()) == 0 {
		c.add("%s %s has no name", strings.ToLower(string(p.Kind())), p.PlaceCode())
	}
	overlaps(c, p.Names(), "names of "+p.PlaceCode())
}

// within notes a period that has no day or does not lie inside that of the thing it hangs on.
func (c *checker) within(what, of string, inner calendar.Period, owner string, outer calendar.Period) {
	switch {
	case inner.Empty():
		c.add("%s of %s has no day: %s", what, of, inner)
	case !inner.Within(outer):
		c.add("%s of %s, %s, is not inside %s, %s", what, of, inner, owner, outer)
	}
}

// overlaps notes any two records, sorted by start, that hold on the same day.
func overlaps[T lasting](c *checker, records []T, what string) {
	for i, r := range records {
		for _, next := range records[i+1:] {
			if r.Period().Overlaps(next.Period()) {
				c.add("%s overlap: %s and %s", what, r.Period(), next.Period())
			}
		}
	}
}

// unbroken notes where records, sorted by start, leave a day of the period out or lie outside it.
func unbroken[T lasting](c *checker, records []T, what string, whole calendar.Period) {
	if whole.Empty() {
		return
	}
	if len(records) == 0 {
		c.add("%s: there is none", what)
		return
	}
	if first := records[0].Period(); first.From != whole.From {
		c.add("%s start on %s, not on %s", what, first.From, whole.From)
	}
	for i, r := range records[1:] {
		if before := records[i].Period(); before.To == nil || *before.To != r.Period().From {
			c.add("%s: %s is followed by %s", what, before, r.Period())
		}
	}
	last := records[len(records)-1].Period()
	if (last.To == nil) != (whole.To == nil) || (last.To != nil && *last.To != *whole.To) {
		c.add("%s end with %s, not with %s", what, last, whole)
	}
}

// turns gives the first days of the periods and the first days after them: in between, nothing changes.
func turns[T lasting](records []T) []calendar.Date {
	var days []calendar.Date
	for _, r := range records {
		days = append(days, r.Period().From)
		if to := r.Period().To; to != nil {
			days = append(days, *to)
		}
	}
	slices.SortFunc(days, calendar.Date.Compare)
	return slices.Compact(days)
}

func (c *checker) links(p *Partnership) {
	for i, k := range p.links {
		where := p.Code + " to " + k.District.Code
		c.within("link", where, k.Valid, "the partnership", p.Valid)
		c.within("link", where, k.Valid, "the district", k.District.Valid)
		if k.Share <= 0 || k.Share > decimal.One {
			c.add("link of %s has the share %s", where, k.Share)
		}
		for _, other := range p.links[i+1:] {
			if other.District == k.District && other.Valid.Overlaps(k.Valid) {
				c.add("links of %s overlap: %s and %s", where, k.Valid, other.Valid)
			}
		}
	}
	for _, day := range turns(p.links) {
		var sum decimal.Decimal
		held := p.Links(day)
		for _, k := range held {
			sum += k.Share
		}
		if len(held) > 0 && sum != decimal.One {
			c.add("links of %s sum to %s on %s", p.Code, sum, day)
		}
	}
}

func (c *checker) jobcentre(j *Jobcentre) {
	unbroken(c, j.placements, "placements of "+j.Code, j.Valid)
	for _, p := range j.placements {
		c.within("placement", j.Code, p.Valid, "district "+p.District.Code, p.District.Valid)
	}
	for i, x := range j.champions {
		c.within("drug champion", j.Code, x.Valid, "the office", j.Valid)
		for _, other := range j.champions[i+1:] {
			if x.Lead && other.Lead && x.Valid.Overlaps(other.Valid) {
				c.add("leads among the drug champions of %s overlap: %s and %s", j.Code, x.Valid, other.Valid)
			}
		}
	}
}
