package planning

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/fault"
	"waymark/domain/programme"
)

// PostCreate creates a post at home in a region or district. Outcome.ID is the post.
func (s *Service) PostCreate(ctx context.Context, in PostCreateInput) (Outcome, error) {
	c := call{"postCreate", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		if home := w.g.Place(in.Home); home != nil {
			if err := w.allowed(home); err != nil {
				return Outcome{}, err
			}
		}
		post, stay := w.opening(in, "fundedFrom")
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		err := w.insert(ctx, programme.Records{Posts: []*programme.Post{post}, Homes: []*programme.Home{stay}})
		return Outcome{ID: post.ID, On: in.FundedFrom}, err
	})
}

// opening checks a post to open, and gives it with its home; from is the field that its first day stands in. Both are nil when a
// rule is broken, which is noted.
func (w *work) opening(in PostCreateInput, from string) (*programme.Post, *programme.Home) {
	before := len(w.faults)
	grade := w.grade("grade", in.Grade)
	w.fraction("fte", "full-time equivalent", in.FTE)
	stream := w.text("fundingStream", in.FundingStream, 1, 200)
	funded := w.span("fundedTo", in.FundedFrom, in.FundedTo)
	home := w.home(in, funded, from)
	if in.Code != nil {
		w.code("code", *in.Code, slug, w.g.Post(*in.Code) != nil)
	}
	if len(w.faults) > before {
		return nil, nil
	}
	post := &programme.Post{Meta: programme.Meta{ID: newID(programme.PostPrefix)}, GradeID: grade.ID, Role: in.Role, FTE: in.FTE,
		FundingStream: stream, Funded: funded}
	if in.Code != nil {
		post.Code = *in.Code
	} else {
		post.Code = w.nextPostCode(home, grade)
	}
	return post, &programme.Home{Meta: programme.Meta{ID: newID(programme.HomePrefix)}, PostID: post.ID,
		RegionID: programme.RefTo(home).RegionID, DistrictID: programme.RefTo(home).DistrictID, Valid: funded}
}

func (w *work) grade(field, code string) *programme.Grade {
	grade := w.g.Grade(code)
	if grade == nil {
		w.bad(field, "there is no grade with the code %.64q", code)
	}
	return grade
}

// home finds the home of a new post and checks that it is of the role's kind and exists while the post is funded.
func (w *work) home(in PostCreateInput, funded calendar.Period, from string) programme.Place {
	home := w.g.Place(in.Home)
	kind := programme.KindRegion
	if in.Role == programme.DistrictCoordinator {
		kind = programme.KindDistrict
	}
	if home == nil || home.Kind() != kind {
		w.bad("home", "a post of the role %s is at home in a %s; there is none with this id", in.Role, strings.ToLower(string(kind)))
		return home
	}
	w.inside(from, "the funding", funded, home.Name(funded.From), home.Period())
	return home
}

// nextPostCode makes a code from the home, the grade and the first free number. A long home is cut.
func (w *work) nextPostCode(home programme.Place, grade *programme.Grade) string {
	stem := home.PlaceCode()
	if home.Kind() == programme.KindRegion {
		stem = home.Name(home.Period().From)
	}
	stem, level := programme.Slug(stem), programme.Slug(grade.Code)
	for n := 1; ; n++ {
		ending := "-" + level + "-" + strconv.Itoa(n)
		code := strings.TrimRight(stem[:min(len(stem), max(0, maxCode-len(ending)))], "-") + ending
		if w.g.Post(code) == nil && !w.coded[code] {
			if w.coded == nil {
				w.coded = map[string]bool{}
			}
			w.coded[code] = true
			return code
		}
	}
}

// PostClose ends a post's funding on a day, and with it what holds, covers and offers it. Outcome.ID is the post.
func (s *Service) PostClose(ctx context.Context, id string, in PostCloseInput) (Outcome, error) {
	c := call{"postClose", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		post, err := subject[*programme.Post](w, id, in.ExpectedVersion)
		if err != nil {
			return Outcome{}, err
		}
		reason := w.text("reason", in.Reason, 1, 500)
		if err := w.closable(post, in.On, "on"); err != nil {
			return Outcome{}, err
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: id, On: in.On}, w.close(ctx, post, in.On, reason)
	})
}

// closable notes, under a field, why a post cannot be closed on a day; that it has been closed is an error at once.
func (w *work) closable(post *programme.Post, on calendar.Date, field string) error {
	switch {
	case post.ClosedReason != "":
		return fault.New(fault.IllegalTransition, "", "the post was closed on %s", post.Funded.To)
	case !on.After(post.Funded.From):
		w.bad(field, "the end, %s, is not after the start of the funding, %s", on, post.Funded.From)
	case post.Funded.To != nil && !on.Before(*post.Funded.To):
		w.bad(field, "the funding ends on %s already", post.Funded.To)
	}
	if later, ok := programme.FirstFrom(post.AllHoldings(), on); ok {
		w.bad(field, "somebody is to hold the post from %s", later.Valid.From)
	}
	if later, ok := programme.FirstFrom(post.AllCovers(), on); ok {
		w.bad(field, "somebody is to cover the post from %s", later.Valid.From)
	}
	return nil
}

// close closes a post that can be closed.
func (w *work) close(ctx context.Context, post *programme.Post, on calendar.Date, reason string) error {
	if err := w.endAll(ctx, post, on); err != nil {
		return err
	}
	if err := w.rehome(ctx, stays(post, calendar.Between(post.Funded.From, on))); err != nil {
		return err
	}
	return w.tx.Post.UpdateOneID(post.ID).SetFundedTo(on).SetClosedReason(reason).Exec(ctx)
}

// endAll ends, on a day, whatever holds, covers or offers a post.
func (w *work) endAll(ctx context.Context, post *programme.Post, on calendar.Date) error {
	for _, h := range post.AllHoldings() {
		if programme.LivesOn(h.Valid, on) {
			if err := w.endHolding(ctx, h, on, programme.PostClosed); err != nil {
				return err
			}
		}
	}
	for _, c := range post.AllCovers() {
		if programme.LivesOn(c.Valid, on) {
			if err := w.endCover(ctx, c, on); err != nil {
				return err
			}
		}
	}
	for _, o := range post.AllOffers() {
		if o.Valid.To == nil {
			if err := w.conclude(ctx, o, on, true); err != nil {
				return err
			}
		}
	}
	return nil
}

// touch counts a new version of a post about which something has changed.
func (w *work) touch(ctx context.Context, post *programme.Post) error {
	if err := w.tx.Post.UpdateOneID(post.ID).Exec(ctx); err != nil {
		return fmt.Errorf("touch post: %w", err)
	}
	return nil
}

// freeFTE gives what nobody holds of a post in a period, and notes when that is nothing.
func (w *work) freeFTE(field string, post *programme.Post, p calendar.Period) decimal.Decimal {
	free := post.FreeFTE(p)
	if free <= decimal.Zero {
		w.bad(field, "the post, %s full-time equivalent, is wholly held in the period %s", post.FTE, p)
	}
	return free
}
