package host

import (
	"context"
	"errors"
	"reflect"
	"testing"

	"github.com/rancher/kontainer-engine/cluster"
	"github.com/rancher/kontainer-engine/types"
)

// The tests in this file assert nothing about this repository: they pin down what Rancher's cluster package does with
// a driver's answers, because drivers are designed around it.

// scripted is a driver that answers Create, Update and PostCheck as told.
type scripted struct {
	types.CloseableDriver

	create, update, postCheck func(*types.ClusterInfo) (*types.ClusterInfo, error)
	options                   *types.DriverOptions
	given                     *types.ClusterInfo
}

func (s *scripted) Create(_ context.Context, options *types.DriverOptions, given *types.ClusterInfo) (*types.ClusterInfo, error) {
	s.options, s.given = options, given
	return s.create(given)
}

func (s *scripted) Update(_ context.Context, given *types.ClusterInfo, options *types.DriverOptions) (*types.ClusterInfo, error) {
	s.options, s.given = options, given
	return s.update(given)
}

func (s *scripted) PostCheck(_ context.Context, given *types.ClusterInfo) (*types.ClusterInfo, error) {
	if s.postCheck == nil {
		return given, nil
	}
	return s.postCheck(given)
}

func (s *scripted) Remove(context.Context, *types.ClusterInfo) error { return errors.New("no") }

func echo(given *types.ClusterInfo) (*types.ClusterInfo, error) { return given, nil }

func refuse(*types.ClusterInfo) (*types.ClusterInfo, error) { return nil, errors.New("no") }

func fresh(metadata map[string]string) func(*types.ClusterInfo) (*types.ClusterInfo, error) {
	return func(*types.ClusterInfo) (*types.ClusterInfo, error) {
		return &types.ClusterInfo{Metadata: metadata}, nil
	}
}

func target(store *Store, driver *scripted) *cluster.Cluster {
	return &cluster.Cluster{Name: "c-abcde", Driver: driver, PersistStore: store, ConfigGetter: Spec{Name: "c-abcde"}}
}

// stored is a store that holds one record.
func stored(t *testing.T, status string, metadata map[string]string) *Store {
	t.Helper()
	store := NewStore(t.TempDir())
	if err := store.Store(cluster.Cluster{Name: "c-abcde", Status: status, Metadata: metadata}); err != nil {
		t.Fatal(err)
	}
	store.Writes()
	return store
}

func TestOnlyAJSONObjectUnderStateTurnsIntoOptions(t *testing.T) {
	cases := []struct {
		because, state string
		want           map[string]string
	}{
		{"every string of an object becomes an option", `{"region":"eu"}`, map[string]string{"region": "eu"}},
		{"nested objects go by their leaf names", `{"a":{"b":"c"}}`, map[string]string{"b": "c"}},
		{"an array is no object", `[{"region":"eu"}]`, nil},
		{"a JSON string is no object", `"{\"region\":\"eu\"}"`, nil},
		{"a prefix makes it no JSON", `v1:{"region":"eu"}`, nil},
		{"null decodes into nothing", `null`, nil},
		{"broken JSON is ignored whole", `{"region":"eu"`, nil},
		{"an empty text is no JSON", ``, nil},
	}
	for _, c := range cases {
		driver := &scripted{update: echo}
		store := stored(t, cluster.Running, map[string]string{"state": c.state})
		if err := target(store, driver).Update(t.Context()); err != nil {
			t.Fatal(err)
		}
		got := driver.options.StringOptions
		delete(got, "name")
		delete(got, "displayName")
		if len(got) != len(c.want) || (len(got) > 0 && !reflect.DeepEqual(got, c.want)) {
			t.Errorf("state %s: options %v, want %v, because %s", c.state, got, c.want, c.because)
		}
	}
}

