package store_test

import (
	"context"
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"entgo.io/ent/privacy"

	"waymark/domain/access"
	"waymark/domain/fault"
	"waymark/domain/viewer"
	"waymark/ent"
	"waymark/store"
	"waymark/store/storetest"
)

// entities gives the client of each entity by its name.
func entities(c *ent.Client) map[string]reflect.Value {
	found := map[string]reflect.Value{}
	v := reflect.ValueOf(c).Elem()
	for i := range v.NumField() {
		if client := v.Field(i); v.Type().Field(i).IsExported() && client.MethodByName("Query").IsValid() {
			found[v.Type().Field(i).Name] = client
		}
	}
	return found
}

// call calls a method by its name and gives what it returns.
func call(on reflect.Value, method string, with ...any) []reflect.Value {
	in := make([]reflect.Value, len(with))
	for i, w := range with {
		in[i] = reflect.ValueOf(w)
	}
	return on.MethodByName(method).Call(in)
}

func failure(returned []reflect.Value) error {
	err, _ := returned[len(returned)-1].Interface().(error)
	return err
}

// inside hands out a transaction of the store, which is rolled back.
func inside(t *testing.T, s *store.Store, look func(ctx context.Context, tx *store.Tx)) {
	t.Helper()
	enough := errors.New("enough")
	err := s.InTx(operator(t.Context()), inTest, func(ctx context.Context, tx *store.Tx) error {
		look(ctx, tx)
		return enough
	})
	if !errors.Is(err, enough) {
		t.Fatal(err)
	}
}

func TestEveryEntityIsDeniedByDefault(t *testing.T) {
	public := []string{"Agreement", "Assessment", "AssessmentSection", "Category", "Competence", "Contract", "Cover", "Dimension", "District", "DocumentTemplate", "EmploymentProgramme", "Family", "FamilyMember", "Figure", "FigureBatch", "Finding", "FundingLine", "Grade", "Holding", "Home", "Identifier", "Indicator", "Intervention", "Jobcentre", "Lineage", "Link", "Offer", "Outreach", "Partnership", "Pathway", "PathwayTemplate", "Pause", "PlaceName", "Placement", "Plan", "PlanAction", "PlanObjective", "PlanPart", "PlanPriority", "PlanReview", "PlanReviewItem", "Post", "Provider", "ReferralCode", "ReferralRelease", "ReferralReleaseRow", "Region", "Revision", "Service", "ServiceSite", "Site", "Source", "Statement", "TrainingAttendance", "TrainingSession"}
	empty.Run(t, func(t *testing.T, db storetest.Database) {
		inside(t, db.Open(t), func(_ context.Context, tx *store.Tx) {
			nobody := ent.NewTxContext(t.Context(), tx.Tx)
			anonymous := viewer.With(nobody, viewer.Anonymous())
			all := entities(tx.Client())
			if known := access.Entities(); !slices.Equal(slices.Sorted(maps.Keys(all)), known) {
				t.Errorf("the entities are %v and the tables of access know %v", slices.Sorted(maps.Keys(all)), known)
			}
			for name, client := range all {
				if err := failure(call(call(client, "Query")[0], "Count", nobody)); !errors.Is(err, privacy.Deny) {
					t.Errorf("nobody may read %s: %v", name, err)
				}
				if err := failure(call(call(client, "Query")[0], "Count", anonymous)); errors.Is(err, privacy.Deny) == slices.Contains(public, name) {
					t.Errorf("an anonymous viewer reads %s: %v", name, err)
				}
				for who, ctx := range map[string]context.Context{"nobody": nobody, "an anonymous viewer": anonymous} {
					for _, method := range []string{"Update", "Delete", "Create"} {
						if err := failure(call(call(client, method)[0], "Exec", ctx)); !errors.Is(err, privacy.Deny) {
							t.Errorf("%s may %s %s: %v", who, strings.ToLower(method), name, err)
						}
					}
				}
			}
		})
	})
}

func TestWritesOutsideATransactionAreRefused(t *testing.T) {
	empty.Run(t, func(t *testing.T, db storetest.Database) {
		inside(t, db.Open(t), func(_ context.Context, tx *store.Tx) {
			for name, client := range entities(tx.Client()) {
				for _, method := range []string{"Update", "Delete"} {
					err := failure(call(call(client, method)[0], "Exec", operator(t.Context())))
					if err == nil || !strings.Contains(err.Error(), "outside a transaction of the store") {
						t.Errorf("%s %s outside: %v", method, name, err)
					}
				}
			}
		})
	})
}

func TestATransactionNeedsOneWhoMayChange(t *testing.T) {
	empty.Run(t, func(t *testing.T, db storetest.Database) {
		s := db.Open(t)
		anonymous := viewer.With(t.Context(), viewer.Anonymous())
		for who, ctx := range map[string]context.Context{"nobody": t.Context(), "an anonymous viewer": anonymous} {
			err := s.InTx(ctx, inTest, func(context.Context, *store.Tx) error {
				t.Errorf("%s has a transaction", who)
				return nil
			})
			refused(t, err, fault.Forbidden, "you may not do this")
		}
		_, err := s.State(t.Context())
		refused(t, err, fault.Forbidden, "you may not do this")
		_, err = s.Records(t.Context())
		refused(t, err, fault.Forbidden, "you may not do this")
		_, err = s.Records(anonymous) // all of it, people and grants included
		refused(t, err, fault.Forbidden, "you may not do this")
	})
}

// refused asserts that an error is one fault, whose message is all that a caller is told.
func refused(t *testing.T, err error, code fault.Code, message string) {
	t.Helper()
	all, ok := fault.All(err)
	if !ok || len(all) != 1 || all[0].Code != code || all[0].Message != message {
		t.Errorf("got %v (%q), want %s: %s", err, all, code, message)
	}
}
