package coverage

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// lasting gives "since 5 March 2009 (26 days)".
func (f *finder) lasting(since calendar.Date) string {
	switch days := f.asOf.DaysSince(since); days {
	case 0:
		return "since " + since.Long() + " (the first day)"
	case 1:
		return "since " + since.Long() + " (1 day)"
	default:
		return fmt.Sprintf("since %s (%s days)", since.Long(), grouped(days))
	}
}

// grouped writes a number below a million as it is printed: "1,069".
func grouped(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return fmt.Sprintf("%d,%03d", n/1000, n%1000)
}

// name gives what the place is called on the day; a region or an office is said to be one, unless its name says so.
func (f *finder) name(p programme.Place) string {
	name := p.Name(f.asOf)
	if name == "" {
		name = p.PlaceCode()
	}
	switch p.Kind() {
	case programme.KindRegion:
		if !strings.Contains(strings.ToLower(name), "region") {
			name += " region"
		}
		if !strings.HasPrefix(strings.ToLower(name), "the ") {
			name = "the " + name
		}
	case programme.KindJobcentre:
		if !strings.Contains(strings.ToLower(name), "jobcentre") {
			name += " jobcentre"
		}
	}
	return name
}

// sentence begins with a capital and ends with a full stop.
func sentence(format string, args ...any) string {
	text := fmt.Sprintf(format, args...)
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:] + "."
}

func (f *finder) regionSentence(r *programme.Region, since calendar.Date) string {
	return sentence("%s has had no strategic lead in post or covering %s", f.name(r), f.lasting(since))
}

func (f *finder) districtSentence(d *programme.District, since calendar.Date) string {
	return sentence("%s has had no drug coordinator in post or covering %s", f.name(d), f.lasting(since))
}

func (f *finder) jobcentreSentence(j *programme.Jobcentre, since calendar.Date) string {
	return sentence("%s has had no drug champion %s", f.name(j), f.lasting(since))
}

func (f *finder) partnershipSentence(p *programme.Partnership, since calendar.Date, links, staffed int) string {
	name, lasting := f.name(p), f.lasting(since)
	switch without := links - staffed; {
	case links == 0:
		return sentence("%s has had no drug coordinator %s: it is linked with no district", name, lasting)
	case staffed == 0 && links == 1:
		return sentence("%s has had no drug coordinator %s: its only district has none", name, lasting)
	case staffed == 0:
		return sentence("%s has had no drug coordinator %s: none of its %d districts has one", name, lasting, links)
	case without == 1:
		return sentence("%s has had a drug coordinator in only some of its districts %s: 1 of the %d has none", name, lasting, links)
	default:
		return sentence("%s has had a drug coordinator in only some of its districts %s: %d of the %d have none", name, lasting, without, links)
	}
}

func (f *finder) postSentence(kind GapKind, p *programme.Post, since calendar.Date) string {
	title, lasting := f.title(p), f.lasting(since)
	switch kind {
	case OfferStartOverdue:
		return sentence("%s was to be taken up on %s; the start has been overdue %s", title, p.Offer(f.asOf).StartsOn.Long(), lasting)
	case PostPartlyFilled:
		return sentence("%s has been only partly filled %s: %s of %s full-time equivalent is held", title, lasting, p.HeldFTE(f.asOf), p.FTE)
	default:
		return sentence("%s has had no holder %s%s", title, lasting, f.meanwhile(p, since))
	}
}

// title gives "the Band D post in Essex", or "one of the 3 Band D posts in South London" where there are several.
func (f *finder) title(p *programme.Post) string {
	grade := ""
	if p.Grade != nil {
		grade = p.Grade.Name + " "
	}
	home := p.Home(f.asOf)
	var stays []*programme.Home
	switch home := home.(type) {
	case *programme.Region:
		stays = home.Homes()
	case *programme.District:
		stays = home.Homes()
	}
	alike := 0
	for _, stay := range stays {
		if stay.Valid.Contains(f.asOf) && stay.Post.Funded.Contains(f.asOf) && stay.Post.GradeID == p.GradeID {
			alike++
		}
	}
	if alike > 1 {
		return fmt.Sprintf("one of the %d %sposts in %s", alike, grade, f.name(home))
	}
	return fmt.Sprintf("the %spost in %s", grade, f.name(home))
}

// meanwhile tells when the last cover or offer ended that came after the last holder, if there was one.
func (f *finder) meanwhile(p *programme.Post, since calendar.Date) string {
	last, what := since, ""
	for _, c := range p.AllCovers() {
		if to := c.Valid.To; to != nil && !c.Valid.Empty() && to.After(last) && !to.After(f.asOf) {
			last, what = *to, "; its cover ended on "
		}
	}
	for _, o := range p.AllOffers() {
		if to := o.Valid.To; to != nil && !o.Valid.Empty() && to.After(last) && !to.After(f.asOf) {
			last, what = *to, "; an accepted offer ended on "
			if o.Withdrawn {
				what = "; an accepted offer was withdrawn on "
			}
		}
	}
	if what == "" {
		return ""
	}
	return what + last.Long()
}