func TestStateIsFlattenedPerTypeAndOtherMetadataWins(t *testing.T) {
	driver := &scripted{update: echo}
	store := stored(t, cluster.Running, map[string]string{
		"state": `{"n":2.9,"yes":true,"tags":{"a":1},"labels":{"k":"v"},"list":["x",1],"none":[],"null":null,"name":"s"}`,
		"name":  "from metadata",
	})
	if err := target(store, driver).Update(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := &types.DriverOptions{
		BoolOptions:   map[string]bool{"yes": true},
		StringOptions: map[string]string{"name": "from metadata", "displayName": "c-abcde", "k": "v"},
		IntOptions:    map[string]int64{"n": 2},
		// Here the special key is "tags"; in a cluster's configuration it is "labels".
		StringSliceOptions: map[string]*types.StringSlice{"tags": {Value: []string{"a=1"}}, "list": {Value: []string{"x"}}},
	}
	if !reflect.DeepEqual(driver.options, want) {
		t.Errorf("got %v, want %v", driver.options, want)
	}
}

func TestStateIsCopiedAsItIsWhenACreateIsRetried(t *testing.T) {
	driver := &scripted{create: fresh(nil)}
	store := stored(t, cluster.Error, map[string]string{"state": `{"region":"eu"}`})
	if err := target(store, driver).Create(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := driver.options.StringOptions["state"]; got != `{"region":"eu"}` {
		t.Errorf("state option %q", got)
	}
}

func TestClusterInfoIsGivenOnlyAfterAnError(t *testing.T) {
	for status, want := range map[string]bool{
		"": false, cluster.PreCreating: false, cluster.Creating: false, cluster.Error: true,
	} {
		driver := &scripted{create: fresh(nil)}
		if err := target(stored(t, status, nil), driver).Create(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := driver.given != nil; got != want {
			t.Errorf("status %q: given = %t", status, got)
		}
	}
	for _, status := range []string{cluster.Running, cluster.PostCheck, cluster.Updating, cluster.Init} {
		store := stored(t, status, nil)
		err := target(store, &scripted{create: refuse}).Create(t.Context())
		if now, _ := store.GetStatus("c-abcde"); err != cluster.ErrClusterExists || now != cluster.Running {
			t.Errorf("status %q: %v, now %q", status, err, now)
		}
	}
}

func TestMetadataSurvivesAPlainErrorAndIsReplacedByAnAnswer(t *testing.T) {
	earlier := map[string]string{"earlier": "1"}
	answer := func(metadata map[string]string) func(*types.ClusterInfo) (*types.ClusterInfo, error) {
		return func(*types.ClusterInfo) (*types.ClusterInfo, error) {
			return &types.ClusterInfo{Metadata: metadata}, errors.New("create_error")
		}
	}
	for name, c := range map[string]struct {
		create func(*types.ClusterInfo) (*types.ClusterInfo, error)
		want   map[string]string
	}{
		"gRPC error":                 {refuse, earlier},
		"create_error":               {answer(map[string]string{"later": "2"}), map[string]string{"later": "2"}},
		"create_error with no state": {answer(nil), nil},
	} {
		store := stored(t, cluster.Error, earlier)
		if err := target(store, &scripted{create: c.create}).Create(t.Context()); err == nil {
			t.Errorf("%s: the create succeeded", name)
		}
		record, _ := store.Get("c-abcde")
		if record.Status != cluster.Error || !reflect.DeepEqual(record.Metadata, c.want) {
			t.Errorf("%s: stored %q %v, want %v", name, record.Status, record.Metadata, c.want)
		}
	}
}

func TestOrderOfStatuses(t *testing.T) {
	answers := func(status string) func(*types.ClusterInfo) (*types.ClusterInfo, error) {
		return func(*types.ClusterInfo) (*types.ClusterInfo, error) { return &types.ClusterInfo{Status: status}, nil }
	}
	cases := []struct {
		because string
		from    string
		driver  *scripted
		run     func(*cluster.Cluster, context.Context) error
		want    []string
	}{
		{
			"create ends in Running whatever the driver answers", "", &scripted{create: answers("x")}, (*cluster.Cluster).Create,
			[]string{"Pre-Creating", "Creating", "Post-Checking", "x", "Running"},
		},
		{
			"update ends in what PostCheck answers", "Running", &scripted{update: echo, postCheck: answers("x")}, (*cluster.Cluster).Update,
			[]string{"Updating", "Post-Checking", "x"},
		},
		{"a failed update stays Updating", "Running", &scripted{update: refuse}, (*cluster.Cluster).Update, []string{"Updating"}},
		{
			"a failed check leaves Post-Checking after an update", "Running",
			&scripted{update: echo, postCheck: refuse}, (*cluster.Cluster).Update, []string{"Updating", "Post-Checking"},
		},
		{
			"a failed check is an Error after a create", "",
			&scripted{create: fresh(nil), postCheck: refuse}, (*cluster.Cluster).Create,
			[]string{"Pre-Creating", "Creating", "Post-Checking", "Error"},
		},
		{
			"an update of what failed is a create", "Error", &scripted{create: fresh(nil)}, (*cluster.Cluster).Update,
			[]string{"Pre-Creating", "Creating", "Post-Checking", "", "Running"},
		},
		{"an update of what was never made is refused", "Creating", &scripted{update: echo}, (*cluster.Cluster).Update, nil},
	}
	for _, c := range cases {
		store := stored(t, c.from, nil)
		_ = c.run(target(store, c.driver), t.Context())
		if got := Statuses(store.Writes()); !reflect.DeepEqual(got, c.want) {
			t.Errorf("got %q, want %q, because %s", got, c.want, c.because)
		}
	}
}

func TestForcedRemoveForgetsWhateverTheDriverSays(t *testing.T) {
	store := stored(t, cluster.Running, nil)
	if err := target(store, &scripted{}).Remove(t.Context(), false); err == nil {
		t.Error("the error of the driver was lost")
	}
	if _, err := store.Get("c-abcde"); err != nil {
		t.Error("the record was lost with the error")
	}
	if err := target(store, &scripted{}).Remove(t.Context(), true); err != nil {
		t.Error(err)
	}
	if _, err := store.Get("c-abcde"); err == nil {
		t.Error("the record is still there")
	}
	if err := target(store, &scripted{}).Remove(t.Context(), false); err != nil {
		t.Errorf("without a record the driver is asked: %v", err)
	}
}
