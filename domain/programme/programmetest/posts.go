package programmetest

import (
	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/programme"
)

// Grade adds a grade.
func (b *Builder) Grade(code, name string, rank int) *programme.Grade {
	g := &programme.Grade{Meta: b.meta(programme.GradePrefix), Code: code, Name: name, Rank: rank}
	b.Records.Grades = append(b.Records.Grades, g)
	return g
}

// Post adds a whole-time post without a home.
func (b *Builder) Post(code string, grade *programme.Grade, role programme.Role, funded calendar.Period) *programme.Post {
	p := &programme.Post{
		Meta: b.meta(programme.PostPrefix), Code: code, GradeID: grade.ID, Role: role, FTE: decimal.One, Funded: funded,
	}
	b.Records.Posts = append(b.Records.Posts, p)
	return p
}

// Home adds a stay of a post in a region or district.
func (b *Builder) Home(p *programme.Post, in programme.Place, valid calendar.Period) {
	ref := programme.RefTo(in)
	b.Records.Homes = append(b.Records.Homes, &programme.Home{
		Meta: b.meta(programme.HomePrefix), PostID: p.ID, RegionID: ref.RegionID, DistrictID: ref.DistrictID, Valid: valid,
	})
}

// Person gives the coordinator with a name, adding them the first time.
func (b *Builder) Person(name string) *programme.Coordinator {
	if c := b.people[name]; c != nil {
		return c
	}
	c := &programme.Coordinator{Meta: b.meta(programme.CoordinatorPrefix), Name: name}
	b.people[name] = c
	b.Records.Coordinators = append(b.Records.Coordinators, c)
	return c
}

// Hold adds a holding.
func (b *Builder) Hold(p *programme.Post, who, fte string, valid calendar.Period) *programme.Holding {
	h := &programme.Holding{
		Meta: b.meta(programme.HoldingPrefix), PostID: p.ID, CoordinatorID: b.Person(who).ID, FTE: decimal.MustParse(fte), Valid: valid,
	}
	b.Records.Holdings = append(b.Records.Holdings, h)
	return h
}

// Cover adds a cover.
func (b *Builder) Cover(p *programme.Post, who string, valid calendar.Period) *programme.Cover {
	c := &programme.Cover{Meta: b.meta(programme.CoverPrefix), PostID: p.ID, CoordinatorID: b.Person(who).ID, Valid: valid}
	b.Records.Covers = append(b.Records.Covers, c)
	return c
}

// Offer adds an offer to somebody who is not on the books.
func (b *Builder) Offer(p *programme.Post, startsOn calendar.Date, pending calendar.Period) *programme.Offer {
	o := &programme.Offer{Meta: b.meta(programme.OfferPrefix), PostID: p.ID, StartsOn: startsOn, Valid: pending}
	b.Records.Offers = append(b.Records.Offers, o)
	return o
}
