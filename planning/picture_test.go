package planning_test

import (
	"fmt"
	"strings"

	"waymark/domain/calendar"
	"waymark/domain/coverage"
	"waymark/domain/programme"
)

// facts tells what the programme says of a day: places, links, offices, and posts.
func facts(g *programme.Graph, on calendar.Date) string {
	var b strings.Builder
	for _, d := range g.Districts(on) {
		fmt.Fprintf(&b, "%s %q %s %s\n", d.Code, d.Name(on), d.Region.Code, shareText(d.Links(on)))
	}
	for _, p := range g.Partnerships(on) {
		fmt.Fprintf(&b, "%s %q %s\n", p.Code, p.Name(on), shareText(p.Links(on)))
	}
	for _, j := range g.Jobcentres(on) {
		fmt.Fprintf(&b, "%s %s %d\n", j.Code, j.District(on).Code, len(j.Champions(on)))
	}
	for _, p := range g.Posts(on) {
		fmt.Fprintf(&b, "%s %s %s %s\n", p.Code, p.State(on), p.Home(on).PlaceCode(), p.HeldFTE(on))
	}
	return b.String()
}

// picture tells facts and coverage of a day.
func picture(g *programme.Graph, on calendar.Date) string {
	var b strings.Builder
	b.WriteString(facts(g, on))
	for _, region := range append([]*programme.Region{nil}, g.Regions(on)...) {
		scope := coverage.England()
		if region != nil {
			scope = coverage.Of(region)
		}
		c := coverage.Compute(g, scope, on)
		fmt.Fprintf(&b, "%+v %d/%d %d/%d/%d %d/%d/%d\n", c.Posts, c.DistrictsWithCoordinator, c.Districts, c.JobcentresWithChampion,
			c.JobcentresInCoveredDistricts, c.Jobcentres, c.PartnershipsPartlyCovered, c.PartnershipsCovered, c.Partnerships)
		for _, gap := range c.Gaps() {
			fmt.Fprintln(&b, gap.Since, gap.Sentence)
		}
	}
	return b.String()
}

func pictures(g *programme.Graph, days ...string) (all []string) {
	for _, on := range days {
		all = append(all, picture(g, day(on)))
	}
	return all
}
